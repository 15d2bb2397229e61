import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import type { SegmentValue, ValueBySegment } from '../../measure/lifetime-value/value-by-segment.js';
import { sourceLine } from '../source-line.js';

const ROW_HEIGHT = 60;

/**
 * Share of customers beside share of the value to come (customer equity), by segment, with the interval of the latter.
 * Segments smaller than the minimum, and those without a value, stay out.
 *
 * @example
 * equityShareBars(await valueBySegment({ segmentation, history, purchases: await bgNbd(history), spend: 50 }));
 */
export function equityShareBars(worth: ValueBySegment, options: { readonly title?: string } = {}): Figure {
  const styles = segmentStyles(worth.segments, worth.origin);
  const shown = worth.segments.flatMap((row, s) =>
    row.masked || row.equityShare === undefined
      ? []
      : [{ row, share: row.equityShare, customers: row.customers / worth.all.customers, ...styles[s] }],
  );
  const what = worth.isMoney ? 'value to come' : 'purchases to come';
  const isDrawn = ({ low, high }: Estimate) => high > low && !(low === 0 && high === 1);
  const bars = (pick: (each: (typeof shown)[number]) => number, marker: object, offset: number) => ({
    type: 'bar',
    orientation: 'h',
    y: shown.map((_, i) => i),
    x: shown.map((each) => 100 * pick(each)),
    offset,
    width: 0.36,
    marker: { color: shown.map(({ color }) => color), ...marker },
    hoverinfo: 'skip',
  });
  const sure = shown.flatMap((each, i) => (isDrawn(each.share) ? [{ ...each, i }] : []));
  const doubt = {
    type: 'scatter',
    mode: 'markers',
    x: sure.map(({ share }) => 100 * share.value),
    y: sure.map(({ i }) => i + 0.2),
    error_x: {
      type: 'data',
      symmetric: false,
      array: sure.map(({ share }) => 100 * (share.high - share.value)),
      arrayminus: sure.map(({ share }) => 100 * (share.value - share.low)),
      color: REST_COLOR,
      thickness: 2,
    },
    marker: { color: REST_COLOR, size: 4 },
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  const label = (at: number, offset: number, text: string) => ({ at, offset, text });
  const labels = shown.flatMap(({ share, customers }, i) => [
    label(100 * customers, i - 0.2, percent(customers)),
    label(100 * (isDrawn(share) ? share.high : share.value), i + 0.2, percent(share.value)),
  ]);
  const numbers = {
    type: 'scatter',
    mode: 'text',
    x: labels.map(({ at }) => at),
    y: labels.map(({ offset }) => offset),
    text: labels.map(({ text }) => ` ${text}`),
    textposition: 'middle right',
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  const largest = Math.max(1, ...labels.map(({ at }) => at));
  const drawn = chartLayout(80 + ROW_HEIGHT * shown.length, {
    barmode: 'overlay',
    xaxis: numberAxis('Share (%)', { range: [0, largest * 1.3], showgrid: false, fixedrange: true }),
    yaxis: nameAxis(shown.map(({ row }) => row.name)),
  });
  return figure(
    {
      title: options.title ?? `Share of customers and of the ${what} by segment`,
      caption: caption(worth, what),
      alternativeText: alternativeText(shown, what),
      source:
        worth.origin === undefined
          ? counted(worth.all.customers, 'customer')
          : sourceLine(worth.all.customers, worth.origin),
      table: {
        kind: 'table',
        caption: `Shares of customers and of the ${what}`,
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'customerShare', title: 'Share of customers', ...share },
          { name: 'equityShare', title: `Share of the ${what}`, ...share },
          { name: 'low', title: 'Low', ...share },
          { name: 'high', title: 'High', ...share },
        ],
        rows: shown.map(({ row, customers, share: { value, low, high } }): TableCell[] => [
          row.name,
          row.customers,
          customers,
          value,
          ...(isDrawn({ ...row.equityShare! }) ? [low, high] : [null, null]),
        ]),
        totalRows: shown.length,
      },
    },
    shown.length === 0
      ? []
      : [
          bars(({ customers }) => customers, { opacity: 0.55, pattern: { shape: '/', size: 6 } }, -0.38),
          bars((each) => each.share.value, {}, 0.02),
          ...(sure.length === 0 ? [] : [doubt]),
          numbers,
        ],
    shown.length === 0 ? emptyLayout('No segment has a value that can be shown.') : drawn,
  );
}

const share = { align: 'right', format: { style: 'percent', digits: 1 } } as const;

function caption(
  { segments, minimum, confidence, periods, unit, periodLength, models }: ValueBySegment,
  what: string,
): string {
  const few = segments.some((row) => row.masked)
    ? ` Segments of fewer than ${minimum} customers are left out.`
    : '';
  const interval = formatNumber(confidence, { style: 'percent' });
  return `Hatched: share of customers; plain: share of the ${what} in ${counted(periods, 'period')} of ${formatNumber(periodLength)} ${unit}, by ${models.join(' and ')}, with its ${interval} interval. Where the plain bar is longer, the segment will bring more than its number.${few}`;
}

function alternativeText(
  shown: readonly { readonly row: SegmentValue; readonly share: Estimate; readonly customers: number }[],
  what: string,
): string {
  if (shown.length === 0) return 'Bar chart without bars: no segment has a value that can be shown.';
  const said = shown.map(
    ({ row, share: { value, low, high }, customers }) =>
      `${isolated(row.name)}: ${percent(customers)} of customers, ${percent(value)} (${percent(low)} to ${percent(high)}) of the ${what}`,
  );
  return `Bar chart. A row for each segment; horizontal axis: share in percent of all customers and of the ${what} of all. ${said.join('; ')}.`;
}

function percent(value: number): string {
  return formatNumber(value, { style: 'percent', digits: 1 });
}
