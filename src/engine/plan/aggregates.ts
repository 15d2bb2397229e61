import type { ValueType } from './value-type.js';

/**
 * The summaries of a group. Missing values do not count. Of no values, `count` and `countDistinct` are 0, `sum` is 0,
 * and the others are missing, as is `deviation` (by n - 1) of one value.
 */
export const AGGREGATES = {
  count: { takes: [0, 1], gives: (): ValueType => 'integer' },
  countDistinct: { takes: [1, 1], gives: (): ValueType => 'integer' },
  sum: { takes: [1, 1], gives: (type?: ValueType): ValueType => type ?? 'number' },
  minimum: { takes: [1, 1], gives: (type?: ValueType): ValueType => type ?? 'number' },
  maximum: { takes: [1, 1], gives: (type?: ValueType): ValueType => type ?? 'number' },
  deviation: { takes: [1, 1], gives: (): ValueType => 'number' },
  quantile: { takes: [1, 1], gives: (): ValueType => 'number' },
} as const satisfies Record<
  string,
  { takes: readonly [number, number]; gives: (type?: ValueType) => ValueType }
>;

/** Name of a summary. */
export type AggregateName = keyof typeof AGGREGATES;
