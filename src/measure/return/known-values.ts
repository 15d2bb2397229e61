import { InputError } from '../../core/input-error.js';

/** A number, or yes or no, for each customer, in their order; nothing (`null`, `undefined`) where it is not known. */
export type KnownValues = ArrayLike<number | boolean | null | undefined>;

/**
 * Values in the order of the customers, with `NaN` where nothing is known; yes is 1 and no is 0.
 *
 * @throws {InputError} For another number of values, and one that is neither a finite number nor yes, no or nothing.
 */
export function knownValues(
  who: string,
  what: string,
  values: KnownValues,
  ids: readonly string[],
): Float64Array {
  if (typeof values !== 'object' || values === null || !('length' in values)) {
    throw new InputError(`${who}: ${what} is no list. Give one value a customer, in their order.`);
  }
  if (values.length !== ids.length) {
    throw new InputError(`${who}: ${values.length} values of ${what} for ${ids.length} customers.`);
  }
  return Float64Array.from({ length: values.length }, (_, i) => {
    const value = values[i];
    if (value === null || value === undefined) return Number.NaN;
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InputError(
      `${who}: ${what} of customer ${i + 1}, "${ids[i]}", is ${String(value)}. It is a finite number, true or false, or null where it is not known.`,
    );
  });
}
