import { kmeans, type Matrix, matrix, seeded, sizeLimitedKMeans } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitedAssignment } from '#clientele/cluster/size-limits/limited-assignment';
import { shuffled } from '#clientele/core/shuffled';

function blobs(sizes: readonly number[], seed: number): Matrix {
  const random = seeded(seed);
  const rows = sizes.flatMap((size, g) =>
    Array.from({ length: size }, () => [10 * g + random.normal(), random.normal()]),
  );
  return matrix(rows);
}

/** The cheapest of all assignments that keep the limits, by trying each. */
function cheapest(costs: readonly (readonly number[])[], k: number, least: number, most: number): number {
  let best = Infinity;
  const sizes = new Array<number>(k).fill(0);
  const go = (customer: number, sum: number): void => {
    if (customer === costs.length) {
      if (sizes.every((size) => size >= least)) best = Math.min(best, sum);
      return;
    }
    for (let s = 0; s < k; s++) {
      if (sizes[s] === most) continue;
      sizes[s]++;
      go(customer + 1, sum + costs[customer][s]);
      sizes[s]--;
    }
  };
  go(0, 0);
  return best;
}

describe('limitedAssignment', () => {
  it('is the cheapest of all that keep the limits', () => {
    const problem = fc
      .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 3, max: 7 }))
      .chain(([k, customers]) =>
        fc.record({
          k: fc.constant(k),
          costs: fc.array(fc.array(fc.nat(30), { minLength: k, maxLength: k }), {
            minLength: customers,
            maxLength: customers,
          }),
          least: fc.integer({ min: 0, max: Math.floor(customers / k) }),
          most: fc.integer({ min: Math.ceil(customers / k), max: customers }),
        }),
      );
    fc.assert(
      fc.property(problem, ({ k, costs, least, most }) => {
        const labels = limitedAssignment(Float64Array.from(costs.flat()), k, { least, most });
        const sizes = Array.from({ length: k }, (_, s) => [...labels].filter((label) => label === s).length);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
        const cost = [...labels].reduce((sum, label, i) => sum + costs[i][label], 0);
        expect(cost).toBe(cheapest(costs, k, least, most));
      }),
      { numRuns: 400 },
    );
  });
});

describe('sizeLimitedKMeans', () => {
  it('is k-means where no limit bites', async () => {
    const customers = blobs([30, 30, 30], 1);
    const made = await sizeLimitedKMeans(customers, { k: 3, seed: 1 });
    const free = await kmeans(customers, { k: 3, seed: 1 });
    expect(made.labels).toEqual(free.labels);
    expect(made.inertia).toBeCloseTo(free.inertia, 9);
    expect(made.moved).toBe(0);
  });

  it('keeps the limits, and says what they cost', async () => {
    const customers = blobs([70, 15, 5], 2);
    const made = await sizeLimitedKMeans(customers, { k: 3, seed: 1, least: 20, most: 40 });
    const sizes = made.segments.map(({ size }) => size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(90);
    expect(made.inertia).toBeGreaterThan(made.unlimitedInertia);
    expect(made.converged).toBe(true);
    const nearest = made.assign(customers);
    expect(made.moved).toBe([...nearest].filter((label, i) => label !== made.labels[i]).length);
    const even = await sizeLimitedKMeans(customers, { k: 3, seed: 1, least: 30, most: 30 });
    expect(even.segments.map(({ size }) => size)).toEqual([30, 30, 30]);
  });

  it('ends where many customers are alike, or nearly', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => [
      Math.log1p(i % 7),
      Math.log1p((i * i) % 11) / 3 + 1e-15 * i,
    ]);
    const made = await sizeLimitedKMeans(matrix(rows), { k: 4, seed: 1, least: 135, most: 165, restarts: 2 });
    expect(made.segments.every(({ size }) => size >= 135 && size <= 165)).toBe(true);
    const alike = matrix(Array.from({ length: 40 }, (_, i) => [i % 2]));
    const two = await sizeLimitedKMeans(alike, { k: 2, seed: 1, least: 15, most: 25 });
    expect(two.inertia).toBe(0);
  });

  it('does not depend on the order of the customers', async () => {
    const customers = blobs([40, 20], 3);
    const order = shuffled(seeded(4), [...Array(60).keys()]);
    const moved = matrix(order.map((i) => [...customers.data.subarray(2 * i, 2 * i + 2)]));
    const one = await sizeLimitedKMeans(customers, { k: 2, seed: 1, most: 32 });
    const other = await sizeLimitedKMeans(moved, { k: 2, seed: 1, most: 32 });
    expect([...other.labels]).toEqual(order.map((i) => one.labels[i]));
  });

  it('refuses limits that cannot be kept, with the numbers', async () => {
    const customers = blobs([10, 10], 1);
    const refused = (options: object, words: string) =>
      expect(sizeLimitedKMeans(customers, { k: 3, seed: 1, ...options })).rejects.toThrow(words);
    await refused({ least: 7 }, '3 segments of 7 customers or more need 21; there are 20. Lower least or k.');
    await refused({ most: 6 }, '3 segments of 6 customers or fewer take 18; there are 20. Raise most or k.');
    await refused({ least: 5, most: 4 }, 'least is 5, most 4');
    await refused({ least: 0.5 }, 'least is 0.5');
  });
});
