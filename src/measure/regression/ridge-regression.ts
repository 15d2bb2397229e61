import { symmetricEigen } from '../../stats/symmetric-eigen.js';
import type { RidgeDesign } from './ridge-design.js';

/** Penalties on a column of deviation 1, in units of a customer; the last lets nothing but the mean stand. */
const PENALTIES = [1e-8, 1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, Infinity];

/**
 * Linear regression with a ridge penalty, which generalised cross-validation chooses from those that there are.
 *
 * @returns What is expected of a row that is placed in the design.
 *
 * Source: Golub, Heath and Wahba, "Generalized cross-validation as a method for choosing a good ridge parameter",
 * Technometrics 21 (1979) 215-223.
 */
export function ridgeRegression(
  design: RidgeDesign,
  outcome: Float64Array,
): (placed: Float64Array) => number {
  const { rows, columns, values } = design;
  const n = rows.length;
  let center = 0;
  for (const row of rows) center += outcome[row] / n;
  const gram = new Float64Array(columns * columns);
  const products = new Float64Array(columns);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const off = outcome[rows[i]] - center;
    total += (off * off) / n;
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j] / n;
      products[j] += value * off;
      for (let l = 0; l <= j; l++) gram[j * columns + l] += value * values[i * columns + l];
    }
  }
  for (let j = 0; j < columns; j++) for (let l = 0; l < j; l++) gram[l * columns + j] = gram[j * columns + l];

  const { values: sizes, vectors } = symmetricEigen(gram, columns);
  const along = new Float64Array(columns); // products in the direction of each eigenvector
  for (let e = 0; e < columns; e++) {
    for (let j = 0; j < columns; j++) along[e] += vectors[e * columns + j] * products[j];
  }
  const penalty = leastOf(PENALTIES, (each) => generalised(each, sizes, along, total, n));
  const weights = new Float64Array(columns);
  for (let e = 0; e < columns; e++) {
    const size = sizes[e] <= 1e-12 * sizes[0] ? 0 : sizes[e];
    const step = size === 0 ? 0 : along[e] / (size + penalty);
    for (let j = 0; j < columns; j++) weights[j] += step * vectors[e * columns + j];
  }
  return (placed) => {
    let sum = center;
    for (let j = 0; j < columns; j++) sum += weights[j] * placed[j];
    return sum;
  };
}

function generalised(
  penalty: number,
  sizes: Float64Array,
  along: Float64Array,
  total: number,
  n: number,
): number {
  let left = total;
  let degrees = 1;
  for (let e = 0; e < sizes.length; e++) {
    if (sizes[e] <= 1e-12 * sizes[0] || penalty === Infinity) continue;
    left -= (along[e] ** 2 * (sizes[e] + 2 * penalty)) / (sizes[e] + penalty) ** 2;
    degrees += sizes[e] / (sizes[e] + penalty);
  }
  const free = 1 - degrees / n;
  return free <= 1e-9 ? Infinity : Math.max(0, left) / free ** 2;
}

/** The first with the smallest value; the last of all where none is finite. */
function leastOf(candidates: readonly number[], value: (candidate: number) => number): number {
  let best = candidates[candidates.length - 1];
  let least = Infinity;
  for (const candidate of candidates) {
    const its = value(candidate);
    if (its < least) {
      least = its;
      best = candidate;
    }
  }
  return best;
}
