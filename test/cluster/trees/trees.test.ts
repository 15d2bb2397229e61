import {
  fitPreparation,
  kmeans,
  type Matrix,
  matrix,
  matrixOf,
  ruleTree,
  seeded,
  type ThresholdNode,
  thresholdTree,
  zStep,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, sharedMatrix, standardized } from '../../fixtures/shared-data.js';

function blobs(centers: readonly (readonly number[])[], each: number, seed: number): Matrix {
  const random = seeded(seed);
  const rows = Array.from({ length: centers.length * each }, (_, i) =>
    centers[i % centers.length].map((center) => center + random.normal()),
  );
  return matrix(rows);
}

const CENTERS = [
  [0, 0, 0],
  [9, 0, 3],
  [0, 9, -3],
  [9, 9, 0],
];

const leaves = (node: ThresholdNode): number[] =>
  'segment' in node ? [node.segment] : [...leaves(node.left), ...leaves(node.right)];

/** Iterative mistake minimization straight from the paper: every threshold of every column is tried anew. */
function plainTree(customers: Matrix, labels: ArrayLike<number>, centers: Matrix): number[] {
  const { rows, columns, data } = customers;
  const placed = new Array<number>(rows);
  const value = (i: number, j: number) => data[i * columns + j];
  const center = (c: number, j: number) => centers.data[c * columns + j];
  const grow = (all: readonly number[], counted: readonly number[], own: readonly number[]): void => {
    if (own.length === 1) {
      for (const i of all) placed[i] = own[0];
      return;
    }
    let best = { mistakes: Infinity, room: 0, j: 0, low: 0 };
    for (let j = 0; j < columns; j++) {
      const cuts = [...new Set([...counted.map((i) => value(i, j)), ...own.map((c) => center(c, j))])];
      cuts.sort((a, b) => a - b);
      const spread = Math.max(...own.map((c) => center(c, j))) - Math.min(...own.map((c) => center(c, j)));
      for (let at = 0; at + 1 < cuts.length; at++) {
        const low = cuts[at];
        const left = own.filter((c) => center(c, j) <= low).length;
        if (left === 0 || left === own.length) continue;
        const mistakes = counted.filter((i) => value(i, j) <= low !== center(labels[i], j) <= low).length;
        const room = (cuts[at + 1] - low) / spread;
        if (mistakes < best.mistakes || (mistakes === best.mistakes && room > best.room)) {
          best = { mistakes, room, j, low };
        }
      }
    }
    const { j, low } = best;
    for (const side of [true, false]) {
      grow(
        all.filter((i) => value(i, j) <= low === side),
        counted.filter((i) => value(i, j) <= low === side && center(labels[i], j) <= low === side),
        own.filter((c) => center(c, j) <= low === side),
      );
    }
  };
  const everyone = Array.from({ length: rows }, (_, i) => i);
  grow(
    everyone,
    everyone,
    Array.from({ length: centers.rows }, (_, c) => c),
  );
  return placed;
}

const rowsOf = ({ rows, columns, data, names }: Matrix) =>
  Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(names.map((name, j) => [name, data[i * columns + j]])),
  );

