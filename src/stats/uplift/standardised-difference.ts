/**
 * How far two arms lie apart in a column, in standard deviations: mean of the treated less that of the control group, over the
 * root of the mean of their variances. 0 is balanced; beyond 0.1 either way is commonly called unbalanced.
 *
 * @param deviation - Divides instead of that root, for example the one before matching.
 * @returns The difference and what it was divided by; a column that varies in neither arm gives 0 where the means are the same,
 *   else `undefined`.
 *
 * Source: Austin, "Balance diagnostics for comparing the distribution of baseline covariates", Stat. Med. 28 (2009) 3083-3107.
 *
 * @example
 * standardisedDifference([1, 2, 3], [2, 3, 4]); // { difference: -1, deviation: 1 }
 */
export function standardisedDifference(
  treated: ArrayLike<number>,
  control: ArrayLike<number>,
  deviation?: number,
): { readonly difference: number | undefined; readonly deviation: number } {
  const [a, b] = [momentsOf(treated), momentsOf(control)];
  const divisor = deviation ?? Math.sqrt((a.variance + b.variance) / 2);
  const apart = a.mean - b.mean;
  const size = Math.max(Math.abs(a.mean), Math.abs(b.mean));
  if (divisor > 1e-12 * size) return { difference: apart / divisor, deviation: divisor };
  return { difference: Math.abs(apart) <= 1e-12 * size ? 0 : undefined, deviation: divisor };
}

function momentsOf(values: ArrayLike<number>): { mean: number; variance: number } {
  const sorted = Float64Array.from(values).sort(); // sums do not depend on the order of the rows
  const mean = sorted.reduce((sum, value) => sum + value / sorted.length, 0);
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: sorted.length > 1 ? squares / (sorted.length - 1) : 0 };
}
