import { kmeans, matrix, shadowValues } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('shadowValues', () => {
  // Distances 5 and 10 to (0, 0) and (3, 14) from (3, 4): 10/15.
  it('matches the values worked by hand', () => {
    const values = shadowValues(
      matrix([
        [3, 4],
        [0, 0],
        [1.5, 7],
      ]),
      matrix([
        [0, 0],
        [3, 14],
        [90, 90],
      ]),
    );
    expect(Array.from(values, (value) => Number(value.toFixed(14)))).toEqual([
      Number((2 / 3).toFixed(14)),
      0,
      1,
    ]);
  });

  it('lies between 0 and 1 and follows shift, scale and order of centroids', () => {
    const point = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }));
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 20 }),
        fc.uniqueArray(point, { minLength: 2, maxLength: 6, selector: String }),
        (customers, centroids) => {
          const one = shadowValues(matrix(customers), matrix(centroids));
          const move = ([a, b]: readonly number[]) => [7 - 0.5 * b, 0.5 * a + 3];
          const other = shadowValues(matrix(customers.map(move)), matrix(centroids.toReversed().map(move)));
          one.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
            expect(other[i]).toBeCloseTo(value, 12);
          });
        },
      ),
    );
  });

  it('is 1 where two centroids lie on the customer', () => {
    expect(Array.from(shadowValues(matrix([[0.3], [2]]), matrix([[0.3], [0.3]])))).toEqual([1, 1]);
  });

  it('takes centroids of k-means, and values of any size', async () => {
    const customers = matrix([[0], [1e149], [5e149], [6e149]]);
    const { centroids } = await kmeans(customers, { k: 2, seed: 1 });
    // 0.5 and 5.5 from the centroids at 0.5 and 5.5, then 0.5 and 4.5, by hand.
    const expected = [1 / 6, 1 / 5, 1 / 5, 1 / 6];
    expectClose(shadowValues(customers, centroids), expected);
    const large = (values: number[]) => matrix(values.map((value) => [value * 1e300]));
    expectClose(shadowValues(large([0, 1, 5, 6]), large([0.5, 5.5])), expected);
  });

  it('says what it needs', () => {
    const customers = matrix([[0], [1]], ['spend']);
    expect(() => shadowValues(customers, matrix([[0]], ['spend']))).toThrow(
      'shadowValues needs at least 2 centroids, got 1.',
    );
    expect(() => shadowValues(customers, matrix([[0], [1]], ['visits']))).toThrow(
      'shadowValues needs the columns visits, in this order; the matrix has spend.',
    );
    expect(() => shadowValues(customers, matrix([[0], [1e300]], ['spend']))).toThrow(
      'shadowValues: centroid 2 is too far from the customers to be measured.',
    );
  });
});

function expectClose(values: Float64Array, expected: readonly number[]): void {
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 12);
  });
}