describe('thresholdTree', () => {
  it('asks one question for two groups, and loses nothing', async () => {
    const customers = blobs(
      [
        [0, 0],
        [20, 0],
      ],
      30,
      1,
    );
    const segments = await kmeans(customers, { k: 2, seed: 1 });
    const tree = await thresholdTree(customers, segments);
    expect(tree.root).toMatchObject({ column: 0, left: { segment: expect.anything() }, right: {} });
    expect(tree.fidelity.value).toBe(1);
    expect(tree.price).toBe(1);
    expect(tree.labels).toEqual(segments.labels);
    expect(tree.because).toContain('places 100% of the customers as k-means does');
  });

  it('has a leaf for each segment, parts all means, and agrees with its expressions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 2, max: 6 }), async (seed, k) => {
        const customers = blobs(CENTERS, 15, seed);
        const segments = await kmeans(customers, { k, seed: 1, restarts: 3 });
        const tree = await thresholdTree(customers, segments);
        expect(leaves(tree.root).toSorted()).toEqual(Array.from({ length: k }, (_, s) => s));
        // The mean of each segment lies in its own leaf.
        expect([...tree.assign(segments.centroids)]).toEqual(Array.from({ length: k }, (_, s) => s));
        const place = tree.toFunction();
        const keys = rowsOf(customers).map((row) => place(row).segment);
        expect(keys).toEqual([...tree.labels].map((label) => tree.segments[label].key));
        const agreeing = [...tree.labels].filter((label, i) => label === segments.labels[i]).length;
        expect(tree.fidelity.value).toBe(agreeing / customers.rows);
        expect(tree.rules.reduce((sum, rule) => sum + rule.customers, 0)).toBe(customers.rows);
      }),
      { numRuns: 25 },
    );
  });

  it('makes the fewest mistakes, as trying every threshold of every column does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 2, max: 5 }), async (seed, k) => {
        const customers = blobs(
          [
            [0, 0],
            [4, 1],
            [1, 4],
          ],
          8,
          seed,
        );
        const segments = await kmeans(customers, { k, seed: 1, restarts: 3 });
        const { labels } = await thresholdTree(customers, segments);
        expect([...labels]).toEqual(plainTree(customers, segments.labels, segments.centroids));
      }),
      { numRuns: 30 },
    );
  });

  it('costs less with more leaves, measured at the means of the segments', async () => {
    const customers = blobs(
      [
        [0, 0],
        [3, 2],
        [1, 5],
      ],
      60,
      4,
    );
    const segments = await kmeans(customers, { k: 3, seed: 1 });
    const costs: number[] = [];
    for (const count of [3, 4, 6, 10]) {
      const { labels, rules } = await thresholdTree(customers, segments, { leaves: count });
      expect(rules.length).toBeLessThanOrEqual(count);
      let cost = 0;
      for (let i = 0; i < customers.rows; i++) {
        for (let j = 0; j < 2; j++) {
          cost += (customers.data[2 * i + j] - segments.centroids.data[2 * labels[i] + j]) ** 2;
        }
      }
      costs.push(cost);
    }
    for (let i = 1; i < costs.length; i++) expect(costs[i]).toBeLessThan(costs[i - 1]);
    expect(costs.at(-1)!).toBeGreaterThanOrEqual(segments.inertia - 1e-9);
  });

  it('does not depend on the order of the customers', async () => {
    const customers = blobs(CENTERS, 20, 9);
    const order = shuffled(seeded(3), [...Array(customers.rows).keys()]);
    const moved = matrix(order.map((i) => [...customers.data.subarray(3 * i, 3 * i + 3)]));
    const one = await thresholdTree(customers, await kmeans(customers, { k: 4, seed: 1 }), { leaves: 6 });
    const other = await thresholdTree(moved, await kmeans(moved, { k: 4, seed: 1 }), { leaves: 6 });
    expect(other.root).toEqual(one.root);
  });

  it('tells its rules in the units of people, and puts who lacks a value in no segment', async () => {
    const random = seeded(6);
    const raw = matrix(
      Array.from({ length: 80 }, (_, i) => [
        i % 2 === 0 ? 10 + random.next() : 200 + random.next(),
        random.next(),
      ]),
      ['spend', 'noise'],
    );
    const preparation = fitPreparation(raw, [zStep()]);
    const scaled = preparation.apply(raw);
    const segments = await kmeans(scaled, { k: 2, seed: 1 });
    const tree = await thresholdTree(scaled, segments, { units: preparation });
    const [{ bounds, text }] = tree.rules;
    expect(bounds).toHaveLength(1);
    // The plainest number between 11 and 200, near the middle.
    expect(bounds[0].value).toBeCloseTo(100, 9);
    expect(text).toBe('spend up to 100');
    expect(tree.explain({ spend: scaled.data[0], noise: 0 }).because).toMatch(
      /^The questions of the tree lead there: spend up to −?0\.0\d+\.$/,
    );
    expect(tree.toFunction()({ spend: null, noise: 0 }).segment).toBe('other');
    expect(tree.toFunction()({ spend: 0, noise: null }).segment).toBe('other');
  });

  it.skipIf(!hasShared)('explains iris and wine well', async () => {
    const iris = standardized(sharedMatrix('oracles/data/iris.csv', 0, 4));
    const wine = standardized(sharedMatrix('oracles/data/wine.csv', 0, 13));
    for (const customers of [iris, wine]) {
      const segments = await kmeans(customers, { k: 3, seed: 1 });
      const three = await thresholdTree(customers, segments);
      const six = await thresholdTree(customers, segments, { leaves: 6 });
      expect(three.fidelity.value).toBeGreaterThan(0.8);
      expect(six.price).toBeLessThanOrEqual(three.price);
      expect(six.price).toBeGreaterThan(1);
    }
  });

  it('refuses what it cannot explain', async () => {
    const customers = blobs([[0], [9]], 5, 1);
    const segments = await kmeans(customers, { k: 2, seed: 1 });
    const refused = (promise: Promise<unknown>, words: string) => expect(promise).rejects.toThrow(words);
    await refused(
      thresholdTree(matrix([[1], [2]]), undefined as never),
      'thresholdTree needs a segmentation',
    );
    await refused(thresholdTree(matrix([[1]]), segments), 'the segmentation has 10 customers, the matrix 1');
    await refused(
      thresholdTree(customers, segments, { leaves: 1 }),
      'leaves is 1. It has to be a whole number from 2',
    );
    await refused(
      thresholdTree(customers, await kmeans(customers, { k: 1, seed: 1 })),
      'there is one segment',
    );
    const other = matrixOf(new Float64Array(10).fill(3), 1);
    await refused(thresholdTree(other, segments), 'segments s1 and s2 have the same means');
  });
});

