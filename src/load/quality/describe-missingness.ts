import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { type Table, tableOf } from '../../core/table.js';
import { type ShownTable, shownTable } from '../../display/shown-table.js';
import type { MissingColumn, MissingGroup } from './missingness.js';

const COLUMN_INFO = {
  column: { title: 'Column' },
  rows: { title: 'Rows' },
  missing: { title: 'Missing' },
  share: { title: 'Share missing', unit: 'share' },
} as const;
const GROUP_NAMES = [
  'column',
  'group',
  'rows',
  'missing',
  'share',
  'elsewhere',
  'difference',
  'low',
  'high',
  'standsOut',
] as const;
const GROUP_INFO = { elsewhere: { title: 'Elsewhere', unit: 'share' }, group: { title: 'Group' } } as const;

function columnsOf<Row extends object, Name extends keyof Row>(rows: readonly Row[], names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as unknown as {
    [K in keyof Row]: Row[K][];
  };
}

/** Gaps by column as a table. */
export function missingColumns(columns: readonly MissingColumn[]): Table<MissingColumn> {
  return tableOf<MissingColumn>(columnsOf(columns, ['column', 'rows', 'missing', 'share']), COLUMN_INFO);
}

/** Gaps by column and group as a table. */
export function missingGroups(groups: readonly MissingGroup[]): Table<MissingGroup> {
  return tableOf<MissingGroup>(columnsOf(groups, GROUP_NAMES), { ...COLUMN_INFO, ...GROUP_INFO });
}

/** A group in which a column is missing more or less often than elsewhere. */
export function missingFinding({ column, group, share, elsewhere, rows }: MissingGroup, by: string): Finding {
  const percent = (part: number) => formatNumber(part, { style: 'percent' });
  return {
    key: 'P4',
    severity: 'warning',
    sentence: `"${column}" is missing for ${percent(share)} of ${by} ${group} and for ${percent(elsewhere)} elsewhere.`,
    evidence: { column, group, rows, share, elsewhere },
    wayOut:
      'Ask why, keep an indicator of the gap when imputing, and do not drop these rows without saying so.',
  };
}

/** Columns with gaps, and the groups that stand out. */
export function shownGaps(
  columns: readonly MissingColumn[],
  groups: readonly MissingGroup[],
  by: string | undefined,
): ShownTable {
  const withGaps = columns.filter(({ missing }) => missing > 0);
  const word = ({ group, share }: MissingGroup) => `${group} (${formatNumber(share, { style: 'percent' })})`;
  const table = tableOf(
    {
      ...columnsOf(withGaps, ['column', 'rows', 'missing', 'share']),
      ...(by === undefined
        ? {}
        : {
            groups: withGaps.map(({ column }) =>
              groups
                .filter((each) => each.column === column && each.standsOut)
                .map(word)
                .join(', '),
            ),
          }),
    } as Record<string, unknown[]>,
    { ...COLUMN_INFO, ...(by === undefined ? {} : { groups: { title: `Other than elsewhere, by ${by}` } }) },
  );
  return shownTable(table, {
    caption: 'What is missing',
    note: `${columns.length - withGaps.length} of ${columns.length} columns have no gap`,
    rows: Math.max(1, withGaps.length),
  });
}
