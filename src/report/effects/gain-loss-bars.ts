import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, LEGEND_ABOVE, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { CustomerMove, GainLoss, GainLossRow } from '../../measure/revenue/gain-loss.js';
import { sourceLine } from '../source-line.js';
import { changeAxis, shortMoney } from './change-bars.js';

const ROW_HEIGHT = 46;

const STYLES: Readonly<Record<CustomerMove, { color: string; shape: string }>> = {
  new: { color: '#0078c0', shape: '' },
  reactivated: { color: '#3ca860', shape: 'x' },
  growing: { color: '#307848', shape: '.' },
  steady: { color: '#808080', shape: '' },
  shrinking: { color: '#d87800', shape: '/' },
  lapsed: { color: '#b4480c', shape: '' },
  'returns only': { color: '#845484', shape: '\\' },
};

/**
 * Revenue won and lost by segment: to the right of 0 what new, reactivated and growing customers brought more, to the left what
 * shrinking and lapsed ones brought less; the number is what is left of both. Without segments there is one row for all;
 * small segments are left out, and moves of fewer customers than the minimum are drawn as one, or not at all where they are too few
 * together.
 *
 * @example
 * const before = ['2025-01-01', '2025-06-30'] as const;
 * gainLossBars(await gainLoss({ orders, before, after: ['2025-07-01', '2025-12-31'], segmentation }));
 */
export function gainLossBars(result: GainLoss, options: { readonly title?: string } = {}): Figure {
  const unit = result.currency ?? 'money';
  const rows = (result.segments.length > 0 ? result.segments : [result.all]).filter(({ masked }) => !masked);
  const pieces = rows.flatMap((row, r) => piecesOf(row, r, result.minimum));
  const number = (value: number, digits: number) => formatNumber(value, { digits });
  const money = (value: number) => `${value > 0 ? '+' : ''}${number(value, 2)}`;
  const kinds = [...new Set(pieces.map(({ move }) => move))];
  const data = kinds.map((move) => {
    const own = pieces.filter((piece) => piece.move === move);
    const { color, shape } = styleOf(move);
    return {
      type: 'bar',
      orientation: 'h',
      name: move,
      y: own.map(({ row }) => row),
      base: own.map(({ from }) => from),
      x: own.map(({ change }) => change),
      width: 0.6,
      marker: { color, pattern: { shape, size: 6, solidity: 0.4 } },
      hovertext: own.map(({ row, change, customers }) =>
        plotlyText(`${rows[row].name}, ${move}: ${money(change)} ${unit}${customers}`),
      ),
      hoverinfo: 'text',
    };
  });
  const ends = pieces.flatMap(({ from, change }) => [from, from + change]);
  const right = rows.map((_, r) =>
    Math.max(
      0,
      ...pieces.filter(({ row }) => row === r).map(({ from, change }) => Math.max(from, from + change)),
    ),
  );
  const net = {
    type: 'scatter',
    mode: 'text',
    x: right,
    y: rows.map((_, r) => r),
    text: rows.map(({ change }) => ` ${shortMoney(change, number)}`),
    textposition: 'middle right',
    textfont: { size: 11 },
    cliponaxis: false,
    hoverinfo: 'skip',
    showlegend: false,
  };
  const drawn = chartLayout(130 + ROW_HEIGHT * rows.length, {
    barmode: 'overlay',
    xaxis: changeAxis(`Change of revenue (${unit})`, ends),
    yaxis: nameAxis(rows.map(({ name }) => name)),
    showlegend: true,
    legend: LEGEND_ABOVE,
  });
  const few = result.segments.some(({ masked }) => masked)
    ? ` Segments of fewer than ${result.minimum} customers are left out.`
    : '';
  return figure(
    {
      title: options.title ?? 'Revenue won and lost',
      caption:
        `${result.before} against ${result.after}. Right of 0: brought more; left: brought less; the number is the sum. Rows without customer are not in it, and no bar is of fewer than ${result.minimum} customers.${few} ${result.flags.join(' ')}`.trim(),
      alternativeText: alternativeText(rows, unit, money),
      source:
        result.origin === undefined
          ? counted(result.all.customers, 'customer')
          : sourceLine(result.all.customers, result.origin),
      table: {
        kind: 'table',
        caption: 'Change of revenue by what customers did',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'move', title: 'Customers are' },
          { name: 'change', title: 'Change', align: 'right', unit, format: { digits: 2 } },
        ],
        rows: pieces.map(({ row, move, change }): TableCell[] => [rows[row].name, move, change]),
        totalRows: pieces.length,
      },
    },
    pieces.length === 0 ? [] : [...data, net],
    pieces.length === 0 ? emptyLayout('No segment is large enough to show.') : drawn,
  );
}

interface Piece {
  readonly row: number;
  readonly move: string;
  readonly from: number;
  readonly change: number;
  readonly customers: string;
}

/** Bars of a row, gains to the right and losses to the left of 0. */
function piecesOf({ moves }: GainLossRow, row: number, minimum: number): Piece[] {
  const large = moves.filter(({ customers }) => customers >= minimum);
  const small = moves.filter(({ customers }) => customers > 0 && customers < minimum);
  const others = small.reduce((sum, { change }) => sum + change, 0);
  const enough = small.reduce((sum, { customers }) => sum + customers, 0) >= minimum;
  const told = [
    ...large.map(({ move, change, customers }) => ({
      move: move as string,
      change,
      customers: `, ${counted(customers, 'customer')}`,
    })),
    ...(enough ? [{ move: 'others', change: others, customers: '' }] : []),
  ].filter(({ change }) => change !== 0);
  let [plus, minus] = [0, 0];
  return told.map(({ move, change, customers }) => {
    const from = change > 0 ? plus : minus;
    if (change > 0) plus += change;
    else minus += change;
    return { row, move, from, change, customers };
  });
}

function styleOf(move: string): { color: string; shape: string } {
  return move in STYLES ? STYLES[move as CustomerMove] : { color: '#808080', shape: '+' };
}

function alternativeText(
  rows: readonly GainLossRow[],
  unit: string,
  money: (value: number) => string,
): string {
  if (rows.length === 0) return 'Bar chart without bars: no segment is large enough to show.';
  const least = rows.reduce((a, b) => (b.change < a.change ? b : a));
  return [
    `Bars to both sides of 0, a row for each segment; horizontal axis: change of revenue in ${unit}.`,
    `${rows.map(({ name, change }) => `${isolated(name)}: ${money(change)}`).join('; ')}.`,
    `Least: ${isolated(least.name)}.`,
  ].join(' ');
}