describe('ruleTree', () => {
  it('gives segments that are rules, whose gains are all of the inertia that fell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 1, max: 7 }), async (seed, k) => {
        const customers = blobs(CENTERS, 15, seed);
        const tree = await ruleTree(customers, { k, least: 3 });
        expect(tree.segments.length).toBeLessThanOrEqual(k);
        expect(Math.min(...tree.segments.map(({ size }) => size))).toBeGreaterThanOrEqual(3);
        const gains = tree.splits.reduce((sum, { gain }) => sum + gain, 0);
        expect(tree.totalInertia - gains).toBeCloseTo(tree.inertia, 6);
        expect(tree.assign(customers)).toEqual(tree.labels);
        // Every rule, asked by itself, holds for the customers of its segment and for no other.
        const rows = rowsOf(customers);
        tree.rules.forEach(({ bounds }, s) => {
          const holds = rows.map((row) =>
            bounds.every(({ column, side, value }) =>
              side === 'up to' ? row[column] <= value : row[column] > value,
            ),
          );
          expect(holds).toEqual([...tree.labels].map((label) => label === s));
        });
      }),
      { numRuns: 25 },
    );
  });

  it('takes the best question of all, by hand', async () => {
    // Mean 5.5, squares 30.25 + 20.25 + 20.25 + 30.25 = 101; within 0 1 and 10 11 0.5 each, so the gain is 100.
    const tree = await ruleTree(matrix([[0], [1], [10], [11]]), { k: 2, least: 1 });
    expect(tree.splits).toEqual([{ column: 'x1', gain: 100 }]);
    expect(tree.root).toMatchObject({ column: 0, threshold: 6 }); // the plainest number between 1 and 10, near the middle
    expect(tree.totalInertia).toBe(101);
    expect(tree.inertia).toBe(1);
  });

  it('finds planted groups, does not depend on order, and stops where nothing helps', async () => {
    const customers = blobs(CENTERS, 25, 2);
    const tree = await ruleTree(customers, { k: 4 });
    const first = (i: number) => tree.labels[i % 4];
    expect([...tree.labels]).toEqual(Array.from({ length: 100 }, (_, i) => first(i)));
    const order = shuffled(seeded(1), [...Array(100).keys()]);
    const moved = matrix(order.map((i) => [...customers.data.subarray(3 * i, 3 * i + 3)]));
    expect((await ruleTree(moved, { k: 4 })).root).toEqual(tree.root);
    const alike = await ruleTree(matrix([[1], [1], [1]]), { k: 3, least: 1 });
    expect(alike.segments).toHaveLength(1);
    expect(alike.rules[0].text).toBe('everybody');
    await expect(ruleTree(customers, { k: 0 })).rejects.toThrow('ruleTree: k is 0');
    await expect(ruleTree(customers, { k: 2, least: 0.5 })).rejects.toThrow('least is 0.5');
  });
});
