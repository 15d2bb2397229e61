import { InputError } from '../../core/input-error.js';
import { checkFinite } from '../check-finite.js';
import { mean } from '../mean.js';
import { sum } from '../sum.js';

/** Outcomes freed of what was known before. */
export interface CupedOutcome {
  /** One a customer, with the mean of all as it was. */
  readonly adjusted: Float64Array;
  /** How much of the earlier value is taken off. */
  readonly theta: number;
  /** Of the outcome and the earlier value, −1 to 1. */
  readonly correlation: number;
  /** Part of the variance that is gone, 0 to 1: the square of the correlation. */
  readonly varianceReduction: number;
}

/**
 * Takes off an outcome what the value of the same customer before the experiment tells of it: the effect stays what it is,
 * its interval shrinks. The earlier value has to be from before the treatment.
 *
 * @param outcome - One a customer of all arms.
 * @param before - In the same order.
 * @throws {InputError} For lists of unlike length, fewer than two customers, and values that are not finite.
 *
 * An earlier value that is the same for all changes nothing. O(customers).
 * Source: Deng, Xu, Kohavi, Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment
 * data", WSDM 2013.
 *
 * @example
 * cuped([1, 3, 5], [10, 20, 30]).theta; // 0.2
 */
export function cuped(outcome: ArrayLike<number>, before: ArrayLike<number>): CupedOutcome {
  const n = outcome.length;
  if (before.length !== n) {
    throw new InputError(`cuped: ${n} outcomes and ${before.length} values from before. One each is needed.`);
  }
  if (n < 2) throw new InputError(`cuped needs two or more customers, got ${n}.`);
  checkFinite('cuped', outcome);
  checkFinite('cuped', before);
  const [middle, earlier] = [mean(outcome), mean(before)];
  const of = (calculate: (y: number, x: number) => number) =>
    sum(Float64Array.from({ length: n }, (_, i) => calculate(outcome[i] - middle, before[i] - earlier)));
  const [xx, yy, xy] = [of((_, x) => x * x), of((y) => y * y), of((y, x) => y * x)];
  const theta = xx > 0 && Number.isFinite(xy / xx) ? xy / xx : 0;
  const correlation = xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))) : 0;
  return {
    adjusted: Float64Array.from({ length: n }, (_, i) => outcome[i] - theta * (before[i] - earlier)),
    theta,
    correlation,
    varianceReduction: correlation * correlation,
  };
}
