import type { ValueType } from '../plan/value-type.js';

/** What a column in memory holds, by its values; where none is there, what it is used for. */
export function memoryType(values: readonly unknown[], isNumber: boolean): ValueType {
  const first = values.find((value) => value !== null && value !== undefined);
  if (first === undefined) return isNumber ? 'number' : 'text';
  if (first instanceof Date) return 'time';
  if (typeof first === 'boolean') return 'boolean';
  if (typeof first !== 'number' && typeof first !== 'bigint') return 'text';
  const whole = (value: unknown) =>
    typeof value !== 'number' || Number.isSafeInteger(value) || Number.isNaN(value);
  return values.every(whole) ? 'integer' : 'number';
}
