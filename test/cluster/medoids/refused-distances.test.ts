import { kMedoids, matrix, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('kMedoids', () => {
  it.each([
    [[1, Number.NaN, 2], 'the distance of customers 1 and 3 is NaN. Distances are finite numbers from 0 on.'],
    [[1, 2, -1], 'the distance of customers 2 and 3 is -1.'],
    [[Infinity, 2, 1], 'the distance of customers 1 and 2 is Infinity.'],
  ])('refuses distances %j', async (values, message) => {
    await expect(kMedoids({ rows: 3, values: Float64Array.from(values) }, { k: 2 })).rejects.toThrow(
      `kMedoids: ${message}`,
    );
  });

  it('refuses more medoids than customers that differ', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => [i % 2]);
    await expect(kMedoids(matrix(rows, ['yes']), { k: 3 })).rejects.toThrow(
      'kMedoids: k is 3, but the 10 customers take only 2 different values in yes. Choose k from 1 to 2.',
    );
    // Customers 1 and 2 at distance 0, customer 3 apart.
    const distances = { rows: 3, values: Float64Array.of(0, 1, 1) };
    await expect(kMedoids(distances, { k: 3 })).rejects.toThrow(
      'kMedoids: k is 3, but only 2 of the 3 customers differ; the others lie at distance 0 from one of them. Choose k from 1 to 2.',
    );
    expect((await kMedoids(distances, { k: 2 })).cost).toBe(0);
  });

  it('finds as many medoids as there shall be in a sample that is poorer', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [i === 7 ? 1 : i === 9 ? 2 : 0]);
    for (const seed of [1, 2, 3]) {
      const { segments, cost } = await kMedoids(matrix(rows), { k: 3, sample: 6, restarts: 2, seed });
      expect(segments.map(({ size }) => size)).toEqual([398, 1, 1]);
      expect(cost).toBe(0);
    }
  });

  it('labels as assign, function and sizes say, also where two medoids are as near', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 5 }), async (seed, k) => {
        const random = seeded(seed);
        const rows = Array.from({ length: 25 }, () => [random.integer(5), random.integer(3)]);
        const values = matrix(rows, ['a', 'b']);
        const made = await kMedoids(values, { k });
        expect([...made.assign(values)]).toEqual([...made.labels]);
        const place = made.toFunction();
        rows.forEach(([a, b], i) => {
          expect(place({ a, b }).segment).toBe(made.segments[made.labels[i]].key);
        });
        const sizes = made.segments.map(({ size }) => size);
        expect(sizes).toEqual(made.segments.map((_, s) => made.labels.filter((label) => label === s).length));
        expect(sizes).toEqual([...sizes].sort((x, y) => y - x));
        made.medoids.forEach((row, s) => {
          expect(made.labels[row]).toBe(s);
        });
      }),
      { numRuns: 150 },
    );
  });
});
