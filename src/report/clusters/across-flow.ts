import type { AcrossSegment, StabilityAcross } from '../../cluster/doubt/stability-across.js';
import type { Segment } from '../../cluster/segmentation.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, nameAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { sourceLine } from '../source-line.js';
import { type FlowLink, flowDrawing } from './flow-drawing.js';

const DRAWN = 400;
/** Bands of segments that come from everywhere, and of those that come whole. */
const FAINT = 0.12;
const STRONG = 0.75;

/**
 * Segments as there are more and more of them: which stay, which split, which are mixed from several. The width of a band
 * is its share of customers, its strength the square of the stability (SLSa) of the segment that it leads to, as in the R
 * package flexclust.
 *
 * @param across - What `stabilityAcross` gives.
 * @throws {InputError} For one without steps.
 *
 * @example
 * acrossFlow(stabilityAcross(sweep.rows.map((row) => row.segmentation)));
 */
export function acrossFlow(across: StabilityAcross, options: { readonly title?: string } = {}): Figure {
  const { segmentations, steps } = across;
  if (steps.length === 0)
    throw new InputError('acrossFlow: there are no steps. Give what stabilityAcross returns.');
  const orders = untangled(across);
  const columns = orders.map((order, column) =>
    order.map((s) => {
      const { key, name, size } = segmentations[column].segments[s];
      return { name, size, color: colorOf(key), sign: key.replace(/^s/, '') };
    }),
  );
  const links = steps.flatMap(({ after }, column) =>
    after.flatMap(({ from, entropy = 1 }, s) =>
      from.map(
        (customers, b): FlowLink => ({
          column,
          from: orders[column].indexOf(b),
          to: orders[column + 1].indexOf(s),
          customers,
          color: `rgba(0, 120, 192, ${(FAINT + (STRONG - FAINT) * (1 - entropy) ** 2).toFixed(2)})`,
        }),
      ),
    ),
  );
  const { data, axes } = flowDrawing(columns, links, DRAWN, false);
  const { labels, origin } = segmentations[0];
  const rows = steps.flatMap(({ before, after }) =>
    after.map((segment): TableCell[] => {
      const { name, size, stability, from } = segment;
      const most = largestSource(segment);
      return [
        after.length,
        name,
        size,
        stability ?? 'not measured',
        most === undefined ? 'none' : before[most].name,
        most === undefined ? null : from[most] / total(from),
      ];
    }),
  );
  return figure(
    {
      title: options.title ?? 'What becomes of segments as there are more of them',
      caption:
        'How to read this: from left to right there are more segments. A band is customers, as many as it is wide, on their way to the next solution; it is strong where the segment that it leads to comes whole from one segment, and faint where that is mixed from several. A segment that runs through as one strong band is there whatever the number; a number in a box is the segment, the same from left to right.',
      alternativeText: alternativeText(across),
      source: sourceLine(labels.length, origin),
      table: {
        kind: 'table',
        caption: 'Stability of segments across solutions (SLSa)',
        columns: [
          { name: 'k', title: 'Segments', align: 'right' },
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'stability', title: 'SLSa (1 comes whole)', align: 'right', format: { digits: 3 } },
          { name: 'from', title: 'Comes mostly from' },
          {
            name: 'share',
            title: 'Share from there',
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
        ],
        rows,
        totalRows: rows.length,
      },
    },
    data,
    chartLayout(DRAWN + 60, {
      barmode: 'overlay',
      xaxis: {
        ...nameAxis(
          segmentations.map(({ segments }) => String(segments.length)),
          { range: [-0.12, segmentations.length - 0.88] },
        ),
        title: { text: 'Segments (k)', standoff: 8 },
      },
      yaxis: { ...axes.yaxis, title: { text: 'Customers (height: share)', standoff: 8 } },
      yaxis2: axes.yaxis2,
    }),
  );
}

/** Positions of segments from the top down: those of the first by size, then each beside where its customers come from. */
function untangled({ segmentations, steps }: StabilityAcross): number[][] {
  const orders = [segmentations[0].segments.map((_, s) => s)];
  for (const [i, { after }] of steps.entries()) {
    const places = new Map(orders[i].map((s, place) => [s, place]));
    const middle = ({ from }: AcrossSegment) =>
      from.reduce((sum, customers, b) => sum + customers * places.get(b)!, 0) / (total(from) || 1);
    const middles = after.map(middle);
    orders.push(after.map((_, s) => s).sort((a, b) => middles[a] - middles[b] || a - b));
  }
  return orders;
}

function colorOf(key: Segment['key']): string {
  const number = Number(/^s(\d+)$/.exec(key)?.[1] ?? 1);
  return SEGMENT_COLORS[(Math.max(1, number) - 1) % SEGMENT_COLORS.length];
}

function largestSource({ from }: AcrossSegment): number | undefined {
  return total(from) === 0 ? undefined : from.reduce((best, each, b) => (each > from[best] ? b : best), 0);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function alternativeText({ steps }: StabilityAcross): string {
  const said = steps.map(({ before, after }) => {
    const each = after.map((segment) => {
      const most = largestSource(segment);
      const { name, stability, from } = segment;
      return most === undefined
        ? `${isolated(name)} not measured`
        : `${isolated(name)} ${formatNumber(stability!, { digits: 3 })}, ${formatNumber(from[most] / total(from), { style: 'percent', digits: 1 })} from ${isolated(before[most].name)}`;
    });
    return `From ${before.length} to ${after.length}: ${each.join('; ')}.`;
  });
  return [
    'Flow chart. Columns: solutions by number of segments; bands: customers on their way from one solution to the next, in width as their share. Stability across solutions (SLSa), 0 to 1, no unit, and the largest source of each segment:',
    ...said,
  ].join(' ');
}
