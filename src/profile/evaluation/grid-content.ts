import type { ColumnRole } from '../../core/column.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { isolated } from '../../display/isolated.js';
import type { NeedsValueGrid } from './needs-value-grid.js';

const MOST_ROWS = 20;
const MOST_NAMES = 3;

type Grid = Omit<NeedsValueGrid, symbol | 'because'>;

/** Who comes first, how many are in the best cell, and who is left out. */
export function gridVerdict({ what, need, value, cells, ranked, leftOut }: Grid): string {
  const sentences: string[] = [];
  if (ranked.length === 0) sentences.push(`No ${what} has a place in the grid.`);
  else {
    const best = cells.find(
      ({ needLevel, valueLevel }) =>
        needLevel === need.levels.length - 1 && valueLevel === value.levels.length - 1,
    )!;
    const percent = formatNumber(best.share, { style: 'percent', digits: 0 });
    const first = ranked.slice(0, MOST_NAMES).map(({ name }) => isolated(name));
    sentences.push(
      `Highest in both, need and value: ${formatNumber(best.count)} of ${counted(ranked.length, what)} (${percent}).`,
      `First to turn to: ${first.join(', ')}.`,
    );
  }
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  for (const reason of reasons) {
    const count = leftOut.filter((one) => one.reason === reason).length;
    sentences.push(`Left out: ${counted(count, what)}, ${reason}.`);
  }
  return sentences.join(' ');
}

/** The first ranks as a table. */
export function gridContent(grid: Grid & { readonly because: string }, role?: ColumnRole): TableContent {
  const { need, value, ranked, because, what } = grid;
  const axis = (name: 'need' | 'value', title: string) => {
    const { unit, ...format } = grid[name].format;
    const isNumber = ranked.some((one) => typeof one[name] === 'number');
    return {
      name,
      title,
      ...(isNumber ? { align: 'right' as const, format } : {}),
      ...(unit === undefined ? {} : { unit }),
    };
  };
  const rows = ranked
    .slice(0, MOST_ROWS)
    .map(({ rank, name, need: needs, value: worth, reason }): TableCell[] => [
      rank,
      name,
      needs,
      worth,
      reason.text,
    ]);
  return {
    kind: 'table',
    caption: `Needs and value: which ${what}s first`,
    columns: [
      { name: 'rank', title: 'Rank', align: 'right' },
      { name: 'name', title: what[0].toUpperCase() + what.slice(1), ...(role === undefined ? {} : { role }) },
      axis('need', `Need: ${need.title}`),
      axis('value', `Value: ${value.title}`),
      { name: 'reason', title: 'Why' },
    ],
    rows,
    totalRows: ranked.length,
    note: `${because} Ranked by level of both, then by value, then by need.`,
  };
}
