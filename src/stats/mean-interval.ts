import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkConfidence } from './check-confidence.js';
import { checkFinite } from './check-finite.js';
import { mean } from './mean.js';
import { studentTQuantile } from './student-t.js';
import { variance } from './variance.js';

/**
 * A mean with Student's t interval. With skewed values, such as revenue, it is rough below some hundred of them.
 *
 * @param values - Independent observations, all finite.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns For a single value the interval runs from minus to plus infinity (shown as "not measured"): one
 *   value says nothing about its doubt. For values all alike it has no width.
 * @throws {InputError} For no values, one that is not finite, and a confidence out of range.
 *
 * @example
 * meanInterval([1, 2, 6]); // { value: 3, low: -3.5724…, high: 9.5724…, n: 3, … }
 */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): Estimate {
  checkConfidence('meanInterval', confidence);
  const n = values.length;
  if (n === 0) throw new InputError('meanInterval: there are no values.');
  checkFinite('meanInterval', values);
  const value = mean(values);
  const half =
    n === 1 ? Infinity : studentTQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance(values) / n);
  return { value, low: value - half, high: value + half, n, confidence, method: "Student's t interval" };
}
