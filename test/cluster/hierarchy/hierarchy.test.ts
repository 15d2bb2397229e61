import { adjustedRand, hierarchy, type Linkage, type Matrix, matrix, matrixOf, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, sharedMatrix } from '../../fixtures/shared-data.js';

const LINKAGES: readonly Linkage[] = ['ward', 'average', 'complete', 'single'];

const coordinate = fc.integer({ min: -50, max: 50 }).map((value) => value / 4);
const rowsOf = (least: number) =>
  fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: least, maxLength: 24 });

/** Heights by the definition: the nearest two of all groups, distances of groups from those of their customers. */
function heightsByHand(rows: readonly (readonly number[])[], linkage: Linkage): number[] {
  const square = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, j) => sum + (value - b[j]) ** 2, 0);
  const mean = (group: number[]) =>
    rows[0].map((_, j) => group.reduce((sum, i) => sum + rows[i][j], 0) / group.length);
  const apart = (a: number[], b: number[]): number => {
    if (linkage === 'ward') {
      return Math.sqrt(((2 * a.length * b.length) / (a.length + b.length)) * square(mean(a), mean(b)));
    }
    const all = a.flatMap((i) => b.map((j) => Math.sqrt(square(rows[i], rows[j]))));
    if (linkage === 'complete') return Math.max(...all);
    if (linkage === 'single') return Math.min(...all);
    return all.reduce((sum, each) => sum + each, 0) / all.length;
  };
  let groups = rows.map((_, i) => [i]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let [best, one, other] = [Infinity, 0, 0];
    for (let a = 0; a < groups.length; a++) {
      for (let b = 0; b < a; b++) {
        const distance = apart(groups[a], groups[b]);
        if (distance < best) [best, one, other] = [distance, a, b];
      }
    }
    heights.push(best);
    const both = [...groups[one], ...groups[other]];
    groups = [...groups.filter((_, g) => g !== one && g !== other), both];
  }
  return heights;
}

/** Rows without ties in their distances. */
function scattered(count: number, columns: number, seed: number): Matrix {
  const random = seeded(seed);
  return matrixOf(
    Float64Array.from({ length: count * columns }, () => random.normal()),
    columns,
  );
}

describe.each(LINKAGES)('%s linkage', (linkage) => {
  it('joins at the heights of the definition', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 40 }), fc.nat(1000), async (count, seed) => {
        const customers = scattered(count, 3, seed);
        const rows = Array.from({ length: count }, (_, i) => [...customers.data.subarray(3 * i, 3 * i + 3)]);
        const { merges } = await hierarchy(customers, { linkage });
        const byHand = heightsByHand(rows, linkage);
        for (const [m, { height }] of merges.entries()) expect(height).toBeCloseTo(byHand[m], 9);
      }),
      { numRuns: 40 },
    );
  });

  it('gives a tree of all customers: each joined once, no line crossed, heights that rise, ties or not', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(2), async (rows) => {
        const { merges, order } = await hierarchy(matrix(rows), { linkage });
        expect(merges).toHaveLength(rows.length - 1);
        const joined = merges.flatMap(({ first, second }) => [first, second]).toSorted((a, b) => a - b);
        expect(joined).toEqual(Array.from({ length: 2 * rows.length - 2 }, (_, i) => i));
        const sizes = (group: number) => (group < rows.length ? 1 : merges[group - rows.length].size);
        merges.forEach(({ first, second, size, height }, m) => {
          expect(size).toBe(sizes(first) + sizes(second));
          expect(Math.max(first, second)).toBeLessThan(rows.length + m);
          if (m > 0) expect(height).toBeGreaterThanOrEqual(merges[m - 1].height);
        });
        expect([...order].toSorted((a, b) => a - b)).toEqual([...rows.keys()]);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the customers, and follows shift and scale', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(4), fc.nat(1000), async (rows, seed) => {
        const order = shuffled(seeded(seed), [...rows.keys()]);
        const one = await hierarchy(matrix(rows), { linkage });
        const moved = order.map((i) => rows[i].map((value) => 4 * value + 8)); // exact in binary
        const other = await hierarchy(matrix(moved), { linkage });
        const labels = one.cut({ k: 3 }).labels;
        const alike = adjustedRand(
          other.cut({ k: 3 }).labels,
          Int32Array.from(order, (i) => labels[i]),
        );
        expect(alike).toBe(1);
        for (const [m, { height }] of other.merges.entries()) {
          expect(height).toBeCloseTo(4 * one.merges[m].height, 9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds groups that are far apart, and says so in the heights', async () => {
    const random = seeded(2);
    const groups = Array.from({ length: 90 }, (_, i) => (i * 7) % 3);
    const rows = groups.map((group) => [20 * group + random.normal(), random.normal()]);
    const tree = await hierarchy(matrix(rows), { linkage });
    const cut = tree.cut({ k: 3 });
    expect(adjustedRand(cut.labels, Int32Array.from(groups))).toBe(1);
    expect(cut.segments.map(({ key, size }) => [key, size])).toEqual([
      ['s1', 30],
      ['s2', 30],
      ['s3', 30],
    ]);
    expect(cut.movedByAssign).toBe(0);
    expect(cut.between.above! / cut.between.below!).toBeGreaterThan(3);
    expect(tree.cut({ height: (cut.between.above! + cut.between.below!) / 2 }).labels).toEqual(cut.labels);
    expect(cut.assign(matrix([[41, 0]]))).toEqual(Int32Array.of(cut.labels[groups.indexOf(2)]));
  });

  it('takes customers who are alike, two customers, one segment, and a segment for each', async () => {
    const alike = await hierarchy(matrix([[1], [1], [1]]), { linkage });
    expect(alike.merges.map(({ height }) => height)).toEqual([0, 0]);
    expect(await alike.copheneticCorrelation()).toBeUndefined();
    const two = await hierarchy(
      matrix([
        [0, 0],
        [3, 4],
      ]),
      { linkage },
    );
    expect(two.merges).toEqual([{ first: 0, second: 1, height: 5, size: 2 }]);
    expect(two.cut({ k: 1 }).segments).toMatchObject([{ size: 2, share: 1 }]);
    expect(two.cut({ k: 2 }).segments).toHaveLength(2);
    expect(two.cut({ height: 5 }).segments).toHaveLength(1);
    expect(two.cut({ height: 4.9 }).segments).toHaveLength(2);
  });
});

