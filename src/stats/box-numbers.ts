import { InputError } from '../core/input-error.js';
import { quantile } from './quantile.js';

/** What a box plot shows of values. */
export interface BoxNumbers {
  /** Smallest value that is no outlier. */
  readonly low: number;
  /** First quartile. */
  readonly lower: number;
  readonly median: number;
  /** Third quartile. */
  readonly upper: number;
  /** Largest value that is no outlier. */
  readonly high: number;
  /** Values farther from the box than one and a half times its length, ascending. */
  readonly outliers: readonly number[];
}

/**
 * Quartiles, whiskers and outliers of values. Whiskers never end inside of the box.
 *
 * @throws {InputError} For no values and for values that are not finite.
 *
 * O(n log n). Source: Tukey, "Exploratory Data Analysis" (1977), 2; quartiles as `quantile`.
 *
 * @example
 * boxNumbers([1, 2, 3, 4, 20]).outliers; // [20]
 */
export function boxNumbers(values: ArrayLike<number>): BoxNumbers {
  if (values.length === 0) throw new InputError('boxNumbers: there are no values.');
  const sorted = Float64Array.from(values).sort();
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  const reach = 1.5 * (upper - lower);
  const isOutlier = (value: number) => value < lower - reach || value > upper + reach;
  const inside = sorted.filter((value) => !isOutlier(value));
  return {
    low: Math.min(lower, inside[0]),
    lower,
    median,
    upper,
    high: Math.max(upper, inside[inside.length - 1]),
    outliers: Array.from(sorted.filter(isOutlier)),
  };
}
