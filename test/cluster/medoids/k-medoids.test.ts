import {
  gower,
  type KMedoidsOptions,
  kMedoids,
  type Matrix,
  matrix,
  matrixOf,
  seeded,
  silhouette,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, sharedMatrix } from '../../fixtures/shared-data.js';

function scattered(count: number, seed: number): Matrix {
  const random = seeded(seed);
  return matrixOf(
    Float64Array.from({ length: count * 2 }, () => random.normal()),
    2,
  );
}

const rowOf = ({ data }: Matrix, i: number) => [...data.subarray(2 * i, 2 * i + 2)];
const apart = (customers: Matrix, a: number, b: number) =>
  Math.hypot(
    customers.data[2 * a] - customers.data[2 * b],
    customers.data[2 * a + 1] - customers.data[2 * b + 1],
  );

/** Cost of some medoids by the definition. */
function costOf(customers: Matrix, medoids: readonly number[]): number {
  let cost = 0;
  for (let i = 0; i < customers.rows; i++)
    cost += Math.min(...medoids.map((medoid) => apart(customers, i, medoid)));
  return cost;
}

describe.each(['pam', 'fast'] as const)('kMedoids, %s', (method) => {
  it('costs what its medoids cost, and no single exchange makes it cheaper', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 1, max: 4 }), async (seed, k) => {
        const customers = scattered(25, seed);
        const { medoids, cost, labels, segments } = await kMedoids(customers, { k, method, seed });
        expect(cost).toBeCloseTo(costOf(customers, medoids), 9);
        expect(new Set(medoids).size).toBe(k);
        medoids.forEach((medoid, s) => {
          expect(labels[medoid]).toBe(s);
        });
        expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(25);
        for (let m = 0; m < k; m++) {
          for (let i = 0; i < 25; i++) {
            if (medoids.includes(i)) continue;
            expect(costOf(customers, medoids.with(m, i))).toBeGreaterThanOrEqual(cost - 1e-9);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('does not depend on the order of the customers', async () => {
    const customers = scattered(60, 8);
    const order = shuffled(seeded(2), [...Array(60).keys()]);
    const moved = matrix(order.map((i) => rowOf(customers, i)));
    const one = await kMedoids(customers, { k: 3, method });
    const other = await kMedoids(moved, { k: 3, method });
    expect(other.medoids.map((medoid) => order[medoid])).toEqual(one.medoids);
    expect([...other.labels]).toEqual(order.map((i) => one.labels[i]));
  });

  it('takes customers who are alike, k = 1 and k = n', async () => {
    const alike = await kMedoids(matrix([[1], [1], [1]]), { k: 1, method });
    expect(alike.cost).toBe(0);
    const line = matrix([[0], [1], [5]]);
    expect(await kMedoids(line, { k: 1, method })).toMatchObject({ medoids: [1], cost: 5 });
    expect((await kMedoids(line, { k: 3, method })).cost).toBe(0);
  });
});

describe('kMedoids', () => {
  // R 4.2.2, cluster 2.1.4: pam. Mean silhouette for k from 2 to 6; medoids for k = 4, from 1.
  const silhouettes = [0.582726421, 0.632704714, 0.737656991, 0.713478829, 0.59935285];
  it.skipIf(!hasShared)('gives what R gives on ruspini', async () => {
    const ruspini = sharedMatrix('oracles/data/ruspini.csv', 0, 2);
    for (const [i, expected] of silhouettes.entries()) {
      const { labels } = await kMedoids(ruspini, { k: i + 2 });
      expect((await silhouette(ruspini, labels)).mean).toBeCloseTo(expected, 8);
    }
    const { medoids } = await kMedoids(ruspini, { k: 4 });
    expect(medoids.map((row) => row + 1).toSorted((a, b) => a - b)).toEqual([10, 32, 52, 70]);
  });

  it('finds the medoids in samples', async () => {
    const random = seeded(1);
    const rows = Array.from({ length: 600 }, (_, i) => [20 * (i % 3) + random.normal(), random.normal()]);
    const whole = await kMedoids(matrix(rows), { k: 3 });
    const sampled = await kMedoids(matrix(rows), { k: 3, sample: 60 });
    expect(
      [...sampled.labels].every(
        (label, i) => rows.findIndex((_, j) => sampled.labels[j] === label) % 3 === i % 3,
      ),
    ).toBe(true);
    expect(sampled.cost).toBeGreaterThanOrEqual(whole.cost);
    expect(sampled.cost).toBeLessThan(1.1 * whole.cost);
    expect(sampled.startCosts).toHaveLength(5);
  });

  it('takes distances of mixed columns, and then assigns nobody', async () => {
    const table = tableOf({ age: [20, 21, 60, 62], city: ['A', 'A', 'B', 'B'] });
    const made = await kMedoids(await gower(table, { age: 'number', city: 'category' }), { k: 2 });
    expect(made.labels[0]).toBe(made.labels[1]);
    expect(made.labels[2]).toBe(made.labels[3]);
    expect(() => made.assign(matrix([[1]]))).toThrow('these segments know distances only');
    expect(() => made.toSQL()).toThrow(
      'Segments made by k-medoids from distances alone cannot be written down',
    );
  });

  it('places customers as a function does', async () => {
    const customers = scattered(80, 4);
    const made = await kMedoids(customers, { k: 4 });
    const place = made.toFunction();
    for (let i = 0; i < 80; i++) {
      const [x1, x2] = rowOf(customers, i);
      expect(place({ x1, x2 }).segment).toBe(made.segments[made.labels[i]].key);
    }
    expect(made.assign(customers)).toEqual(made.labels);
  });

  it('refuses what it cannot do, with the way out', async () => {
    const line = matrix([[0], [1], [5]]);
    const refused = (options: Partial<KMedoidsOptions>, words: string) =>
      expect(kMedoids(line, { k: 2, ...options })).rejects.toThrow(words);
    await refused({ k: 4 }, 'kMedoids: k is 4. It has to be a whole number from 1 to 3');
    await refused({ method: 'slow' as 'pam' }, 'there is no method "slow". There are pam and fast.');
    await refused({ sample: 2 }, 'sample is 2. It has to be a whole number from twice k on, 4.');
    await refused({ seed: 0.5 }, 'seed is 0.5');
    const many = matrixOf(new Float64Array(20_001), 1);
    await expect(kMedoids(many, { k: 2 })).rejects.toThrow(
      'kMedoids: the distances of 20,001 customers take 1.6 GB. Find the medoids in a sample: { sample: 2000 }.',
    );
    await expect(kMedoids({ rows: 3, values: new Float64Array(2) }, { k: 2 })).rejects.toThrow(
      '2 distances for 3 customers; there are 3 pairs',
    );
  });
});