describe('hierarchy', () => {
  it('correlates distances with heights as by hand', async () => {
    // 0, 1 and 3 on a line, single linkage: 0 and 1 at 1, 3 at 2. Distances 1 3 2, heights 1 2 2:
    // covariance (−1 · −2/3 + 1 · 1/3 + 0) / 3 = 1/3, variances 2/3 and 2/9: 1/3 / √(4/27) = √3 / 2.
    const tree = await hierarchy(matrix([[0], [1], [3]]), { linkage: 'single' });
    expect(await tree.copheneticCorrelation()).toBeCloseTo(Math.sqrt(3) / 2, 12);
  });

  it.skipIf(!hasShared)('gives the heights of R on ruspini', async () => {
    const customers = sharedMatrix('oracles/data/ruspini.csv', 0, 2);
    const ward = await hierarchy(customers);
    const last = (count: number, merges: typeof ward.merges) =>
      merges.slice(-count).map(({ height }) => height);
    const expected = [53.8369452, 73.9159376, 276.3419035, 276.674383, 556.8411524];
    for (const [m, height] of last(5, ward.merges).entries()) expect(height).toBeCloseTo(expected[m], 6);
    expect(await ward.copheneticCorrelation()).toBeCloseTo(0.891415762, 8);
    const average = await hierarchy(customers, { linkage: 'average' });
    const heights = [64.4255486, 67.7505227, 101.141996];
    for (const [m, height] of last(3, average.merges).entries()) expect(height).toBeCloseTo(heights[m], 5);
    expect(ward.cut({ k: 4 }).segments.map(({ size }) => size)).toEqual([23, 20, 17, 15]);
  });

  it('places customers as SQL does', async () => {
    const customers = scattered(60, 2, 4);
    const cut = (await hierarchy(customers)).cut({ k: 4 });
    const place = cut.toFunction();
    const assigned = cut.assign(customers);
    for (let i = 0; i < 60; i++) {
      const row = { x1: customers.data[2 * i], x2: customers.data[2 * i + 1] };
      expect(place(row).segment).toBe(cut.segments[assigned[i]].key);
    }
    expect(cut.movedByAssign).toBe([...assigned].filter((label, i) => label !== cut.labels[i]).length);
  });

  it('refuses what it cannot do, with the way out', async () => {
    const refused = (promise: Promise<unknown>, words: string) => expect(promise).rejects.toThrow(words);
    await refused(hierarchy(matrix([[1]])), 'a tree needs two customers or more; there are 1');
    await refused(
      hierarchy({ rows: 2, columns: 0, data: new Float64Array(0), names: [] }),
      'the matrix has no columns',
    );
    await refused(
      hierarchy(matrix([[1], [2]]), { linkage: 'wart' as Linkage }),
      'hierarchy: there is no linkage "wart"',
    );
    await refused(hierarchy(matrix([[1e200], [-1e200]])), 'too large to be squared');
    const many = matrixOf(new Float64Array(20_001), 1);
    await refused(
      hierarchy(many, { linkage: 'average' }),
      'hierarchy: the distances of 20,001 customers for average linkage take 1.6 GB. Take ward or single',
    );
    const tree = await hierarchy(matrix([[1], [2]]));
    expect(() => tree.cut({ k: 3 })).toThrow('cut: k is 3. It has to be a whole number from 1 to 2');
    expect(() => tree.cut({ height: -1 })).toThrow('cut: height is -1');
    expect(() => tree.cut({ k: 2 }).assign(matrix([[1]], ['other']))).toThrow('other');
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const task = { signal: stop.signal, progress: () => stop.abort(new Error('stopped')), warn() {} };
    for (const linkage of LINKAGES) {
      await expect(hierarchy(scattered(300, 2, 1), { linkage }, task)).rejects.toThrow('stopped');
    }
  });
});

it('has the same cophenetic correlation on any scale, and names itself in errors', async () => {
  const rows = [[0], [1], [3], [7]];
  const plain = await (await hierarchy(matrix(rows))).copheneticCorrelation();
  for (const scale of [2 ** -460, 2 ** 490]) {
    const scaled = matrix(rows.map(([value]) => [value * scale]));
    expect(await (await hierarchy(scaled)).copheneticCorrelation()).toBeCloseTo(plain!, 12);
  }
  await expect(hierarchy(matrix([[0], [1e300]]))).rejects.toThrow('hierarchy: the values are too large');
  await expect(hierarchy({ ...matrix(rows), data: Float64Array.of(1, NaN, 2, 3) })).rejects.toThrow(
    'hierarchy: a value is no finite number.',
  );
  const tree = await hierarchy(matrix(rows));
  expect(() => tree.cut({} as { k: number })).toThrow('cut needs a number of segments or a height');
  expect(() => tree.cut(undefined as unknown as { k: number })).toThrow('cut needs a number of segments');
  expect(() => tree.cut({ k: 2, height: 1 } as { k: number })).toThrow(
    'cut needs a number of segments or a height',
  );
});
