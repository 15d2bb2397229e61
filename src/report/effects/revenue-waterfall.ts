import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { RevenueTree } from '../../measure/revenue/revenue-tree.js';
import type { RevenueTreeRow } from '../../measure/revenue/revenue-tree-row.js';
import { sourceLine } from '../source-line.js';
import { type ChangeBar, changeAxis, changeBars, shortMoney } from './change-bars.js';

/** What of a revenue tree is drawn. */
export interface WaterfallOptions {
  readonly title?: string;
  /** Key of a segment; default all customers. */
  readonly segment?: string;
  /** Bars for the parts of the change, the default, or for segments. */
  readonly of?: 'parts' | 'segments';
}

interface Step {
  readonly name: string;
  readonly change: number;
  /** What the factor was and is, in words. */
  readonly detail: string;
}

/**
 * The change of revenue as a waterfall: each part starts where the one before ended, and the last bar is the change.
 *
 * @throws {InputError} For a segment that is not there or too small to be shown.
 *
 * @example
 * const before = ['2025-01-01', '2025-06-30'] as const;
 * revenueWaterfall(await revenueTree({ orders, before, after: ['2025-07-01', '2025-12-31'] }));
 */
export function revenueWaterfall(tree: RevenueTree, options: WaterfallOptions = {}): Figure {
  const row = rowOf(tree, options.segment);
  const bySegment = options.of === 'segments';
  const unit = tree.currency ?? 'money';
  const steps = bySegment ? segmentSteps(tree) : partSteps(row);
  const number = (value: number, digits: number) => formatNumber(value, { digits });
  const money = (value: number) => `${value > 0 ? '+' : ''}${number(value, 2)}`;
  let at = 0;
  const bars = steps.map(({ name, change, detail }): ChangeBar => {
    const from = at;
    at += change;
    return {
      from,
      change,
      isTotal: false,
      text: shortMoney(change, number),
      hover: plotlyText(`${name}: ${money(change)} ${unit}${detail}`),
    };
  });
  const total = bySegment ? tree.all.change : row.change;
  const all = [
    ...bars,
    {
      from: 0,
      change: total,
      isTotal: true,
      text: shortMoney(total, number),
      hover: `Change: ${money(total)} ${unit}`,
    },
  ];
  const names = [...steps.map(({ name }) => name), 'Change'];
  const drawn = chartLayout(76 + 38 * all.length, {
    barmode: 'overlay',
    xaxis: changeAxis(
      `Change of revenue (${unit})`,
      all.flatMap(({ from, change }) => [from, from + change]),
    ),
    yaxis: nameAxis(names),
  });
  const who = options.segment === undefined ? '' : `, ${isolated(row.name)}`;
  return figure(
    {
      title: options.title ?? `Where the change of revenue comes from${who}`,
      caption:
        `${tree.before} against ${tree.after}: ${number(row.before.revenue, 2)} and ${number(row.after.revenue, 2)} ${unit}. Each bar starts where the one above ends; hatched bars are losses; together they are the change. ${tree.flags.join(' ')}`.trim(),
      alternativeText: `Waterfall of lying bars. Horizontal axis: change of revenue in ${unit}. ${steps.map(({ name, change }) => `${isolated(name)}: ${money(change)}`).join('; ')}. Together: ${money(total)}.`,
      source:
        tree.origin === undefined
          ? `${counted(row.before.customers, 'customer')} before, ${formatNumber(row.after.customers)} after`
          : sourceLine(tree.all.after.customers, tree.origin),
      table: {
        kind: 'table',
        caption: 'Parts of the change',
        columns: [
          { name: 'part', title: bySegment ? 'Segment' : 'Part' },
          { name: 'before', title: 'Before', align: 'right', format: { digits: 2 } },
          { name: 'after', title: 'After', align: 'right', format: { digits: 2 } },
          { name: 'change', title: 'Change of revenue', align: 'right', unit, format: { digits: 2 } },
        ],
        rows: [...tableRows(tree, row, bySegment), ['Change', null, null, total]],
        totalRows: steps.length + 1,
      },
    },
    steps.length === 0 ? [] : changeBars(all),
    steps.length === 0 ? emptyLayout('No segment is large enough to show.') : drawn,
  );
}

function rowOf(tree: RevenueTree, key: string | undefined): RevenueTreeRow {
  if (key === undefined) return tree.all;
  const row = tree.segments.find((segment) => segment.key === key);
  if (row === undefined) {
    throw new InputError(
      `revenueWaterfall: there is no segment "${key}". There are ${tree.segments.map(({ key }) => key).join(', ') || 'none'}.`,
    );
  }
  if (row.masked) {
    throw new InputError(
      `revenueWaterfall: segment "${key}" has fewer than ${tree.minimum} customers and is not shown.`,
    );
  }
  return row;
}

function partSteps({ parts }: RevenueTreeRow): Step[] {
  const level = (value: number | undefined) => (value === undefined ? 'none' : formatNumber(value));
  return parts.map(({ name, change, before, after }) => ({
    name,
    change,
    detail: ` (from ${level(before)} to ${level(after)})`,
  }));
}

/** Segments that are shown; what is left of the change is one step, so that nobody can be told from it. */
function segmentSteps(tree: RevenueTree): Step[] {
  const shown = tree.segments.filter(({ masked }) => !masked);
  const cents = (value: number) => Math.round(value * 100);
  const rest = cents(tree.all.change) - shown.reduce((sum, { change }) => sum + cents(change), 0);
  return [
    ...shown.map(({ name, change }) => ({ name, change, detail: '' })),
    ...(rest === 0 || shown.length === 0
      ? []
      : [{ name: 'All others, and rows without customer', change: rest / 100, detail: '' }]),
  ];
}

function tableRows(tree: RevenueTree, row: RevenueTreeRow, bySegment: boolean): TableCell[][] {
  if (!bySegment) {
    return row.parts.map(({ name, before, after, change }) => [name, before ?? null, after ?? null, change]);
  }
  const levels = new Map(tree.segments.map((each) => [each.name, each]));
  return segmentSteps(tree).map(({ name, change }) => {
    const own = levels.get(name);
    return [name, own?.before.revenue ?? null, own?.after.revenue ?? null, change];
  });
}
