import type { KSweep, KSweepRow } from '../../cluster/how-many/choose-k.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';

type SweepRow = Omit<KSweepRow, 'segmentation' | 'perSegment'>;

/** Of more numbers of segments only the first, the last and the recommended one have room for their values. */
const MOST_TOLD = 7;

/** What a sweep has to hold to be drawn. */
export interface DrawableSweep extends Pick<KSweep, 'recommended'> {
  readonly rows: readonly SweepRow[];
  readonly because?: string;
}

/**
 * Evidence by number of segments: mean silhouette with the recommended number marked, and inertia below it.
 *
 * @throws {InputError} For a sweep without rows.
 *
 * @example
 * sweepChart(sweep);
 */
export function sweepChart(sweep: DrawableSweep, options: { readonly title?: string } = {}): Figure {
  const { rows, recommended } = sweep;
  if (rows.length === 0) throw new InputError('sweepChart: the sweep has no rows.');
  const ks = rows.map((row) => row.k);
  const isTold = (i: number) =>
    rows.length <= MOST_TOLD || i === 0 || i === rows.length - 1 || ks[i] === recommended;
  const line = (values: readonly number[], axis: string, color: string, digits: number) => ({
    type: 'scatter',
    mode: 'lines+markers+text',
    x: ks,
    y: values,
    ...(axis === '' ? {} : { yaxis: axis }),
    line: { color },
    marker: {
      color,
      size: ks.map((k) => (k === recommended ? 14 : 7)),
      symbol: ks.map((k) => (k === recommended ? 'star' : 'circle')),
    },
    text: values.map((value, i) => (isTold(i) ? shortNumber(value, digits) : '')),
    textposition: values.map((_, i) => (isValley(values, i) ? 'bottom center' : 'top center')),
    textfont: { size: 11 },
    hovertext: values.map((value) => formatNumber(value, { digits })),
    cliponaxis: false,
    hoverinfo: 'text',
  });
  const inertiaDigits = Math.max(...rows.map((row) => row.inertia)) >= 100 ? 0 : 2;
  const data = [
    line(
      rows.map((row) => row.silhouette),
      '',
      SEGMENT_COLORS[0],
      3,
    ),
    line(
      rows.map((row) => row.inertia),
      'y2',
      SEGMENT_COLORS[1],
      inertiaDigits,
    ),
  ];
  const layout = chartLayout(460, {
    xaxis: numberAxis('Number of segments (k)', {
      tickmode: 'array',
      tickvals: ks,
      range: [Math.min(...ks) - 0.5, Math.max(...ks) + 0.5],
      anchor: 'y2',
    }),
    yaxis: numberAxis('Mean silhouette (−1 to 1)', {
      domain: [0.56, 1],
      ...room(rows.map((row) => row.silhouette)),
    }),
    yaxis2: numberAxis('Inertia (squared distance)', {
      domain: [0, 0.42],
      ...room(rows.map((row) => row.inertia)),
    }),
  });
  return figure(
    {
      title: options.title ?? 'Evidence for the number of segments',
      caption: `Above: how much nearer customers sit to their own segment than to the next; higher is better. Below: what distance remains; it always falls, look for the bend. The star marks the recommended number${sweep.because === undefined ? `, ${recommended}.` : `: ${sweep.because}`}`,
      alternativeText: alternativeText(sweep, inertiaDigits),
      table: {
        kind: 'table',
        caption: 'Numbers of segments compared',
        columns: [
          { name: 'k', title: 'Segments', align: 'right' },
          { name: 'silhouette', title: 'Mean silhouette', align: 'right', format: { digits: 3 } },
          { name: 'inertia', title: 'Inertia', align: 'right', format: { digits: inertiaDigits } },
          {
            name: 'smallestShare',
            title: 'Smallest segment',
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
          { name: 'hits', title: 'Starts that found it', align: 'right' },
          { name: 'restarts', title: 'Starts', align: 'right' },
        ],
        rows: rows.map((row) => [
          row.k,
          row.silhouette,
          row.inertia,
          row.smallestShare,
          row.hits,
          row.restarts,
        ]),
        totalRows: rows.length,
      },
    },
    data,
    layout,
  );
}

/** At most five signs where the digits are not needed: "27.6k". */
function shortNumber(value: number, digits: number): string {
  return Math.abs(value) < 10_000
    ? formatNumber(value, { digits })
    : `${formatNumber(value / 1000, { digits: value < 100_000 ? 1 : 0 })}k`;
}

/** Where both neighbours lie higher, the number stands below, clear of the line. */
function isValley(values: readonly number[], i: number): boolean {
  const others = [values[i - 1], values[i + 1]].filter((value) => value !== undefined);
  return others.length > 0 && others.every((value) => value > values[i]);
}

/** Room above and below the line for its numbers. */
function room(values: readonly number[]): { range: [number, number] } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) || 1;
  return { range: [low - span * 0.3, high + span * 0.3] };
}

function alternativeText({ rows, recommended }: DrawableSweep, inertiaDigits: number): string {
  const silhouette = ({ k, silhouette }: SweepRow) => `${k}: ${formatNumber(silhouette, { digits: 3 })}`;
  const inertia = ({ k, inertia }: SweepRow) => `${k}: ${formatNumber(inertia, { digits: inertiaDigits })}`;
  const best = rows.reduce((a, b) => (b.silhouette > a.silhouette ? b : a));
  return [
    'Two line charts over the number of segments.',
    `Mean silhouette, from −1 to 1 without unit, by number of segments: ${rows.map(silhouette).join('; ')}.`,
    `Inertia, in squared distance, by number of segments: ${rows.map(inertia).join('; ')}.`,
    `Largest silhouette at ${best.k}; recommended: ${recommended}.`,
  ].join(' ');
}
