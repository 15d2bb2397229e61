import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { FrequencyCheck } from './frequency-check.js';
import type { HoldoutByFrequency } from './holdout-by-frequency.js';
import type { PurchaseTracking } from './purchase-tracking.js';

/** "7 or more" for the last bin. */
export function binName({
  purchases,
  isOpen,
}: {
  readonly purchases: number;
  readonly isOpen: boolean;
}): string {
  return isOpen ? `${purchases} or more` : String(purchases);
}

const right = { align: 'right' } as const;
const percent = (value: number) => formatNumber(value, { style: 'percent', digits: 1 });
/** "12.2% below", "1.0% above". */
const off = (expected: number, actual: number) =>
  actual === 0
    ? 'above none'
    : `${percent(Math.abs(expected / actual - 1))} ${expected < actual ? 'below' : 'above'}`;

/** Customers by number of purchases, actual and expected. */
export function frequencyContent(check: Omit<FrequencyCheck, symbol | 'because'>): TableContent {
  const { model, bins, customers, misplaced } = check;
  return {
    kind: 'table',
    caption: 'Customers by number of repeat purchases',
    columns: [
      { name: 'purchases', title: 'Repeat purchases' },
      { name: 'actual', title: 'Customers', ...right },
      { name: 'expected', title: `Expected by ${model}`, ...right, format: { digits: 1 } },
    ],
    rows: bins.map((bin): TableCell[] => [binName(bin), bin.actual, bin.expected]),
    totalRows: bins.length,
    note: `${percent(misplaced)} of ${counted(customers, 'customer')} stand in another row than ${model} expects.`,
  };
}

/** Purchases in the holdout, actual and expected. */
export function holdoutContent(
  check: Omit<HoldoutByFrequency, symbol | 'because'>,
  confidence: number,
): TableContent {
  const { model, bins, customers, time, unit, totalActual, totalExpected, meanError, paceError } = check;
  const actual = formatNumber(totalActual);
  const better =
    meanError < paceError
      ? 'better than the guess that all go on at their own pace'
      : 'no better than the guess that all go on at their own pace';
  return {
    kind: 'table',
    caption: 'Purchases in the holdout, by repeat purchases before it',
    columns: [
      { name: 'purchases', title: 'Repeat purchases before' },
      { name: 'customers', title: 'Customers', ...right },
      { name: 'actual', title: 'Purchases a customer', ...right },
      { name: 'expected', title: `Expected by ${model}`, ...right, format: { digits: 2 } },
    ],
    rows: bins.map((bin): TableCell[] => [
      binName(bin),
      bin.customers,
      bin.actual === undefined ? null : intervalCell(bin.actual, { digits: 2 }),
      bin.expected ?? null,
    ]),
    totalRows: bins.length,
    note: `In ${formatNumber(time)} ${unit} after calibration ${counted(customers, 'customer')} made ${actual} purchases; ${model} expected ${formatNumber(totalExpected, { digits: 0 })}, ${off(totalExpected, totalActual)}. A customer is missed by ${formatNumber(meanError)} purchases on average, ${better} (${formatNumber(paceError)}). In brackets ${formatNumber(confidence, { style: 'percent' })} intervals.`,
  };
}

/** Cumulative purchases at the end of calibration and at the end, in a sentence. */
export function trackingWords({
  model,
  points,
  calibrationEnd,
}: Omit<PurchaseTracking, symbol | 'because'>): string {
  const at = points.filter(({ date }) => date <= calibrationEnd).at(-1);
  const end = points[points.length - 1];
  const said = (name: string, { actual, expected }: { actual: number; expected: number }) =>
    `${name} customers had made ${formatNumber(actual)} repeat purchases; ${model} expected ${formatNumber(expected, { digits: 0 })}, ${off(expected, actual)}.`;
  return [
    ...(at === undefined ? [] : [said(`At the end of calibration, ${at.date},`, at)]),
    ...(at === end ? [] : [said(`By ${end.date}`, end)]),
  ].join(' ');
}
