import type { Estimate } from '../../core/estimate.js';
import { mean } from '../../stats/mean.js';
import { studentTQuantile } from '../../stats/student-t.js';
import { variance } from '../../stats/variance.js';

/** One part of a population, and what was drawn from it without replacement. */
export interface Stratum {
  /** Members of the part. */
  readonly size: number;
  /** Values of those drawn: at least 2, or all. */
  readonly values: ArrayLike<number>;
}

/**
 * Mean of a population from samples of its parts, with Student's t interval. Where everyone was drawn it has no width.
 *
 * Source: Cochran, "Sampling Techniques", 3rd ed. (1977), 5.3 (variance with finite population corrections) and eq. 5.16
 * (effective degrees of freedom).
 */
export function stratifiedMean(strata: readonly Stratum[], confidence = 0.95): Estimate {
  const population = strata.reduce((all, { size }) => all + size, 0);
  let value = 0;
  let n = 0;
  let spread = 0; // variance of the mean
  let squares = 0;
  for (const { size, values } of strata) {
    const drawn = values.length;
    n += drawn;
    value += (size / population) * mean(values);
    if (drawn === size) continue;
    const part = ((size / population) ** 2 * (1 - drawn / size) * variance(values)) / drawn;
    spread += part;
    squares += part ** 2 / (drawn - 1);
  }
  const half =
    spread === 0 ? 0 : studentTQuantile((1 + confidence) / 2, spread ** 2 / squares) * Math.sqrt(spread);
  const method =
    n === population ? 'all of the population' : "mean of a stratified sample, Student's t interval";
  return { value, low: value - half, high: value + half, n, confidence, method };
}
