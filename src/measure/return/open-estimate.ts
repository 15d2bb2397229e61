import { formatNumber, NOT_MEASURED, type NumberFormat } from '../../core/format.js';

/** A number whose interval may have no end: something for each conversion, when there may be no conversion. */
export interface OpenEstimate {
  /** `undefined` where the data show none. */
  readonly value: number | undefined;
  /** `undefined` where nothing can be said. */
  readonly low: number | undefined;
  /** `undefined`: there is no upper end. */
  readonly high: number | undefined;
  readonly n: number;
  readonly confidence: number;
  readonly method: string;
  /** Why a number is missing; empty where none is. */
  readonly because: string;
}

/** "31.20 (20.05 to 80.10)", "31.20 (20.05 to unbounded)", "20.05 or more", "not measured". */
export function openCell(estimate: OpenEstimate | undefined, format: NumberFormat = { digits: 2 }): string {
  if (estimate === undefined || estimate.low === undefined) return NOT_MEASURED;
  const { value, low, high } = estimate;
  if (value === undefined) return `${formatNumber(low, format)} or more`;
  const end = high === undefined ? 'unbounded' : formatNumber(high, format);
  return `${formatNumber(value, format)} (${formatNumber(low, format)}\u00a0to\u00a0${end})`;
}
