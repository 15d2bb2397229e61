import type { Matrix } from '../../core/matrix.js';
import { cholesky, invertLower } from '../../stats/cholesky.js';
import type { GaussianComponent } from './gaussian-model.js';

/** The shape of components: balls, along the columns, or any ellipsoid. */
export type Covariance = 'spherical' | 'diagonal' | 'full';

/** How components may differ. */
export interface CovarianceKind {
  readonly covariance: Covariance;
  /** Whether all components have the same. */
  readonly shared: boolean;
}

/** Components that fit memberships best, and how many of them had to be kept from shrinking to nothing. */
export interface FittedComponents {
  readonly components: readonly GaussianComponent[];
  readonly floored: number;
}

/** Share of the variance of a column below which a component has shrunk to nothing. */
export const FLOOR = 1e-6;

/**
 * Shares, means and covariances by memberships, one row a customer.
 *
 * @param variances - Of each column over all customers.
 *
 * O(customers · k · columns²) for `full`, else O(customers · k · columns).
 */
export function gaussianComponents(
  { rows, columns, data }: Matrix,
  memberships: Float64Array,
  k: number,
  { covariance, shared }: CovarianceKind,
  variances: Float64Array,
): FittedComponents {
  const isFull = covariance === 'full';
  const width = isFull ? columns * columns : columns;
  const weights = new Float64Array(k);
  const means = new Float64Array(k * columns);
  const squares = new Float64Array(k * width);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) {
      const weight = memberships[i * k + c];
      weights[c] += weight;
      for (let j = 0; j < columns; j++) means[c * columns + j] += weight * data[i * columns + j];
    }
  }
  for (let at = 0; at < means.length; at++) {
    const weight = weights[Math.floor(at / columns)];
    means[at] = weight > 0 ? means[at] / weight : 0;
  }
  const gaps = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) {
      const weight = memberships[i * k + c];
      if (weight === 0) continue;
      for (let j = 0; j < columns; j++) gaps[j] = data[i * columns + j] - means[c * columns + j];
      if (!isFull) {
        for (let j = 0; j < columns; j++) squares[c * width + j] += weight * gaps[j] * gaps[j];
        continue;
      }
      for (let j = 0; j < columns; j++) {
        const part = weight * gaps[j];
        for (let l = 0; l <= j; l++) squares[c * width + j * columns + l] += part * gaps[l];
      }
    }
  }
  if (shared) {
    for (let at = 0; at < width; at++) {
      let sum = 0;
      for (let c = 0; c < k; c++) sum += squares[c * width + at];
      for (let c = 0; c < k; c++) squares[c * width + at] = (sum * weights[c]) / rows;
    }
  }
  let floored = 0;
  const components = Array.from(weights, (weight, c): GaussianComponent => {
    const own = squares
      .subarray(c * width, (c + 1) * width)
      .map((value) => (weight > 0 ? value / weight : 0));
    const made = isFull ? fullRounding(own, variances) : axisRounding(own, variances, covariance);
    floored += Number(made.isFloored);
    return {
      share: Math.max(weight / rows, Number.MIN_VALUE),
      mean: Array.from(means.subarray(c * columns, (c + 1) * columns)),
      rounding: made.rounding,
    };
  });
  return { components, floored };
}

interface Rounding {
  readonly rounding: number[][];
  readonly isFloored: boolean;
}

function axisRounding(own: Float64Array, variances: Float64Array, covariance: Covariance): Rounding {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const isBall = covariance === 'spherical';
  const spread = isBall ? new Float64Array(own.length).fill(mean(own)) : own;
  const floors = isBall ? new Float64Array(own.length).fill(mean(variances)) : variances;
  let isFloored = false;
  const rounding = Array.from(spread, (variance, j) => {
    const floor = FLOOR * floors[j];
    if (variance < floor) isFloored = true;
    return [1 / Math.sqrt(Math.max(variance, floor))];
  });
  return { rounding, isFloored };
}

function fullRounding(own: Float64Array, variances: Float64Array): Rounding {
  const size = variances.length;
  let lower = cholesky(own, size);
  // The square of a pivot is the variance that the columns before leave over.
  const isThin = (triangle: Float64Array) =>
    variances.some((variance, j) => triangle[j * size + j] ** 2 < FLOOR * variance);
  const isFloored = lower === undefined || isThin(lower);
  if (isFloored) {
    const raised = own.slice();
    for (let j = 0; j < size; j++) raised[j * size + j] += FLOOR * variances[j];
    lower = cholesky(raised, size) ?? diagonalOf(raised, size);
  }
  const inverse = invertLower(lower!, size);
  const rounding = Array.from({ length: size }, (_, j) =>
    Array.from(inverse.subarray(j * size, j * size + j + 1)),
  );
  return { rounding, isFloored };
}

function diagonalOf(values: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const lower = new Float64Array(size * size);
  for (let j = 0; j < size; j++) lower[j * size + j] = Math.sqrt(values[j * size + j]);
  return lower;
}
