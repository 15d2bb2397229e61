import type { Segmentation } from '../../cluster/segmentation.js';
import type { Silhouette } from '../../cluster/separation/silhouette.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import { quantile } from '../../stats/quantile.js';
import { sourceLine } from '../source-line.js';
import { LABEL_LINE, spreadLabels } from '../spread-labels.js';

/** More coefficients than this are drawn as quantiles of each segment, about so many in all. */
const MOST_DRAWN = 2000;
const QUANTILES = 1000;
/** Share of the height between two segments. */
const GAP = 0.03;
/** Pixels; the names beside it take up to 60. */
const SEGMENT_HEIGHT = 84;

interface Block {
  readonly name: string;
  readonly color: string;
  readonly customers: number;
  /** Coefficients, largest first. */
  readonly values: readonly number[];
  /** What is drawn of them. */
  readonly drawn: readonly number[];
  readonly mean: number;
  readonly below: number;
  /** From where to where it stands, in shares of all coefficients from the top. */
  readonly start: number;
  readonly end: number;
}

/**
 * Silhouette of each customer, sorted within segments. Above 2,000 coefficients each segment is drawn by quantiles; the
 * caption says so.
 *
 * @param fit - What `silhouette` gives for the labels of the segmentation.
 * @throws {InputError} For a silhouette of other customers.
 *
 * @example
 * silhouettePlot(await silhouette(scaled, segmentation.labels), segmentation);
 */
export function silhouettePlot(
  fit: Silhouette,
  segmentation: Segmentation,
  options: { readonly title?: string } = {},
): Figure {
  const { labels, segments, origin } = segmentation;
  const blocks = blocksOf(fit, segmentation);
  const count = fit.rows.length;
  const drawn = blocks.reduce((sum, block) => sum + block.drawn.length, 0);
  const thinned =
    drawn < count
      ? ` ${formatNumber(drawn)} quantiles stand for ${formatNumber(count)} customers, by segment in proportion to its size.`
      : '';
  const sampled = fit.exact ? '' : ` Measured on ${fit.method}.`;
  const lowest = Math.min(0, ...blocks.flatMap(({ drawn: values }) => values));
  const highest = Math.max(0.1, ...blocks.flatMap(({ drawn: values }) => values));
  const end = blocks.length === 0 ? 1 : blocks[blocks.length - 1].end;
  const labelled = blocks.map(label);
  const height = SEGMENT_HEIGHT * segments.length;
  const places = spreadLabels(
    blocks.map((block) => (block.start + block.end) / 2),
    labelled.map((text) => (text.split('<br>').length * LABEL_LINE * end) / height),
    end,
  );
  return figure(
    {
      title: options.title ?? 'How well each customer fits its segment',
      caption: `How to read this: a bar for each customer, sorted within its segment; right of 0 it is nearer to its own segment than to the next, left of 0 it would fit another one better. Wide, even blocks are good segments; a long tail left of 0 is a poor one. Beside each block: customers, mean, and share below 0. The dashed line is the mean of all, ${number(fit.mean)}.${thinned}${sampled}`,
      alternativeText: alternativeText(blocks, fit.mean),
      source: sourceLine(labels.length, origin),
      table: {
        kind: 'table',
        caption: 'Silhouette by segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'mean', title: 'Mean silhouette', align: 'right', format: { digits: 3 } },
          { name: 'below', title: 'Below 0', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'lowest', title: 'Lowest', align: 'right', format: { digits: 3 } },
          { name: 'highest', title: 'Highest', align: 'right', format: { digits: 3 } },
        ],
        rows: blocks.map(({ name, customers, mean, below, values }): TableCell[] => [
          name,
          customers,
          mean,
          below,
          values[values.length - 1],
          values[0],
        ]),
        totalRows: blocks.length,
      },
    },
    blocks.map((block) => ({
      type: 'scatter',
      mode: 'lines',
      name: plotlyText(shortName(block.name), 28),
      ...outline(block),
      fill: 'toself',
      fillcolor: block.color,
      line: { color: block.color, width: 0 },
      hoveron: 'fills',
      hoverinfo: 'name',
      hoverlabel: { namelength: -1 },
    })),
    chartLayout(60 + height, {
      xaxis: numberAxis('Silhouette (−1 to 1)', {
        range: [lowest * 1.05, highest * 1.05],
        zeroline: true,
        zerolinecolor: '#808080',
        zerolinewidth: 1.5,
        fixedrange: true,
      }),
      yaxis: {
        tickmode: 'array',
        tickvals: places,
        ticktext: labelled,
        range: [end, 0],
        automargin: true,
        showgrid: false,
        zeroline: false,
        fixedrange: true,
      },
      shapes: [
        {
          type: 'line',
          x0: fit.mean,
          x1: fit.mean,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { color: '#808080', width: 2, dash: 'dash' },
        },
      ],
    }),
  );
}

