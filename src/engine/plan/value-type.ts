/**
 * What a column holds, in every engine. `money` is exact to 6 digits after the point and so are its sums; sums of
 * `integer` are exact; those of `number`, deviations and quantiles are rounded to 12 significant digits, so that the order
 * of adding does not show. A `time` counts milliseconds since 1970-01-01 in UTC.
 */
export type ValueType = 'integer' | 'number' | 'money' | 'text' | 'boolean' | 'time';

/** Types that one can calculate with. */
export const NUMERIC: readonly ValueType[] = ['integer', 'number', 'money'];

/** Whether a value, such as one from a file, is a type. */
export function isValueType(value: unknown): value is ValueType {
  return [...NUMERIC, 'text', 'boolean', 'time'].includes(value as ValueType);
}
