import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { SegmentValue, ValueBySegment } from './value-by-segment.js';

type Facts = Omit<ValueBySegment, 'measure' | symbol | 'because'>;

/** What the segments are worth, in a sentence. */
export function valueVerdict({ segments, all, isMoney, minimum, currency }: Facts): string {
  const shown = segments.filter(({ masked, equityShare }) => !masked && equityShare !== undefined);
  if (shown.length === 0 || all.value === undefined) {
    return `No segment of ${minimum} customers or more has a value that can be shown.`;
  }
  const most = shown.reduce((best, each) =>
    each.equityShare!.value > best.equityShare!.value ? each : best,
  );
  const share = (value: number) => formatNumber(value, { style: 'percent', digits: 0 });
  const what = isMoney ? 'customer equity' : 'the purchases to come';
  const money = isMoney && currency !== undefined ? ` ${currency}` : '';
  const best = shown.reduce((a, b) => (b.valueACustomer!.value > a.valueACustomer!.value ? b : a));
  const range = shareOrNone(most.equityShare, { style: 'percent', digits: 0 });
  return `"${most.name}" is ${share(most.customers / all.customers)} of customers and ${range} of ${what}. Worth most a customer: "${best.name}", ${formatNumber(best.valueACustomer!.value)}${money}.`;
}

/** The value of segments as a table. */
export function valueContent(facts: Facts & { readonly because: string }): TableContent {
  const { segments, all, isMoney, currency, minimum, confidence } = facts;
  const unit = isMoney ? (currency === undefined ? {} : { unit: currency }) : { unit: 'purchases' };
  const withHistory = all.historic !== undefined;
  const percent: NumberFormat = { style: 'percent', digits: 1 };
  const large: NumberFormat = (all.value?.value ?? 0) >= 10_000 ? { digits: 0 } : {};
  const row = (each: SegmentValue): TableCell[] =>
    each.masked
      ? [each.name, `fewer than ${minimum}`, ...new Array(withHistory ? 6 : 5).fill(null)]
      : [
          each.name,
          each.customers,
          ...(withHistory ? [each.historic ?? null] : []),
          shareOrNone(each.alive, percent),
          intervalCell(each.purchases, { digits: 2 }),
          intervalCell(each.valueACustomer, isMoney ? {} : { digits: 2 }),
          intervalCell(each.value, large),
          shareOrNone(each.equityShare, percent),
        ];
  const right = { align: 'right' } as const;
  const rows = [...segments, all].map(row);
  return {
    kind: 'table',
    caption: isMoney ? 'Value to come by segment' : 'Purchases to come by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', ...right },
      ...(withHistory ? [{ name: 'historic', title: 'Brought so far', ...right, ...unit }] : []),
      { name: 'alive', title: 'Still there', ...right },
      { name: 'purchases', title: 'Purchases to come a customer', ...right },
      { name: 'valueACustomer', title: 'Value a customer', ...right, ...unit },
      { name: 'value', title: 'Value', ...right, ...unit },
      { name: 'equityShare', title: 'Share of customer equity', ...right },
    ],
    rows,
    totalRows: rows.length,
    note: [facts.because, horizonInWords(facts), ...remarks(facts, confidence)].join(' '),
  };
}

/** "The next 12 periods of 4.35 weeks, discounted by 1% a period." */
export function horizonInWords({
  periods,
  periodLength,
  unit,
  discountRate,
  models,
}: Pick<Facts, 'periods' | 'periodLength' | 'unit' | 'discountRate' | 'models'>): string {
  const length = `${formatNumber(periodLength)} ${unit}`;
  const rate =
    discountRate === 0
      ? 'not discounted'
      : `discounted by ${formatNumber(discountRate, { style: 'percent' })} a period`;
  return `Value of the next ${counted(periods, 'period')} of ${length}, ${rate}, by ${models.join(' and ')}.`;
}

function remarks({ segments, all, leftOut }: Facts, confidence: number): string[] {
  // What holds for all customers is said once.
  const own = segments
    .filter(({ masked }) => !masked)
    .flatMap(({ name, flags }) =>
      flags.filter((flag) => !all.flags.includes(flag)).map((flag) => `${name}: ${flag}`),
    );
  const outside = leftOut === 1 ? 'customer of the history is' : 'customers of the history are';
  return [
    `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals of the expected value; what single customers do scatters more.`,
    ...(leftOut > 0 ? [`${formatNumber(leftOut)} ${outside} in no segment.`] : []),
    ...all.flags,
    ...own,
  ];
}

/** A share; where no model gives an interval, and for all of all, it stands alone. */
function shareOrNone(estimate: Estimate | undefined, format: NumberFormat): string {
  if (estimate === undefined) return intervalCell(estimate, format);
  const { low, high } = estimate;
  return intervalCell(
    (low === 0 && high === 1) || low === high ? { ...estimate, high: Infinity } : estimate,
    format,
  );
}
