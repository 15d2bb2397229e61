import type { Estimate } from '../../core/estimate.js';
import { formatNumber, NOT_MEASURED, type NumberFormat } from '../../core/format.js';

/** No-break: a narrow cell is broken before the bracket, never inside. */
const GLUE = '\u00a0';

/**
 * "76.3% (72.8 to 79.5)". A single observation has no interval: its value stands alone.
 *
 * @param factor - 100 for percentage points.
 */
export function intervalCell(estimate: Estimate | undefined, format: NumberFormat, factor = 1): string {
  if (estimate === undefined) return NOT_MEASURED;
  const value = formatNumber(estimate.value * factor, format);
  if (!Number.isFinite(estimate.low) || !Number.isFinite(estimate.high)) return value;
  const end = (number: number) => formatNumber(number * factor, format).replace('%', '');
  return `${value} (${end(estimate.low)}${GLUE}to${GLUE}${end(estimate.high)})`;
}

/** "625 (16.6%)". */
export function shareCell(printed: string, share: number | undefined): string {
  if (share === undefined) return printed;
  return `${printed} (${formatNumber(share, { style: 'percent', digits: 1 })})`;
}
