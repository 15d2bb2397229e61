import type { RidgeDesign } from './ridge-design.js';

/** Penalties on a column of deviation 1, in units of a customer, from the strongest on. */
const PENALTIES = [1, 0.3, 0.1, 0.03, 0.01, 1e-3, 1e-4];

/**
 * Logistic regression of yes and no with a ridge penalty, by Newton's steps (iteratively reweighted least squares). The
 * penalty is the one of the least deviance plus twice the effective degrees of freedom; one of them is no column at all.
 *
 * @returns The chance of yes for a row that is placed in the design.
 *
 * Source: le Cessie and van Houwelingen, "Ridge estimators in logistic regression", Appl. Stat. 41 (1992) 191-201.
 */
export function ridgeLogistic(design: RidgeDesign, outcome: Float64Array): (placed: Float64Array) => number {
  const { rows, columns, values } = design;
  const n = rows.length;
  const size = columns + 1; // the intercept comes last and is not penalised
  let yes = 0;
  for (const row of rows) yes += outcome[row];
  const share = Math.min(Math.max(yes / n, 1 / (2 * n)), 1 - 1 / (2 * n));
  let weights = new Float64Array(size);
  weights[columns] = Math.log(share / (1 - share));

  const linear = (at: Float64Array, i: number): number => {
    let sum = at[columns];
    for (let j = 0; j < columns; j++) sum += at[j] * values[i * columns + j];
    return sum;
  };
  const deviance = (at: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const score = linear(at, i);
      sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - outcome[rows[i]] * score;
    }
    return (2 * sum) / n;
  };
  const penalised = (at: Float64Array, penalty: number): number => {
    let squares = 0;
    for (let j = 0; j < columns; j++) squares += at[j] ** 2;
    return deviance(at) + penalty * squares;
  };
  const slopes = new Float64Array(size);
  const curvature = new Float64Array(size * size); // of the likelihood alone
  const look = (at: Float64Array): void => {
    slopes.fill(0);
    curvature.fill(0);
    for (let i = 0; i < n; i++) {
      const chance = 1 / (1 + Math.exp(-linear(at, i)));
      const weight = (chance * (1 - chance)) / n;
      const off = (outcome[rows[i]] - chance) / n;
      for (let j = 0; j < size; j++) {
        const value = j === columns ? 1 : values[i * columns + j];
        slopes[j] += off * value;
        for (let l = 0; l <= j; l++) {
          curvature[j * size + l] += weight * value * (l === columns ? 1 : values[i * columns + l]);
        }
      }
    }
  };

  let best = weights;
  let least = deviance(weights) + 2 / n;
  for (const penalty of PENALTIES) {
    let now = penalised(weights, penalty);
    for (let step = 0; step < 50; step++) {
      look(weights);
      const factor = choleskyOf(curvature, size, penalty);
      const move = solve(
        factor,
        size,
        slopes.map((slope, j) => slope - (j < columns ? penalty * weights[j] : 0)),
      );
      let next = weights;
      let then = Infinity;
      for (let share = 1; share > 1e-4 && !(then <= now); share /= 2) {
        next = weights.map((weight, j) => weight + share * move[j]);
        then = penalised(next, penalty);
      }
      if (!(then <= now)) break;
      const gain = now - then;
      weights = next;
      now = then;
      if (gain < 1e-10) break;
    }
    look(weights);
    const value = deviance(weights) + (2 * effectiveDegrees(curvature, size, penalty)) / n;
    if (value < least) {
      least = value;
      best = weights;
    }
  }
  return (placed) => {
    let sum = best[columns];
    for (let j = 0; j < columns; j++) sum += best[j] * placed[j];
    return 1 / (1 + Math.exp(-sum));
  };
}

/** Lower triangle L with L · Lᵀ the curvature and its penalty; a hair is added so that columns that repeat do not stop it. */
function choleskyOf(curvature: Float64Array, size: number, penalty: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let l = 0; l <= j; l++) {
      let sum = curvature[j * size + l];
      if (j === l) sum += j < size - 1 ? penalty : 1e-12;
      for (let m = 0; m < l; m++) sum -= factor[j * size + m] * factor[l * size + m];
      factor[j * size + l] = j === l ? Math.sqrt(Math.max(sum, 1e-15)) : sum / factor[l * size + l];
    }
  }
  return factor;
}

function solve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const result = right.slice();
  for (let j = 0; j < size; j++) {
    for (let m = 0; m < j; m++) result[j] -= factor[j * size + m] * result[m];
    result[j] /= factor[j * size + j];
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let m = j + 1; m < size; m++) result[j] -= factor[m * size + j] * result[m];
    result[j] /= factor[j * size + j];
  }
  return result;
}

/** Trace of (curvature + penalty)⁻¹ · curvature: what the penalty leaves of the number of weights. */
function effectiveDegrees(curvature: Float64Array, size: number, penalty: number): number {
  const factor = choleskyOf(curvature, size, penalty);
  let lost = 0;
  for (let j = 0; j < size - 1; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    lost += penalty * solve(factor, size, unit)[j];
  }
  return size - lost;
}
