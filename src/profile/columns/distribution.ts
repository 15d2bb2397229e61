import { momentsOf, momentsOfSorted, varianceOf } from '../../stats/moments.js';
import { quantile } from '../../stats/quantile.js';
import { weightedQuantile } from '../../stats/weighted-quantile.js';

/** Values of one column among some customers. The numbers are `undefined` where nobody has a value. */
export interface Distribution {
  /** Customers with a value. */
  readonly n: number;
  /** Customers without one. */
  readonly missing: number;
  readonly mean: number | undefined;
  /** By n − 1; `undefined` for a single value. */
  readonly standardDeviation: number | undefined;
  readonly lowerQuartile: number | undefined;
  readonly median: number | undefined;
  readonly upperQuartile: number | undefined;
  /** At the shares that the profile was asked for. */
  readonly quantiles: readonly number[];
  /**
   * Largest value that at least a quarter reach, one that was observed, and the share that reaches it, 0.25 to 1.
   * In whole numbers it says what quartiles between two values cannot.
   */
  readonly top: { readonly from: number; readonly share: number } | undefined;
}

/**
 * The distribution of sorted values among a number of customers.
 *
 * @param weights - One a value, where customers count unlike; `missing` and `n` are customers all the same.
 * @param shares - Quantiles asked for.
 */
export function distribution(
  sorted: Float64Array,
  customers: number,
  shares: readonly number[],
  weights?: Float64Array,
): Distribution {
  const n = sorted.length;
  const missing = customers - n;
  if (n === 0) {
    return {
      n,
      missing,
      mean: undefined,
      standardDeviation: undefined,
      lowerQuartile: undefined,
      median: undefined,
      upperQuartile: undefined,
      quantiles: [],
      top: undefined,
    };
  }
  const at = (p: number) =>
    weights === undefined ? quantile(sorted, p) : weightedQuantile(sorted, weights, p);
  return {
    n,
    missing,
    ...(weights === undefined ? plainMoments(sorted) : weightedMoments(sorted, weights)),
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    quantiles: shares.map(at),
    top: topQuarter(sorted, weights),
  };
}

function plainMoments(values: Float64Array): Pick<Distribution, 'mean' | 'standardDeviation'> {
  const moments = momentsOfSorted(values);
  return {
    mean: moments.mean,
    standardDeviation: moments.n > 1 ? Math.sqrt(varianceOf(moments)) : undefined,
  };
}

/** As many customers as would say the same with equal weights stand in the divisor. */
function weightedMoments(
  values: Float64Array,
  weights: Float64Array,
): Pick<Distribution, 'mean' | 'standardDeviation'> {
  const total = momentsOf(weights).mean * weights.length;
  const mean = momentsOf(values.map((value, i) => value * weights[i])).mean / (total / values.length);
  const spread = momentsOf(values.map((value, i) => weights[i] * (value - mean) ** 2)).mean * values.length;
  const effective = effectiveNumber(weights);
  if (!(effective > 1)) return { mean, standardDeviation: undefined };
  return { mean, standardDeviation: Math.sqrt(((spread / total) * effective) / (effective - 1)) };
}

/** How many customers of equal weight say as much (Kish). */
export function effectiveNumber(weights: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < weights.length; i++) largest = Math.max(largest, weights[i]);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] / largest; // so that squares of tiny weights do not vanish
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

function topQuarter(sorted: Float64Array, weights?: Float64Array): { from: number; share: number } {
  const n = sorted.length;
  if (weights === undefined) {
    const from = sorted[n - Math.ceil(n / 4)];
    let below = n - Math.ceil(n / 4);
    while (below > 0 && sorted[below - 1] === from) below--;
    return { from, share: (n - below) / n };
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (let i = n - 1; i >= 0; i--) {
    reached += weights[i];
    const isLastOfValue = i === 0 || sorted[i - 1] !== sorted[i];
    if (isLastOfValue && reached >= total / 4 - 1e-12 * total)
      return { from: sorted[i], share: Math.min(1, reached / total) };
  }
  return { from: sorted[0], share: 1 };
}
