import { InputError } from '../../core/input-error.js';
import { chiSquaredUpperTail } from '../chi-squared.js';

/** Whether arms have the sizes they were meant to have. */
export interface SampleRatioTest {
  /** Pearson's chi-squared. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Chance of sizes this far off when the lot was drawn as planned. Below 0.001 something went wrong. */
  readonly p: number;
  /** Customers of each arm if all had gone as planned. */
  readonly expected: readonly number[];
}

/**
 * Whether arms have the sizes they were meant to have. A mismatch says that some customers are missing, or that the lot was
 * not drawn as planned: no effect can be trusted before the reason is known.
 *
 * @param counts - Customers of each arm.
 * @param planned - Planned share of each arm, or anything in the same proportion; default equal.
 * @throws {InputError} For fewer than two arms, counts that are none, no customers, shares that are not above 0.
 *
 * Source: Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 *
 * @example
 * sampleRatioTest([5000, 5200]); // { statistic: 3.92156…, p: 0.04767…, … }
 */
export function sampleRatioTest(
  counts: readonly number[],
  planned: readonly number[] = counts.map(() => 1),
): SampleRatioTest {
  const who = 'sampleRatioTest';
  if (counts.length < 2) throw new InputError(`${who} needs two arms or more, got ${counts.length}.`);
  if (planned.length !== counts.length) {
    throw new InputError(`${who}: ${planned.length} planned shares for ${counts.length} arms.`);
  }
  counts.forEach((count, i) => {
    if (!Number.isInteger(count) || count < 0) {
      throw new InputError(
        `${who}: arm ${i + 1} has ${count} customers. A count is a whole number from 0 on.`,
      );
    }
    if (!(planned[i] > 0 && Number.isFinite(planned[i]))) {
      throw new InputError(
        `${who}: the planned share of arm ${i + 1} is ${planned[i]}. It has to be above 0.`,
      );
    }
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new InputError(`${who}: there are no customers in any arm.`);
  const all = planned.reduce((sum, share) => sum + share, 0);
  const expected = planned.map((share) => (total * share) / all);
  const statistic = counts.reduce((sum, count, i) => sum + (count - expected[i]) ** 2 / expected[i], 0);
  const degreesOfFreedom = counts.length - 1;
  return { statistic, degreesOfFreedom, p: chiSquaredUpperTail(statistic, degreesOfFreedom), expected };
}
