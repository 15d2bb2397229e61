import { InputError } from '../core/input-error.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Points in few dimensions, and how much of their distances they show. */
export interface ClassicalScaling {
  /** Point after point, `size * dimensions` numbers, centred on 0; axes in order of what they show. */
  readonly coordinates: Float64Array;
  /** All eigenvalues, largest first; below 0 where the distances are not those of points in a space. */
  readonly eigenvalues: Float64Array;
  /** Sum of the eigenvalues that are shown over the sum of the sizes of all, 0 to 1; 1 where all points are one. */
  readonly fit: number;
}

const MOST = 1e150; // larger ones cannot be squared

/**
 * Points whose Euclidean distances come as near as can be to given ones: classical multidimensional scaling. Distances in
 * a plane are reproduced in two dimensions, up to rotation and reflection.
 *
 * The sign of each axis is fixed as `symmetricEigen` fixes it, so that the same distances give the same map. A dimension
 * that is not there (points on a line, a single point) is 0.
 *
 * @param distances - Row after row, `size * size` numbers: symmetric, 0 on the diagonal, none below 0.
 * @param size - Number of points, 1 or more.
 * @param dimensions - How many are wanted, default 2.
 * @throws {InputError} For distances that do not fill the rows, are none, or are above 1e150.
 *
 * O(size³).
 * Source: Torgerson, "Multidimensional scaling: I. Theory and method", Psychometrika 17 (1952) 401-419; Mardia, Kent and
 * Bibby, "Multivariate Analysis" (1979), 14.2 and 14.4, for the fit.
 *
 * @example
 * classicalScaling(Float64Array.of(0, 2, 2, 0), 2, 1).coordinates; // Float64Array [1, -1]
 */
export function classicalScaling(distances: Float64Array, size: number, dimensions = 2): ClassicalScaling {
  checkDistances(distances, size, dimensions);
  const largest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  const unit = largest || 1; // squares of distances of any size stay finite
  const squares = distances.map((distance) => (distance / unit) ** 2);
  const means = Float64Array.from(
    { length: size },
    (_, i) => squares.subarray(i * size, (i + 1) * size).reduce((sum, each) => sum + each, 0) / size,
  );
  const mean = means.reduce((sum, each) => sum + each, 0) / size;
  const centred = squares.map((square, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return -(square - means[i] - means[j] + mean) / 2;
  });
  const { values, vectors } = symmetricEigen(centred, size);
  const all = values.reduce((sum, value) => sum + Math.abs(value), 0);
  // Rounding makes a dimension of what is none: nothing below this is shown.
  const least = all * size * Number.EPSILON * 8;
  const coordinates = new Float64Array(size * dimensions);
  let shown = 0;
  for (let axis = 0; axis < Math.min(dimensions, size); axis++) {
    if (!(values[axis] > least)) continue;
    shown += values[axis];
    const length = Math.sqrt(values[axis]) * unit;
    for (let i = 0; i < size; i++) coordinates[i * dimensions + axis] = vectors[axis * size + i] * length;
  }
  return {
    coordinates,
    eigenvalues: values.map((value) => value * unit * unit || 0),
    fit: all === 0 ? 1 : Math.min(1, shown / all),
  };
}

function checkDistances(distances: Float64Array, size: number, dimensions: number): void {
  if (!Number.isInteger(size) || size < 1 || distances.length !== size * size) {
    throw new InputError(
      `classicalScaling: ${distances.length} distances do not fill ${size} rows of ${size}.`,
    );
  }
  if (!Number.isInteger(dimensions) || dimensions < 1) {
    throw new InputError(
      `classicalScaling: dimensions is ${dimensions}. It has to be a whole number from 1 on.`,
    );
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const distance = distances[i * size + j];
      if (!(distance >= 0 && distance <= MOST)) {
        throw new InputError(
          `classicalScaling: the distance of ${i + 1} and ${j + 1} is ${distance}. Distances lie between 0 and 1e150.`,
        );
      }
      if (i === j && distance !== 0) {
        throw new InputError(`classicalScaling: point ${i + 1} is ${distance} away from itself.`);
      }
      if (distance !== distances[j * size + i]) {
        throw new InputError(
          `classicalScaling: from ${i + 1} to ${j + 1} it is ${distance}, back it is ${distances[j * size + i]}.`,
        );
      }
    }
  }
}
