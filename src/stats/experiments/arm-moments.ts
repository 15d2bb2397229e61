import { InputError } from '../../core/input-error.js';
import { mean } from '../mean.js';
import { variance } from '../variance.js';

/** What an effect needs to know of one arm. */
export interface ArmMoments {
  readonly n: number;
  readonly mean: number;
  /** Of single customers, divided by n − 1. */
  readonly variance: number;
}

/**
 * Size, mean and variance of the values of one arm.
 *
 * @throws {InputError} For fewer than two values, and one that is not finite.
 *
 * @example
 * armMoments([1, 2, 6]); // { n: 3, mean: 3, variance: 7 }
 */
export function armMoments(values: ArrayLike<number>): ArmMoments {
  return { n: values.length, mean: mean(values), variance: variance(values) };
}

/**
 * Checks that moments can be of an arm.
 *
 * @throws {InputError} For fewer than two customers, a mean or variance that is none.
 */
export function checkMoments(
  who: string,
  what: string,
  { n, mean: middle, variance: spread }: ArmMoments,
): void {
  if (!Number.isInteger(n) || n < 2) {
    throw new InputError(`${who}: ${what} has ${n} customers. Two or more are needed.`);
  }
  if (!Number.isFinite(middle) || !(spread >= 0 && spread < Infinity)) {
    throw new InputError(
      `${who}: ${what} has mean ${middle} and variance ${spread}. Both have to be finite.`,
    );
  }
}
