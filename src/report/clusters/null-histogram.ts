import type { NullReference } from '../../cluster/doubt/null-reference.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';

/** How null scores are drawn. */
export interface NullHistogramOptions {
  /** Default: the question and its p-value. */
  readonly title?: string;
  /** What the score is, with its unit; default "Mean silhouette (−1 to 1)", the score of `nullReference` by default. */
  readonly score?: string;
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * The real score among those of customers without structure.
 *
 * @param reference - What `nullReference` gives.
 * @throws {InputError} For a reference without permutations.
 *
 * @example
 * nullHistogram(await nullReference(scaled, { k: [3, 4], seed: 1, permutations: 19 }));
 */
export function nullHistogram(reference: NullReference, options: NullHistogramOptions = {}): Figure {
  const { score, nulls, p, permutations, customers, seed } = reference;
  if (nulls.length === 0) throw new InputError('nullHistogram: the reference has no permutations.');
  const { score: axis = 'Mean silhouette (−1 to 1)' } = options;
  const bins = binsOf(nulls);
  const most = Math.max(...bins.map(({ count }) => count));
  const [low, high] = [Math.min(score, nulls[0]), Math.max(score, nulls[nulls.length - 1])];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const isRight = score > (low + high) / 2;
  return figure(
    {
      title:
        options.title ??
        `Your customers against customers without structure: p = ${formatNumber(p, { digits: 3 })}`,
      caption: `How to read this: the bars are the scores of ${counted(permutations, 'set')} of customers whose columns were shuffled, so that they have no structure; the line is the score of the real ones. Right of all bars: there is structure. Among the bars: the segments cut a cloud, they are made rather than found.`,
      alternativeText: alternativeText(reference, axis),
      source: `${counted(customers, 'customer')}, ${counted(permutations, 'permutation')}, seed ${seed}`,
      table: {
        kind: 'table',
        caption: 'Scores of shuffled customers',
        columns: [
          { name: 'from', title: 'From', align: 'right', format: { digits: 4 } },
          { name: 'to', title: 'To', align: 'right', format: { digits: 4 } },
          { name: 'sets', title: 'Sets', align: 'right' },
        ],
        rows: bins.map(({ from, to, count }) => [from, to, count]),
        totalRows: bins.length,
        note: `Real score: ${number(score)}.`,
      },
    },
    [
      {
        type: 'bar',
        x: bins.map(({ from, to }) => (from + to) / 2),
        y: bins.map(({ count }) => count),
        width: bins.map(({ from, to }) => (to - from) * 0.94),
        marker: { color: REST_COLOR },
        hoverinfo: 'x+y',
      },
      {
        type: 'scatter',
        mode: 'lines+text',
        x: [score, score],
        y: [0, most * 1.1],
        line: { color: SEGMENT_COLORS[1], width: 3 },
        text: [
          '',
          `\u00a0${plotlyText(`your customers: ${number(score)}`, 16).replaceAll('<br>', '\u00a0<br>\u00a0')}\u00a0`,
        ],
        textposition: isRight ? 'middle left' : 'middle right',
        cliponaxis: false,
        hoverinfo: 'x',
      },
    ],
    chartLayout(340, {
      xaxis: numberAxis(axis, { range: [low - room, high + room] }),
      yaxis: numberAxis('Sets (number)', { range: [0, most * 1.2], nticks: 6 }),
      bargap: 0,
    }),
  );
}

/** As many bins as the square root of the number of scores, 5 to 20; one where all scores are the same. */
function binsOf(sorted: Float64Array): Bin[] {
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (!(high > low)) {
    const half = Math.abs(low) * 0.01 || 0.01;
    return [{ from: low - half, to: low + half, count: sorted.length }];
  }
  const bins = Math.max(5, Math.min(20, Math.ceil(Math.sqrt(sorted.length))));
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++;
  }
  const edge = (i: number) => low + ((high - low) * i) / bins;
  return counts.map((count, i) => ({ from: edge(i), to: edge(i + 1), count }));
}

function alternativeText({ score, nulls, p, permutations }: NullReference, axis: string): string {
  return [
    `Bar chart. Horizontal axis: ${axis}. Vertical axis: number of shuffled sets, without unit.`,
    `${counted(permutations, 'shuffled set')} from ${number(nulls[0])} to ${number(nulls[nulls.length - 1])}.`,
    `Line at the real score, ${number(score)}; p = ${number(p)}.`,
  ].join(' ');
}

function number(value: number): string {
  return formatNumber(value, { digits: 3 });
}
