import { adjustedRand, kmeans, type Matrix, matrix, renameSegments, seeded, type Task } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certify } from '#clientele/cluster/k-means/k-means-certificate';
import { shuffled } from '#clientele/core/shuffled';

/** Customers around given centers, `spread` apart from them. */
function planted(centers: readonly (readonly number[])[], each: number, spread: number, seed = 7) {
  const random = seeded(seed);
  const rows: number[][] = [];
  const truth: number[] = [];
  for (let i = 0; i < each; i++) {
    centers.forEach((center, group) => {
      rows.push(center.map((value) => value + spread * random.normal()));
      truth.push(group);
    });
  }
  return { customers: matrix(rows), truth };
}

const CENTERS = [
  [0, 0],
  [6, 0],
  [0, 6],
  [7, 7],
];

const values = fc
  .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), {
    minLength: 6,
    maxLength: 30,
  })
  .filter((rows) => new Set(rows.map(String)).size >= 4);
const small = { k: 3, seed: 5, restarts: 3 };

describe('kmeans', () => {
  it('matches the segments worked by hand', async () => {
    // 0, 1 | 10, 11, 12: centroids 0.5 and 11, inertia 2 · 0.25 + 2 · 1.
    const segments = await kmeans(
      matrix([[0], [11], [1], [10], [12]], ['orders'], ['a', 'b', 'c', 'd', 'e']),
      {
        k: 2,
        seed: 0,
      },
    );
    expect([...segments.labels]).toEqual([1, 0, 1, 0, 0]);
    expect([...segments.centroids.data]).toEqual([11, 0.5]);
    expect(segments.inertia).toBe(2.5);
    expect(segments.ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(segments.segments).toEqual([
      { key: 's1', name: 'Segment 1', size: 3, share: 0.6 },
      { key: 's2', name: 'Segment 2', size: 2, share: 0.4 },
    ]);
    expect(segments.converged).toBe(true);
    expect(segments.certificate).toEqual({
      restarts: 20,
      hits: 20,
      nextBest: [],
      verdict: 'All 20 starts found this solution.',
    });
    expect(segments.origin).toMatchObject({
      method: 'k-means',
      columns: ['orders'],
      options: { k: 2, restarts: 20, maxIterations: 300 },
      seed: 0,
    });
    expect(segments.origin.dataHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('finds planted groups', async () => {
    const { customers, truth } = planted(CENTERS, 100, 0.5);
    const segments = await kmeans(customers, { k: 4, seed: 3 });
    expect(adjustedRand(segments.labels, truth)).toBe(1);
    expect(segments.certificate.hits).toBe(20);
  });

  it('gives the same with the same seed, and may with others', async () => {
    const { customers } = planted(CENTERS, 40, 3);
    const one = await kmeans(customers, { k: 6, seed: 1, restarts: 2 });
    const again = await kmeans(customers, { k: 6, seed: 1, restarts: 2 });
    const { labels, centroids, inertia, iterations, certificate } = one;
    expect(again).toMatchObject({ labels, centroids, inertia, iterations, certificate });
    expect(again.toJSON()).toEqual(one.toJSON());
  });

  it('does not depend on the order of the customers', async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.nat(1000), async (rows, seed) => {
        const order = shuffled(seeded(seed), [...rows.keys()]);
        const one = await kmeans(matrix(rows), small);
        const other = await kmeans(matrix(order.map((i) => rows[i])), small);
        expect([...other.labels]).toEqual(order.map((i) => one.labels[i]));
        expect(other.inertia).toBe(one.inertia);
        expect(other.centroids.data).toEqual(one.centroids.data);
      }),
      { numRuns: 40 },
    );
  });

  it('follows shift and scale, and counts doubled customers twice', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (rows) => {
        const one = await kmeans(matrix(rows), small);
        const moved = await kmeans(matrix(rows.map(([a, b]) => [4 * a + 64, 4 * b - 32])), small);
        expect(moved.labels).toEqual(one.labels);
        expect(moved.inertia).toBeCloseTo(16 * one.inertia, 8);
        const doubled = await kmeans(matrix([...rows, ...rows]), small);
        expect(doubled.inertia).toBeCloseTo(2 * one.inertia, 8);
        expect([...doubled.labels]).toEqual([...one.labels, ...one.labels]);
      }),
      { numRuns: 40 },
    );
  });

  it('is as exact far from 0', async () => {
    const { customers } = planted(CENTERS, 30, 1);
    const far = {
      ...customers,
      data: customers.data.map((value) => Math.round(value * 1024) / 1024 + 2 ** 30),
    };
    const near = { ...customers, data: far.data.map((value) => value - 2 ** 30) };
    const one = await kmeans(near, { k: 4, seed: 2 });
    const other = await kmeans(far, { k: 4, seed: 2 });
    expect(other.labels).toEqual(one.labels);
    expect(other.inertia / one.inertia).toBeCloseTo(1, 10);
  });

  it.each([1, 2, 300])(
    'labels agree with the centroids after at most %i iterations',
    async (maxIterations) => {
      await fc.assert(
        fc.asyncProperty(values, async (rows) => {
          const customers = matrix(rows);
          const segments = await kmeans(customers, { ...small, maxIterations });
          const { labels, centroids, inertia } = segments;
          expect(segments.assign(customers)).toEqual(labels);
          const square = (i: number, c: number) =>
            (rows[i][0] - centroids.data[2 * c]) ** 2 + (rows[i][1] - centroids.data[2 * c + 1]) ** 2;
          const own = rows.map((_, i) => square(i, labels[i]));
          rows.forEach((_, i) => {
            for (let c = 0; c < 3; c++) expect(own[i]).toBeLessThanOrEqual(square(i, c));
          });
          expect(inertia).toBeCloseTo(
            own.reduce((sum, value) => sum + value, 0),
            8,
          );
          const sizes = segments.segments.map((segment) => segment.size);
          expect(Math.min(...sizes)).toBeGreaterThan(0);
          expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
          expect(sizes).toEqual([0, 1, 2].map((c) => labels.filter((label) => label === c).length));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('centroids are the means of their customers once converged', async () => {
    const { customers } = planted(CENTERS, 50, 2);
    const { labels, centroids, converged, segments } = await kmeans(customers, { k: 5, seed: 9 });
    expect(converged).toBe(true);
    const sums = new Float64Array(10);
    labels.forEach((label, i) => {
      sums[2 * label] += customers.data[2 * i];
      sums[2 * label + 1] += customers.data[2 * i + 1];
    });
    sums.forEach((sum, i) => {
      expect(centroids.data[i]).toBeCloseTo(sum / segments[Math.floor(i / 2)].size, 12);
    });
  });

  it('is not beaten by any split of few customers', async () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
      minLength: 4,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        rows.filter((list) => new Set(list.map(String)).size === list.length),
        async (list) => {
          const { inertia } = await kmeans(matrix(list), { k: 2, seed: 1 });
          expect(inertia).toBeCloseTo(bestOfAllSplits(list), 8);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has as many segments as customers that differ, with inertia 0', async () => {
    const segments = await kmeans(matrix([[1], [2], [2], [5]]), { k: 3, seed: 1 });
    expect(segments.inertia).toBe(0);
    expect(segments.segments.map((segment) => segment.size)).toEqual([2, 1, 1]);
    expect((await kmeans(matrix([[3, 1]]), { k: 1, seed: 1 })).inertia).toBe(0);
  });

  it('tells in its certificate how often the best solution was found', async () => {
    const { customers } = planted(CENTERS, 30, 3);
    const hard = await kmeans(customers, { k: 7, seed: 1, restarts: 30 });
    const { hits, nextBest, verdict } = hard.certificate;
    expect(hits).toBeLessThan(30);
    expect(nextBest.length).toBeLessThanOrEqual(4);
    const found = [hard.inertia, ...nextBest.map(({ inertia }) => inertia)];
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(verdict).toContain('of 30 starts found this solution; the next best is');
    expect(nextBest[0].agreement).toBeLessThan(1);
    const single = await kmeans(customers, { k: 2, seed: 1, restarts: 1 });
    expect(single.certificate.verdict).toBe('One start only: whether a better solution exists is not known.');
  });

  it('assigns customers it has not seen, by column', async () => {
    const { customers } = planted(CENTERS, 30, 0.5);
    const segments = await kmeans(customers, { k: 4, seed: 1 });
    const centers = segments.assign({ ...segments.centroids });
    expect([...centers]).toEqual([0, 1, 2, 3]);
    expect(() => segments.assign(matrix([[1, 2]], ['x2', 'x1']))).toThrow(
      'assign needs the columns x1, x2, in this order; the matrix has x2, x1.',
    );
  });

  it('stops in the middle when told to', async () => {
    const { customers } = planted(CENTERS, 500, 3);
    const controller = new AbortController();
    const seen: number[] = [];
    const task: Task = {
      signal: controller.signal,
      progress: (fraction) => {
        seen.push(fraction);
        if (seen.length === 3) controller.abort(new Error('Stopped.'));
      },
      warn() {},
    };
    await expect(kmeans(customers, { k: 12, seed: 1, restarts: 1000 }, task)).rejects.toThrow('Stopped.');
    expect(seen.length).toBeLessThan(100);
  });

  const three = matrix([[1], [2], [2]], ['orders']);
  it.each<[string, Matrix, object, string]>([
    ['k of 0', three, { k: 0 }, 'k is 0. It has to be a whole number from 1 on.'],
    ['k of 2.5', three, { k: 2.5 }, 'k is 2.5. It has to be a whole number from 1 on.'],
    ['no restarts', three, { restarts: 0 }, 'restarts is 0. It has to be a whole number from 1 on.'],
    ['a seed that is none', three, { seed: Number.NaN }, 'seed is NaN. It has to be a whole number.'],
    ['k above the customers', three, { k: 4 }, 'k is 4, but there are 3 customers. Choose k from 1 to 3.'],
    [
      'k above the customers that differ',
      three,
      { k: 3 },
      'k is 3, but the 3 customers take only 2 different values in orders. Choose k from 1 to 2.',
    ],
    ['one customer', matrix([[1]]), {}, 'k is 2, but there is 1 customer. Only k = 1 is possible.'],
    [
      'customers all alike',
      matrix([[1], [1]], ['orders']),
      {},
      'k is 2, but all 2 customers are alike in orders. Only k = 1 is possible.',
    ],
    ['no customers', matrix([], ['orders']), {}, 'there are no customers.'],
    [
      'a customer id twice',
      matrix([[1], [2]], ['orders'], ['a', 'a']),
      {},
      'customer id "a" stands in row 1 and in row 2. One row a customer is needed.',
    ],
    ['values too large', matrix([[1e200], [-1e200], [0]]), {}, 'the values are too large to be squared.'],
    ['values too close', matrix([[1e-200], [2e-200], [3e-200]]), {}, 'the customers differ by too little'],
  ])('refuses %s', async (_, customers, options, reason) => {
    await expect(kmeans(customers, { k: 2, seed: 1, ...options })).rejects.toThrow(`kmeans: ${reason}`);
  });
});

describe('kmeans of more customers than its sample of 5,000 doubled', () => {
  const { customers, truth } = planted(CENTERS, 2_600, 0.7);

  it('finds planted groups, with labels and centroids of all customers', async () => {
    const segments = await kmeans(customers, { k: 4, seed: 1, restarts: 5 });
    expect(adjustedRand(segments.labels, truth)).toBeGreaterThan(0.99);
    expect(segments.certificate.verdict).toBe('All 5 starts found this solution.');
    expect(segments.assign(customers)).toEqual(segments.labels);
    const sums = new Float64Array(8);
    segments.labels.forEach((label, i) => {
      sums[2 * label] += customers.data[2 * i];
      sums[2 * label + 1] += customers.data[2 * i + 1];
    });
    sums.forEach((sum, i) => {
      expect(segments.centroids.data[i]).toBeCloseTo(sum / segments.segments[Math.floor(i / 2)].size, 10);
    });
  });

  it('does not depend on the order of the customers', async () => {
    const order = shuffled(seeded(3), [...Array(customers.rows).keys()]);
    const data = Float64Array.from(order.flatMap((i) => [customers.data[2 * i], customers.data[2 * i + 1]]));
    const one = await kmeans(customers, { k: 6, seed: 1, restarts: 3 });
    const other = await kmeans({ ...customers, data }, { k: 6, seed: 1, restarts: 3 });
    expect(other.centroids.data).toEqual(one.centroids.data);
    expect([...other.labels]).toEqual(order.map((i) => one.labels[i]));
  });
});

describe('certify', () => {
  it.each<[string, readonly number[], number | undefined, string]>([
    ['all agree', [10, 10.000001, 10], undefined, 'All 3 starts found this solution.'],
    [
      'one start is ahead',
      [10, 11, 12],
      0.7,
      'Only 1 of 3 starts found this solution; the next best is 10% worse (adjusted Rand index of the two: 0.700). A better one may exist: use more restarts.',
    ],
    [
      'several are ahead',
      [10, 11, 10],
      0.7,
      '2 of 3 starts found this solution; the next best is 10% worse (adjusted Rand index of the two: 0.700).',
    ],
    [
      'the next best is nearly the same',
      [10, 10.0002, 12],
      0.99,
      '1 of 3 starts found this solution; the next best is 0.002% worse (adjusted Rand index of the two: 0.990): practically as good.',
    ],
    [
      'the next best is as good but another one',
      [10, 10.0002, 12],
      0.5,
      '1 of 3 starts found this solution; the next best is 0.002% worse (adjusted Rand index of the two: 0.500): as good, but it divides the customers differently, so do not lean on single borders.',
    ],
  ])('says it when %s', (_, inertias, agreement, verdict) => {
    const nextBest = agreement === undefined ? [] : [{ inertia: inertias[1], agreement }];
    expect(certify(inertias, nextBest)).toMatchObject({ restarts: inertias.length, verdict });
  });
});

describe('renameSegments', () => {
  it('changes names alone', async () => {
    const segments = await kmeans(matrix([[0], [1], [9]]), { k: 2, seed: 1 });
    const renamed = renameSegments(segments, { s2: 'Loyal' });
    expect(renamed.segments.map((segment) => segment.name)).toEqual(['Segment 1', 'Loyal']);
    expect(renamed.centroids).toBe(segments.centroids);
    expect(segments.segments[1].name).toBe('Segment 2');
    expect(() => renameSegments(segments, { s3: 'New' })).toThrow(
      'renameSegments: there is no segment "s3". There are: s1, s2.',
    );
    expect(() => renameSegments(segments, { s1: 'Segment 2' })).toThrow(
      'renameSegments: s1 and s2 would both be called "Segment 2".',
    );
    expect(() => renameSegments(segments, { s1: ' ' })).toThrow('renameSegments: the name of s1 is empty.');
  });
});

/** Least inertia of two groups over all ways to split the rows. */
function bestOfAllSplits(rows: readonly (readonly [number, number])[]): number {
  let best = Infinity;
  for (let mask = 1; mask < 2 ** rows.length - 1; mask++) {
    let inertia = 0;
    for (const bit of [0, 1]) {
      const group = rows.filter((_, i) => ((mask >> i) & 1) === bit);
      for (const j of [0, 1]) {
        const center = group.reduce((sum, row) => sum + row[j], 0) / group.length;
        inertia += group.reduce((sum, row) => sum + (row[j] - center) ** 2, 0);
      }
    }
    best = Math.min(best, inertia);
  }
  return best;
}
