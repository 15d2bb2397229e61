import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableContent } from '../../display/bundle.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { UpliftArea, UpliftQuality } from './uplift-quality.js';

const DIGITS = { digits: 3 } as const;

/** Whether a ranking is better than one by lot, in sentences. */
export function qualityVerdict(
  qini: UpliftArea,
  gain: UpliftArea,
  distinctScores: number,
  what: string,
  isYesNo: boolean,
): string {
  if (distinctScores === 1) return 'All customers have the same score: it ranks nobody.';
  const { value, interval } = qini;
  if (value === undefined || interval === undefined) {
    return `Whether the scores rank customers by what the treatment does to ${what} cannot be told: ${qini.reason ?? ''}`.trim();
  }
  const facts = `Qini area ${intervalCell(interval, DIGITS)} of the perfect ranking's`;
  const own =
    gain.interval === undefined
      ? ''
      : ` On average over all shares it gains ${sizeOf(gain.interval, isYesNo)} a customer.`;
  if (interval.low > 0) return `The scores rank customers better than lot does: ${facts}.${own}`;
  if (interval.high < 0) {
    return `The scores rank customers worse than lot does: ${facts}. Those ranked first are put off, or the scores were made of other customers.`;
  }
  return `That the scores rank customers better than lot does is not shown: ${facts}, and 0 is by lot.`;
}

function sizeOf(estimate: Estimate, isYesNo: boolean): string {
  return isYesNo
    ? intervalCell(estimate, { digits: 2 }, 100).replace(' (', ' points (')
    : intervalCell(estimate, {});
}

/** Areas by definition as a table. */
export function qualityContent(
  { areas, customers, treated, control, distinctScores, because }: Omit<UpliftQuality, symbol>,
  confidence: number,
): TableContent {
  return {
    kind: 'table',
    caption: 'How well scores rank customers, by definition',
    columns: [
      { name: 'variant', title: 'Definition' },
      { name: 'area', title: 'Area', align: 'right' },
      { name: 'byLot', title: 'By lot', align: 'right' },
      { name: 'remarks', title: 'Remarks' },
    ],
    rows: areas.map(({ variant, value, interval, byLot, reason }) => [
      variant,
      value === undefined
        ? null
        : interval === undefined
          ? formatNumber(value, DIGITS)
          : intervalCell(interval, DIGITS),
      byLot ?? null,
      reason ?? null,
    ]),
    totalRows: areas.length,
    note: `${because} ${formatNumber(customers)} customers, ${formatNumber(treated)} treated and ${formatNumber(control)} not, ${formatNumber(distinctScores)} distinct scores; in brackets ${formatNumber(confidence, { style: 'percent' })} intervals. Areas of two definitions cannot be compared.`,
  };
}
