import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import { gini } from '../../stats/gini.js';
import { type LorenzPoint, lorenzCurve } from '../../stats/lorenz-curve.js';
import { sourceLine } from '../source-line.js';

/** Points of the line that is drawn. */
const MOST_POINTS = 200;
/** Shares of customers in the table, those with most. */
const TOP = [0.01, 0.05, 0.1, 0.2, 0.5];

/** How a Lorenz curve is drawn. */
export interface LorenzPlotOptions {
  readonly title?: string;
  /** What the values are, default `revenue`. */
  readonly what?: string;
  /** Where the customers come from, for the source line. */
  readonly origin?: SegmentationOrigin;
  /** Fewest customers that are drawn, default 10. */
  readonly minimum?: number;
}

/**
 * Lorenz curve: what share of a total comes from the customers who bring least, and the Gini coefficient. Lines of more than 200
 * points are thinned evenly, so that a million customers take no more room.
 *
 * @param values - One a customer, 0 or more: for example the money of each.
 * @throws {InputError} For fewer customers than the minimum, a value that is not finite or below 0, and where all are 0.
 *
 * O(n log n).
 *
 * @example
 * lorenzPlot(customers.array('monetary') as number[], { what: 'money spent' });
 */
export function lorenzPlot(values: ArrayLike<number>, options: LorenzPlotOptions = {}): Figure {
  const { what = 'revenue', minimum = 10 } = options;
  const n = values.length;
  if (n < minimum) {
    throw new InputError(`lorenzPlot: ${counted(n, 'customer')}; fewer than ${minimum} are not drawn.`);
  }
  const curve = lorenzCurve(values);
  const inequality = gini(values);
  const last = curve.length - 1;
  const count = Math.min(MOST_POINTS, last);
  const drawn = Array.from({ length: count + 1 }, (_, i) => curve[Math.round((i * last) / count)]);
  const isThinned = count < last;
  const tops = TOP.filter((share) => share * n >= 1).map((share) => ({
    share,
    brings: topShare(curve, share),
  }));
  const fifth = topShare(curve, 0.2);
  const capital = `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`;
  const hundred = (share: number) => Number((share * 100).toFixed(4));
  const title = `The fifth who bring most: ${percent(fifth)} of ${what}`;
  return figure(
    {
      title: options.title ?? title,
      caption: `How to read this: customers from the one who brings least to the one who brings most, and the share of ${what} that they bring together. On the dashed line all bring the same; the further below it, the more unequal. Gini coefficient ${formatNumber(inequality, { digits: 2 })} (0 equal, 1 one brings all).${isThinned ? ` The line has ${count} steps of ${counted(n, 'customer')}.` : ''}`,
      alternativeText: `Line chart. Horizontal axis: share of customers in percent, from 0 to 100, those who bring least first. Vertical axis: share of ${what} in percent, from 0 to 100. ${tops.map(({ share, brings }) => `The ${percent(share)} who bring most: ${percent(brings)}`).join('; ')}. Gini coefficient: ${formatNumber(inequality, { digits: 2 })}.`,
      source: options.origin === undefined ? counted(n, 'customer') : sourceLine(n, options.origin),
      table: {
        kind: 'table',
        caption: `Customers who bring most, and their share of ${what}`,
        columns: [
          {
            name: 'customers',
            title: 'Customers who bring most',
            align: 'right',
            format: { style: 'percent', digits: 0 },
          },
          {
            name: 'share',
            title: `Share of ${what}`,
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
        ],
        rows: tops.map(({ share, brings }) => [share, brings]),
        totalRows: tops.length,
      },
    },
    [
      {
        type: 'scatter',
        mode: 'lines',
        x: [0, 100],
        y: [0, 100],
        line: { color: '#808080', width: 1.5, dash: 'dash' },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: drawn.map(({ customerShare }) => hundred(customerShare)),
        y: drawn.map(({ valueShare }) => hundred(valueShare)),
        line: { color: SEGMENT_COLORS[0], width: 3 },
        hoverinfo: 'x+y',
      },
      {
        type: 'scatter',
        mode: 'markers+text',
        x: [80],
        y: [hundred(1 - fifth)],
        marker: { color: SEGMENT_COLORS[0], size: 9 },
        text: [plotlyText(`The last fifth brings ${percent(fifth)}`, 14)],
        textposition: 'middle left',
        hoverinfo: 'skip',
      },
    ],
    chartLayout(380, {
      xaxis: numberAxis('Customers, those who bring least first (%)', { range: [0, 100], fixedrange: true }),
      yaxis: numberAxis(`${capital} (%)`, { range: [0, 100], fixedrange: true }),
    }),
  );
}

/** Share of the total that the top share of customers has; within a customer by parts. */
function topShare(curve: readonly LorenzPoint[], share: number): number {
  const at = (1 - share) * (curve.length - 1);
  const below = Math.min(curve.length - 2, Math.floor(at + 1e-9));
  const [from, to] = [curve[below].valueShare, curve[below + 1].valueShare];
  return 1 - (from + (to - from) * Math.max(0, at - below));
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 0 });
}
