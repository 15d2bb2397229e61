import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { checkFinite } from '../check-finite.js';
import { mean } from '../mean.js';
import { studentTQuantile, studentTUpperTail } from '../student-t.js';
import { sum } from '../sum.js';
import { variance } from '../variance.js';

/** A sum of weighted means, and what it takes to weigh it against others. */
export interface MeanContrast extends Estimate {
  readonly standardError: number;
  /** Welch and Satterthwaite's; infinite where nothing varies. */
  readonly degreesOfFreedom: number;
  /** Of a true value of 0, two-sided; 1 where nothing varies and the value is 0, 0 where it is not. */
  readonly p: number;
}

/**
 * A weighted sum of the means of independent groups, plus a constant: a difference of differences, or the returns of two
 * campaigns that share a control group. Weights 1 and −1 give Welch's difference of two means.
 *
 * @param groups - Weight and values of each, two or more values.
 * @param constant - Added to the value, without doubt of its own.
 * @throws {InputError} For no groups, fewer than two values in one, and what is not finite.
 *
 * Source: Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics Bulletin 2 (1946)
 * 110-114.
 *
 * @example
 * meanContrast([{ weight: 1, values: [1, 2, 3] }, { weight: -1, values: [3, 4, 8] }]).value; // -3
 */
export function meanContrast(
  groups: readonly { readonly weight: number; readonly values: ArrayLike<number> }[],
  options: { readonly constant?: number; readonly confidence?: number } = {},
): MeanContrast {
  const who = 'meanContrast';
  const { constant = 0, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (groups.length === 0) throw new InputError(`${who}: there are no groups.`);
  checkFinite(who, [constant, ...groups.map(({ weight }) => weight)]);
  groups.forEach(({ values }, i) => {
    if (values.length < 2) {
      throw new InputError(
        `${who} needs two or more values in each group, got ${values.length} in ${i + 1}.`,
      );
    }
    checkFinite(who, values);
  });
  const value = sum([...groups.map(({ weight, values }) => weight * mean(values)), constant]);
  const squares = groups.map(({ weight, values }) => (weight * weight * variance(values)) / values.length);
  const square = sum(squares);
  const standardError = Math.sqrt(square);
  // as shares, so that the squares of tiny variances do not vanish
  const degreesOfFreedom =
    square === 0
      ? Infinity
      : 1 / sum(groups.map(({ values }, i) => (squares[i] / square) ** 2 / (values.length - 1)));
  const half = square === 0 ? 0 : standardError * studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
  return {
    value,
    low: value - half,
    high: value + half,
    n: groups.reduce((count, { values }) => count + values.length, 0),
    confidence,
    method: "Welch and Satterthwaite's t interval",
    standardError,
    degreesOfFreedom,
    p:
      square === 0
        ? Number(value === 0)
        : 2 * studentTUpperTail(Math.abs(value) / standardError, degreesOfFreedom),
  };
}
