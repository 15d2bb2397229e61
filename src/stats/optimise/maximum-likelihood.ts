import { cholesky, invertLower } from '../cholesky.js';
import { type MinimumPoint, minimising, type Objective } from './minimise.js';

/** Where a likelihood of positive parameters is largest, seen as a function of their logarithms. */
export interface LikelihoodFit {
  /** Logarithms of the parameters. */
  readonly at: Float64Array;
  readonly logLikelihood: number;
  /** Covariance of the logarithms, row after row: the inverse of the curvature; `undefined` where it is no peak. */
  readonly covariance: Float64Array | undefined;
  /** A peak was reached: another step would gain less than 1e-6 in the log-likelihood. */
  readonly converged: boolean;
  /** Why there is no peak: positions of parameters that ran towards 0 (-1) or infinity (1), or else nothing. */
  readonly runaways: readonly { readonly parameter: number; readonly sign: 1 | -1 }[];
}

const STEP = 1e-4; // of the logarithms, for the curvature by differences of gradients
const GAIN = 1e-6;
const FAR = 12; // a logarithm that far from its start is no estimate but a direction
const WIDE = 4; // standard error of a logarithm: the interval spans a factor of millions

/**
 * Maximum likelihood of positive parameters with standard errors: a quasi-Newton search in the logarithms, a Newton step at
 * its end, and the curvature there by central differences of the gradient. The starts are tried in turn until one reaches a
 * peak; else the best place is given with `converged: false`.
 *
 * @param logLikelihood - Gives the value at the logarithms and writes the gradient; both for the whole sample.
 * @param weight - Number of observations, so that tolerances do not depend on it.
 *
 * Source: Nocedal and Wright, "Numerical Optimization", 2nd ed. (2006); Pawitan, "In All Likelihood" (2001), 2.5 and 9.
 */
export function* maximisingLikelihood(
  logLikelihood: Objective,
  starts: readonly ArrayLike<number>[],
  weight: number,
): Generator<undefined, LikelihoodFit> {
  let best: LikelihoodFit | undefined;
  for (const start of starts) {
    const fit = yield* climb(logLikelihood, start, weight);
    if (fit.converged) return fit;
    if (best === undefined || fit.logLikelihood > best.logLikelihood) best = fit;
  }
  return best!;
}

/** The same in one go. */
export function maximumLikelihood(
  logLikelihood: Objective,
  starts: readonly ArrayLike<number>[],
  weight: number,
): LikelihoodFit {
  const search = maximisingLikelihood(logLikelihood, starts, weight);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

function* climb(
  logLikelihood: Objective,
  start: ArrayLike<number>,
  weight: number,
): Generator<undefined, LikelihoodFit> {
  const objective: Objective = (at, gradient) => {
    const value = logLikelihood(at, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] /= -weight;
    return -value / weight;
  };
  const limit = FAR + Math.max(...Array.from(start, Math.abs));
  let point: MinimumPoint = yield* minimising(objective, start, { tolerance: 1e-7, limit });
  let covariance: Float64Array | undefined;
  let gain = Infinity;
  for (let round = 0; round < 3; round++) {
    covariance = yield* inverseCurvature(objective, point.at, weight);
    if (covariance === undefined) break;
    gain = quadratic(covariance, point.gradient) * weight * weight;
    if (gain < GAIN) break;
    const moved = newtonStep(objective, point, covariance, weight);
    yield;
    if (!(moved.value < point.value)) break;
    point = moved;
  }
  const size = point.at.length;
  const signs = Array.from(point.at, (each, i) => {
    const isLost =
      Math.abs(each - start[i]) > FAR ||
      (covariance !== undefined && Math.sqrt(covariance[i * size + i]) > WIDE);
    return isLost ? (each > start[i] ? 1 : -1) : 0;
  });
  const runaways = signs.flatMap((sign, parameter) =>
    sign === 0 ? [] : [{ parameter, sign: sign as 1 | -1 }],
  );
  const isPeak = covariance !== undefined && gain < GAIN && runaways.length === 0;
  return {
    at: point.at,
    logLikelihood: -point.value * weight,
    covariance: isPeak ? covariance : undefined,
    converged: isPeak,
    runaways: isPeak ? [] : runaways,
  };
}

function* inverseCurvature(
  objective: Objective,
  at: Float64Array,
  weight: number,
): Generator<undefined, Float64Array | undefined> {
  const size = at.length;
  const curvature = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const [above, below] = [new Float64Array(size), new Float64Array(size)];
    objective(
      at.map((each, j) => each + (i === j ? STEP : 0)),
      above,
    );
    yield;
    objective(
      at.map((each, j) => each - (i === j ? STEP : 0)),
      below,
    );
    yield;
    for (let j = 0; j < size; j++) {
      const half = (weight * (above[j] - below[j])) / (4 * STEP);
      curvature[i * size + j] += half;
      curvature[j * size + i] += half;
    }
  }
  const lower = curvature.every(Number.isFinite) ? cholesky(curvature, size) : undefined;
  if (lower === undefined) return undefined;
  const inverse = invertLower(lower, size);
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = Math.max(i, j); k < size; k++) {
        covariance[i * size + j] += inverse[k * size + i] * inverse[k * size + j];
      }
    }
  }
  return covariance;
}

function newtonStep(
  objective: Objective,
  { at, gradient }: MinimumPoint,
  covariance: Float64Array,
  weight: number,
): MinimumPoint {
  const size = at.length;
  const moved = at.map((each, i) => {
    let step = 0;
    for (let j = 0; j < size; j++) step += covariance[i * size + j] * gradient[j] * weight;
    return each - step;
  });
  const next = new Float64Array(size);
  const value = objective(moved, next);
  return { at: moved, value, gradient: next, ended: 'flat' };
}

function quadratic(matrix: Float64Array, vector: Float64Array): number {
  let total = 0;
  for (let i = 0; i < vector.length; i++) {
    for (let j = 0; j < vector.length; j++) total += vector[i] * matrix[i * vector.length + j] * vector[j];
  }
  return total;
}
