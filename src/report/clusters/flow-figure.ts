import type { CrossTabulation } from '../../cluster/cross-tabulate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import { type FlowLink, flowDrawing } from './flow-drawing.js';

/** How two segmentations are drawn beside each other. */
export interface FlowFigureOptions {
  readonly title?: string;
  /** What the first segmentation is called, default "First". */
  readonly first?: string;
  /** What the second is called, default "Second". */
  readonly second?: string;
  /** Line below: how both were made, with their seeds; default the number of customers. */
  readonly source?: string;
}

/**
 * Where customers of one segmentation are in another one: bands between the segments of both, in the colours of the
 * first.
 *
 * @param comparison - What `compareSegmentations` or `crossTabulate` gives.
 * @throws {InputError} For a comparison without segments.
 *
 * @example
 * flowFigure(compareSegmentations(byRules, segmentation), { first: 'Rules', second: 'k-means' });
 */
export function flowFigure(
  comparison: Pick<CrossTabulation, 'table' | 'adjustedRand' | 'customers'>,
  options: FlowFigureOptions = {},
): Figure {
  const { table, adjustedRand, customers } = comparison;
  const { first = 'First', second = 'Second' } = options;
  const from = Array.from(table.array('segment') as ArrayLike<unknown>, String);
  const to = table.columnNames().filter((name) => name !== 'segment');
  if (from.length === 0 || to.length === 0)
    throw new InputError('flowFigure: the comparison has no segments.');
  const counts = to.map((name) => Array.from(table.array(name) as ArrayLike<number>, Number));
  const rowTotals = from.map((_, r) => counts.reduce((sum, column) => sum + column[r], 0));
  const columnTotals = counts.map((column) => column.reduce((sum, count) => sum + count, 0));
  const colors = (names: readonly string[]) =>
    segmentStyles(names.map((name) => ({ name }))).map(({ color }) => color);
  const [own, others] = [colors(from), colors(to)];
  const links = to.flatMap((_, c) =>
    from.map(
      (_, r): FlowLink => ({ column: 0, from: r, to: c, customers: counts[c][r], color: faint(own[r]) }),
    ),
  );
  const pixels = Math.max(220, 54 * Math.max(from.length, to.length));
  const named = (names: readonly string[], sizes: readonly number[], inks: readonly string[]) =>
    names.map((name, i) => ({
      name: `${name}, ${percent(sizes[i] / customers)}`,
      size: sizes[i],
      color: inks[i],
      sign: '',
    }));
  const { data, axes } = flowDrawing(
    [named(from, rowTotals, own), named(to, columnTotals, others)],
    links,
    pixels,
    true,
  );
  return figure(
    {
      title: options.title ?? 'Where customers of one segmentation are in the other',
      caption: `How to read this: left the segments of one segmentation, right those of the other; a band is customers who are in both of its ends, as many as it is wide, in the colour of the left one. One band from each segment: the two say the same; many thin ones: they cut differently. Adjusted Rand index ${number(adjustedRand)} (1 the same, 0 no more alike than by chance).`,
      alternativeText: alternativeText({ from, to, counts, adjustedRand }),
      source: options.source ?? `${counted(customers, 'customer')} in both segmentations`,
      table: {
        kind: 'table',
        caption: 'Customers by their segments in both',
        columns: [
          { name: 'segment', title: first },
          ...to.map((name) => ({ name, align: 'right' as const })),
        ],
        rows: from.map((name, r) => [name, ...counts.map((column) => column[r])]),
        totalRows: from.length,
      },
    },
    data,
    chartLayout(pixels + 50, {
      barmode: 'overlay',
      xaxis: nameAxis([first, second], { range: [-0.05, 1.05] }, 10),
      yaxis: axes.yaxis,
      yaxis2: axes.yaxis2,
    }),
  );
}

/** A colour that lets others through. */
function faint(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r}, ${g}, ${b}, 0.45)`;
}

function alternativeText(parts: {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly adjustedRand: number;
}): string {
  const { from, to, counts, adjustedRand } = parts;
  const said = from.map((name, r) => {
    const own = to.flatMap((other, c) =>
      counts[c][r] === 0 ? [] : [`${formatNumber(counts[c][r])} in ${isolated(other)}`],
    );
    return `${isolated(name)}: ${own.join(', ') || 'no customers'}`;
  });
  const largest = Math.max(...counts.flat());
  return [
    'Flow chart of customers (number) from the segments of one segmentation, left, to those of another, right.',
    `${said.join('; ')}.`,
    `Largest band: ${counted(largest, 'customer')}. Adjusted Rand index, no unit: ${number(adjustedRand)}.`,
  ].join(' ');
}

function number(value: number): string {
  return formatNumber(value, { digits: 3 });
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 0 });
}
