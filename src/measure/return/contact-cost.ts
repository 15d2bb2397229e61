import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type CustomerValues, valuesOf } from '../scoreboard/customer-values.js';

/** What a campaign cost. */
export interface ContactCost {
  /**
   * For each contacted customer; or the cost of every customer, that of the control group too where they cost something,
   * for example vouchers.
   */
  readonly each: number | CustomerValues;
  /** Whatever the number of customers: texts, pictures, hours. Default 0. */
  readonly fixed?: number;
}

/** Cost of every customer, and fixed cost. */
export interface CostOfCustomers {
  readonly each: Float64Array;
  readonly fixed: number;
}

/**
 * The cost of a campaign by customer.
 *
 * @throws {InputError} For a cost below 0 or not finite, and values that do not fit the customers.
 */
export function costOfCustomers(
  who: string,
  { each, fixed = 0 }: ContactCost,
  treated: Float64Array,
  ids: readonly string[],
): CostOfCustomers {
  if (!(fixed >= 0 && fixed < Infinity)) {
    throw new InputError(`${who}: the fixed cost is ${fixed}. It is an amount from 0 on.`);
  }
  if (typeof each === 'number') {
    if (!(each >= 0 && each < Infinity)) {
      throw new InputError(`${who}: the cost of each contact is ${each}. It is an amount from 0 on.`);
    }
    return { each: treated.map((is) => is * each), fixed };
  }
  const values = valuesOf(who, 'the cost', each, ids);
  const wrong = values.findIndex((value) => value < 0);
  if (wrong >= 0) {
    throw new InputError(
      `${who}: the cost of customer ${wrong + 1}, "${ids[wrong]}", is ${formatNumber(values[wrong])}. It is an amount from 0 on.`,
    );
  }
  return { each: values, fixed };
}
