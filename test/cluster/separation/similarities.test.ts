import { kmeans, matrix, similarities } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('similarities', () => {
  it('matches the values worked by hand', () => {
    // Distances 5 and 10 of (3, 4) to (0, 0) and (3, 14): e^-5 and e^-10, shares 1 / (1 + e^-5) and the rest.
    const shares = similarities(
      matrix([
        [3, 4],
        [1.5, 7],
      ]),
      matrix([
        [0, 0],
        [3, 14],
      ]),
    );
    expect(shares.names).toEqual(['s1', 's2']);
    expect(shares.data[0]).toBeCloseTo(1 / (1 + Math.exp(-5)), 14);
    expect(shares.data[1]).toBeCloseTo(Math.exp(-5) / (1 + Math.exp(-5)), 14);
    expect(Array.from(shares.data.slice(2))).toEqual([0.5, 0.5]);
  });

  it('sums to 1, follows the order of centroids, and is largest for the nearest', () => {
    const point = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }));
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 20 }),
        fc.uniqueArray(point, { minLength: 2, maxLength: 6, selector: String }),
        (customers, centroids) => {
          const k = centroids.length;
          const one = similarities(matrix(customers), matrix(centroids)).data;
          const other = similarities(matrix(customers), matrix(centroids.toReversed())).data;
          customers.forEach(([x, y], i) => {
            const own = Array.from(one.slice(i * k, (i + 1) * k));
            expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
            own.forEach((share, c) => {
              expect(share).toBeCloseTo(other[i * k + k - 1 - c], 12);
            });
            const distances = centroids.map(([a, b]) => Math.hypot(x - a, y - b));
            expect(Math.max(...own)).toBe(own[distances.indexOf(Math.min(...distances))]);
          });
        },
      ),
    );
  });

  it('keeps ids, and stays a share where all centroids are far away', async () => {
    const customers = matrix([[0], [1], [5000], [5001]], ['spend'], ['a', 'b', 'c', 'd']);
    const { centroids } = await kmeans(customers, { k: 2, seed: 1 });
    const shares = similarities(customers, centroids);
    expect(shares.ids).toEqual(['a', 'b', 'c', 'd']);
    expect(Array.from(shares.data)).toEqual(
      [1, 0, 1, 0, 0, 1, 0, 1].map((share) => expect.closeTo(share, 12)),
    );
    const far = similarities(matrix([[0]]), matrix([[5000], [5000], [5001]]));
    const sum = 2 + Math.exp(-1);
    expect(far.data[0]).toBeCloseTo(1 / sum, 12);
    expect(far.data[2]).toBeCloseTo(Math.exp(-1) / sum, 12);
  });

  it('takes no customers', () => {
    expect(similarities(matrix([], ['x1']), matrix([[0], [1]])).rows).toBe(0);
  });

  it('says what it needs', () => {
    const customers = matrix([[0], [1]], ['spend']);
    expect(() => similarities(customers, matrix([[0]], ['spend']))).toThrow(
      'similarities needs at least 2 centroids, got 1.',
    );
    expect(() => similarities(customers, matrix([[0], [1]], ['visits']))).toThrow(
      'similarities needs the columns visits, in this order; the matrix has spend.',
    );
    expect(() => similarities(customers, matrix([[0], [1e300]], ['spend']))).toThrow(
      'similarities: centroid 2 is too far from customer 1 to be measured.',
    );
  });
});
