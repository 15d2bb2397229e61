import { classicalScaling } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxNumbers } from '#clientele/stats/box-numbers';
import { hasShared, sharedMatrix } from '../fixtures/shared-data.js';

/** Distances of points, row after row. */
function distancesOf(points: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(
    points.flatMap((a) => points.map((b) => Math.hypot(...a.map((value, j) => value - b[j])))),
  );
}

function rowsOf(data: Float64Array, dimensions: number): number[][] {
  return Array.from({ length: data.length / dimensions }, (_, i) => [
    ...data.slice(i * dimensions, (i + 1) * dimensions),
  ]);
}

const coordinate = fc.integer({ min: -50, max: 50 });

describe('classicalScaling', () => {
  it('reproduces the distances of points in a plane', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 9, selector: String }),
        (points) => {
          const distances = distancesOf(points);
          const { coordinates, fit } = classicalScaling(distances, points.length);
          distancesOf(rowsOf(coordinates, 2)).forEach((distance, at) => {
            expect(Math.abs(distance - distances[at])).toBeLessThan(1e-9 * 150);
          });
          expect(fit).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('reproduces a rectangle to 1e-9, up to rotation and reflection, centred on 0', () => {
    // Corners of 4 by 2 around 0: axes of the map are those of the rectangle, ±2 and ±1. Eigenvalues 4 · 2² and 4 · 1².
    const corners = [
      [0, 0],
      [4, 0],
      [4, 2],
      [0, 2],
    ];
    const { coordinates, eigenvalues } = classicalScaling(distancesOf(corners), 4);
    Array.from(coordinates, Math.abs).forEach((value, at) => {
      expect(Math.abs(value - [2, 1][at % 2])).toBeLessThan(1e-9);
    });
    expect(Array.from(eigenvalues)).toEqual([16, 4, 0, 0].map((value) => expect.closeTo(value, 9)));
  });

  // Eigenvalues of the covariance of iris (scikit-learn 1.2.1, divisor n − 1): those of the map over 149.
  it.skipIf(!hasShared)('has the principal components of Euclidean distances (../shared/oracles)', () => {
    const { data, rows, columns } = sharedMatrix('oracles/data/iris.csv', 0, 4);
    const flowers = Array.from({ length: rows }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
    const { eigenvalues, fit } = classicalScaling(distancesOf(flowers), rows);
    const expected = [4.228241706, 0.242670748, 0.0782095, 0.023835093];
    expected.forEach((value, i) => {
      expect(eigenvalues[i] / 149).toBeCloseTo(value, 8);
    });
    const all = expected.reduce((a, b) => a + b);
    expect(fit).toBeCloseTo((expected[0] + expected[1]) / all, 8);
  });

  it('says how much of a solid it shows', () => {
    // Six ends of half axes 3, 2 and 1: eigenvalues 2 · 9, 2 · 4 and 2 · 1; a plane shows 26 of 28.
    const ends = [3, 2, 1].flatMap((length, axis) =>
      [length, -length].map((value) => [0, 1, 2].map((j) => (j === axis ? value : 0))),
    );
    expect(classicalScaling(distancesOf(ends), 6).fit).toBeCloseTo(26 / 28, 12);
    expect(classicalScaling(distancesOf(ends), 6, 3).fit).toBeCloseTo(1, 12);
  });

  it('counts what distances of no space add: three at 1 of each other, a fourth too near to all', () => {
    // A centre 0.5 away from the corners of a triangle of side 1, whose circumradius is 0.577: one eigenvalue is below 0.
    const distances = Float64Array.of(0, 1, 1, 0.5, 1, 0, 1, 0.5, 1, 1, 0, 0.5, 0.5, 0.5, 0.5, 0);
    const { eigenvalues, fit } = classicalScaling(distances, 4);
    // Around the mean of all four: ½ twice, and along (1, 1, 1, −3) / √12 by hand −1/16.
    expect(Array.from(eigenvalues)).toEqual([0.5, 0.5, 0, -1 / 16].map((value) => expect.closeTo(value, 12)));
    expect(fit).toBeCloseTo(1 / (1 + 1 / 16), 12);
  });

  it('puts points of a line on the first axis, and one point, or points all alike, at 0', () => {
    const line = classicalScaling(distancesOf([[0], [1], [3]]), 3).coordinates;
    expect(Array.from(line)).toEqual(
      [-4 / 3, 0, -1 / 3, 0, 5 / 3, 0].map((value) => expect.closeTo(value, 9)),
    );
    expect([line[1], line[3], line[5]]).toEqual([0, 0, 0]);
    expect(classicalScaling(Float64Array.of(0), 1)).toEqual({
      coordinates: Float64Array.of(0, 0),
      eigenvalues: Float64Array.of(0),
      fit: 1,
    });
    expect(classicalScaling(new Float64Array(9), 3).coordinates).toEqual(new Float64Array(6));
    expect(classicalScaling(new Float64Array(9), 3).fit).toBe(1);
  });

  it('follows the unit of the distances, however large or small', () => {
    const distances = distancesOf([
      [0, 0],
      [4, 0],
      [1, 2],
    ]);
    const { coordinates } = classicalScaling(distances, 3);
    for (const unit of [1e140, 1e-140]) {
      const other = classicalScaling(
        distances.map((distance) => distance * unit),
        3,
      );
      other.coordinates.forEach((value, at) => {
        expect(value / unit).toBeCloseTo(coordinates[at], 9);
      });
      expect(other.fit).toBeCloseTo(1, 9);
    }
  });

  it.each<[string, number[], number, number, string]>([
    ['distances that do not fill the rows', [0, 1], 2, 2, '2 distances do not fill 2 rows of 2.'],
    ['no points', [], 0, 2, '0 distances do not fill 0 rows of 0.'],
    ['no dimensions', [0], 1, 0, 'dimensions is 0.'],
    ['a distance below 0', [0, -1, -1, 0], 2, 2, 'the distance of 1 and 2 is -1.'],
    ['a distance that cannot be squared', [0, 1e151, 1e151, 0], 2, 2, 'the distance of 1 and 2 is 1e+151.'],
    ['NaN', [0, Number.NaN, Number.NaN, 0], 2, 2, 'the distance of 1 and 2 is NaN.'],
    ['a point away from itself', [1, 0, 0, 0], 2, 2, 'point 1 is 1 away from itself.'],
    ['two ways of different length', [0, 1, 2, 0], 2, 2, 'from 1 to 2 it is 1, back it is 2.'],
  ])('refuses %s', (_, distances, size, dimensions, message) => {
    expect(() => classicalScaling(Float64Array.from(distances), size, dimensions)).toThrow(
      `classicalScaling: ${message}`,
    );
  });
});

describe('boxNumbers', () => {
  it('matches the numbers worked by hand', () => {
    // 1 to 8 and 30: quartiles at positions 2, 4 and 6 of 0 to 8: 3, 5, 7; reach 1.5 · 4 = 6: from −3 to 13.
    expect(boxNumbers([30, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual({
      low: 1,
      lower: 3,
      median: 5,
      upper: 7,
      high: 8,
      outliers: [30],
    });
  });

  it('takes one value, and values all alike', () => {
    const all = { low: 2, lower: 2, median: 2, upper: 2, high: 2, outliers: [] };
    expect(boxNumbers([2])).toEqual(all);
    expect(boxNumbers([2, 2, 2])).toEqual(all);
  });

  it('has an order, and no whisker inside of the box', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 40 }), (values) => {
        const { low, lower, median, upper, high, outliers } = boxNumbers(values);
        const ends = [low, lower, median, upper, high];
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        expect(boxNumbers(values.toReversed())).toEqual({ low, lower, median, upper, high, outliers });
      }),
    );
  });

  it('refuses no values', () => {
    expect(() => boxNumbers([])).toThrow('boxNumbers: there are no values.');
    expect(() => boxNumbers([1, Number.NaN])).toThrow('not a finite number');
  });
});
