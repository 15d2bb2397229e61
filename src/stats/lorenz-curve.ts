import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';
import { exactSum } from './sum.js';

/** A point of a Lorenz curve. */
export interface LorenzPoint {
  /** Share of customers, those with least first, 0 to 1. */
  readonly customerShare: number;
  /** Share of the total they have, 0 to 1. */
  readonly valueShare: number;
}

/**
 * Lorenz curve: what share of a total the customers with least have. The straight line is equality; twice the area
 * between is the Gini coefficient (`gini`).
 *
 * @param values - One a customer, none below 0.
 * @returns One point more than values, from (0, 0) to (1, 1).
 * @throws {InputError} For no values, one that is not finite or below 0, and where all are 0.
 *
 * @example
 * lorenzCurve([1, 3]).map(({ valueShare }) => valueShare); // [0, 0.25, 1]
 */
export function lorenzCurve(values: ArrayLike<number>): LorenzPoint[] {
  if (values.length === 0) throw new InputError('lorenzCurve: there are no values.');
  checkFinite('lorenzCurve', values);
  const sorted = Float64Array.from(values).sort();
  if (sorted[0] < 0)
    throw new InputError(`lorenzCurve: a value is ${sorted[0]}. It is defined for values of 0 and more.`);
  const total = exactSum('lorenzCurve', sorted);
  if (total === 0) throw new InputError('lorenzCurve: all values are 0.');
  const points: LorenzPoint[] = [{ customerShare: 0, valueShare: 0 }];
  let sum = 0;
  sorted.forEach((value, i) => {
    sum += value;
    const last = i === sorted.length - 1;
    points.push({ customerShare: (i + 1) / sorted.length, valueShare: last ? 1 : Math.min(1, sum / total) });
  });
  return points;
}
