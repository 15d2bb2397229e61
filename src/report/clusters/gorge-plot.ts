import type { Segmentation } from '../../cluster/segmentation.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { shortName } from '../../display/plotly-text.js';
import { panelAxes, panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';

const BINS = 20;
/** Between these a customer is neither near nor far. */
const LOW = 0.2;
const HIGH = 0.8;

interface Gorge {
  readonly name: string;
  readonly color: string;
  /** Shares of all customers by bin: those of the segment and the others. */
  readonly own: readonly number[];
  readonly others: readonly number[];
  readonly low: number;
  readonly between: number;
  readonly high: number;
}

/**
 * For each segment, how similar all customers are to it. Where segments are apart there are many customers on the left
 * (far) and on the right (near) and a gorge between them.
 *
 * @param similarity - What `similarities` gives: one row a customer, one column a segment.
 * @throws {InputError} For other customers, another number of segments, and similarities outside 0 to 1.
 *
 * @example
 * gorgePlot(similarities(scaled, segmentation.centroids), segmentation);
 */
export function gorgePlot(
  similarity: Matrix,
  segmentation: Segmentation,
  options: { readonly title?: string } = {},
): Figure {
  const { labels, origin } = segmentation;
  const gorges = gorgesOf(similarity, segmentation);
  const most = Math.max(...gorges.flatMap(({ own, others }) => own.map((each, bin) => each + others[bin])));
  const bars = (shares: readonly number[], bases: readonly number[], color: string, panel: number) => ({
    type: 'bar',
    x: shares.map((_, bin) => (bin + 0.5) / BINS),
    y: shares.map((each) => each * 100),
    base: bases.map((each) => each * 100),
    width: 0.9 / BINS,
    marker: { color },
    ...panelAxes(panel),
    hoverinfo: 'x+y',
  });
  return figure(
    {
      title: options.title ?? 'How similar customers are to each segment',
      caption:
        'How to read this: one panel a segment, with all customers by their similarity to it, exp(−distance) as a share of the sum over all segments. In colour: the customers of the segment; gray: all others. Two hills with a gorge between them mean a segment that is apart; a hill in the middle means that many could as well belong to another. Above each panel: the share of customers between 0.2 and 0.8.',
      alternativeText: alternativeText(gorges),
      source: sourceLine(labels.length, origin),
      table: {
        kind: 'table',
        caption: 'All customers by their similarity to each segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          ...[
            ['low', `Far (below ${LOW})`],
            ['between', `Between (${LOW} to ${HIGH})`],
            ['high', `Near (above ${HIGH})`],
          ].map(([name, title]) => ({
            name,
            title,
            align: 'right' as const,
            format: { style: 'percent' as const, digits: 1 },
          })),
        ],
        rows: gorges.map(({ name, low, between, high }) => [name, low, between, high]),
        totalRows: gorges.length,
      },
    },
    gorges.flatMap(({ own, others, color }, s) => [
      bars(
        own,
        own.map(() => 0),
        color,
        s,
      ),
      bars(others, own, REST_COLOR, s),
    ]),
    panelGrid(
      gorges.map(({ name, between }, s) => ({
        title: [shortName(name), `${percent(between)} in between`],
        xaxis: numberAxis(s >= gorges.length - 2 ? 'Similarity (0 to 1)' : '', {
          range: [0, 1],
          tickvals: [0, 0.5, 1],
          tickmode: 'array',
          showgrid: false,
        }),
        yaxis: numberAxis(s % 2 === 0 ? 'Customers (%)' : '', { range: [0, most * 105], nticks: 4 }),
      })),
      110,
      { barmode: 'overlay' },
    ),
  );
}

function gorgesOf({ rows, columns, data }: Matrix, { labels, segments, origin }: Segmentation): Gorge[] {
  if (rows !== labels.length || columns !== segments.length) {
    throw new InputError(
      `gorgePlot: the similarities are of ${rows} customers to ${columns} segments, the segmentation has ${labels.length} and ${segments.length}. Give similarities(matrix, segmentation.centroids).`,
    );
  }
  if (rows === 0) throw new InputError('gorgePlot: there are no customers.');
  if (segments.length < 2) {
    throw new InputError('gorgePlot: there is one segment, to which all are alike similar. It needs two.');
  }
  if (data.some((value) => !(value >= 0 && value <= 1))) {
    throw new InputError('gorgePlot: similarities lie between 0 and 1. Give what similarities() returns.');
  }
  const styles = segmentStyles(segments, origin);
  return segments.map(({ name }, s) => {
    const own = new Array<number>(BINS).fill(0);
    const others = new Array<number>(BINS).fill(0);
    let [low, high] = [0, 0];
    for (let i = 0; i < rows; i++) {
      const value = data[i * columns + s];
      (labels[i] === s ? own : others)[Math.min(BINS - 1, Math.floor(value * BINS))]++;
      if (value < LOW) low++;
      else if (value > HIGH) high++;
    }
    const share = (count: number) => count / rows;
    return {
      name,
      color: styles[s].color,
      own: own.map(share),
      others: others.map(share),
      low: share(low),
      between: share(rows - low - high),
      high: share(high),
    };
  });
}

function alternativeText(gorges: readonly Gorge[]): string {
  const said = gorges.map(
    ({ name, low, between, high }) =>
      `${isolated(name)}: ${percent(low)} far, ${percent(between)} between, ${percent(high)} near`,
  );
  const widest = gorges.reduce((a, b) => (b.between > a.between ? b : a));
  return [
    `${gorges.length} bar charts, one a segment. Horizontal axis: similarity of a customer to the segment, from 0 to 1, no unit (far: below ${LOW}, near: above ${HIGH}). Vertical axis: customers in percent.`,
    `${said.join('; ')}.`,
    `Largest share between: ${isolated(widest.name)}.`,
  ].join(' ');
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 1 });
}