function blocksOf(fit: Silhouette, { labels, segments, origin }: Segmentation): Block[] {
  const all = fit.perSegment.reduce((sum, { size }) => sum + size, 0);
  if (all !== labels.length || fit.perSegment.some(({ label }) => segments[label] === undefined)) {
    throw new InputError(
      `silhouettePlot: the silhouette is of ${all} customers in ${fit.perSegment.length} segments, the segmentation has ${labels.length} in ${segments.length}. Give silhouette(matrix, segmentation.labels).`,
    );
  }
  const styles = segmentStyles(segments, origin);
  const count = fit.rows.length;
  const values: number[][] = segments.map(() => []);
  fit.rows.forEach((row, i) => {
    values[labels[row]].push(fit.coefficients[i]);
  });
  let start = 0;
  return fit.perSegment
    .toSorted((a, b) => a.label - b.label)
    .map(({ label: s, size, mean }): Block => {
      const own = values[s].sort((a, b) => b - a);
      if (own.length === 0) {
        throw new InputError(
          `silhouettePlot: no coefficient is of segment "${segments[s].name}". Give silhouette(matrix, segmentation.labels).`,
        );
      }
      const end = start + own.length / count;
      const block = {
        name: segments[s].name,
        color: styles[s].color,
        customers: size,
        values: own,
        drawn: thinned(own, count),
        mean,
        below: own.filter((value) => value < 0).length / own.length,
        start,
        end,
      };
      start = end + GAP;
      return block;
    });
}

function thinned(falling: readonly number[], count: number): readonly number[] {
  if (count <= MOST_DRAWN) return falling;
  const rising = falling.toReversed();
  const wanted = Math.max(2, Math.floor((QUANTILES * falling.length) / count));
  if (wanted >= falling.length) return falling;
  return Array.from({ length: wanted }, (_, i) => quantile(rising, 1 - i / (wanted - 1)));
}

/** From 0 out to the first, down along all of them, and back to 0. */
function outline({ drawn, start, end }: Block): { x: number[]; y: number[] } {
  const place = (i: number) => start + ((end - start) * (i + 0.5)) / drawn.length;
  return {
    x: [0, drawn[0], ...drawn, drawn[drawn.length - 1], 0],
    y: [start, start, ...drawn.map((_, i) => place(i)), end, end],
  };
}

function label({ name, customers, mean, below }: Block): string {
  return [
    plotlyText(shortName(name, 40), 18),
    `${formatNumber(customers)}, mean ${formatNumber(mean, { digits: 2 })}`,
    `${share(below)} below 0`,
  ].join('<br>');
}

function alternativeText(blocks: readonly Block[], mean: number): string {
  const said = blocks.map(
    ({ name, customers, mean: own, below, values }) =>
      `${isolated(name)}: ${formatNumber(customers)} customers, mean ${number(own)}, ${share(below)} below 0, from ${number(values[values.length - 1])} to ${number(values[0])}`,
  );
  return [
    'Bar chart of customers sorted within segments. Horizontal axis: silhouette, −1 to 1, no unit.',
    `${said.join('; ')}.`,
    `Mean of all: ${number(mean)}.`,
  ].join(' ');
}

function number(value: number): string {
  return formatNumber(value, { digits: 3 });
}

function share(value: number): string {
  return formatNumber(value, { style: 'percent', digits: 1 });
}
