import type { ColumnInfo } from '../core/column.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import type { TableCell, TableColumn } from '../display/bundle.js';
import { columnFormat, columnUnit } from '../display/column-format.js';
import { columnLabel } from '../display/column-label.js';
import { type ShownTable, showTableContent } from '../display/shown-table.js';
import { mean } from '../stats/mean.js';
import { quantile } from '../stats/quantile.js';

/** What is summed up. */
export interface SummaryTableOptions<Row extends object> {
  /** Number columns, default all that hold numbers and are not ids, protected or consent. */
  readonly columns?: readonly (keyof Row & string)[];
  readonly caption?: string;
}

const STATISTICS = [
  ['mean', 'Mean'],
  ['least', 'Least'],
  ['lowerQuartile', 'Lower quartile'],
  ['median', 'Median'],
  ['upperQuartile', 'Upper quartile'],
  ['most', 'Most'],
] as const;

/**
 * How the numbers of a table are spread: a row for each number column with unit, mean, least, quartiles, median and
 * most. A column says how many values are missing (empty, `NaN`), where any are.
 *
 * @throws {InputError} For an unknown column, and a named one with a value that is no finite number, with its row.
 *
 * O(rows x log rows) a column.
 *
 * @example
 * summaryTable(customers, { columns: ['recencyDays', 'frequency', 'monetary'], caption: 'Customers' });
 */
export function summaryTable<Row extends object>(
  table: Table<Row>,
  options: SummaryTableOptions<Row> = {},
): ShownTable {
  const anyTable = table as unknown as Table;
  checkColumns('summaryTable', anyTable, options.columns ?? []);
  const names = options.columns ?? anyTable.columnNames().filter((name) => isSummed(anyTable, name));
  const features = names.map((name) => summary(name, infoOf(anyTable, name), anyTable.array(name)));
  const withUnit = features.some(({ unit }) => unit !== null);
  const withMissing = features.some(({ missing }) => missing > 0);
  const columns: TableColumn[] = [
    { name: 'feature', title: 'Feature' },
    ...(withUnit ? [{ name: 'unit', title: 'Unit' }] : []),
    ...STATISTICS.map(([name, title]) => ({ name, title, align: 'right' as const })),
    ...(withMissing ? [{ name: 'missing', title: 'Missing', align: 'right' as const }] : []),
  ];
  return showTableContent({
    kind: 'table',
    ...(options.caption === undefined ? {} : { caption: options.caption }),
    columns,
    rows: features.map(({ label, unit, values, missing }): TableCell[] => [
      label,
      ...(withUnit ? [unit] : []),
      ...values,
      ...(withMissing ? [missing] : []),
    ]),
    totalRows: features.length,
  });
}

interface Summary {
  readonly label: string;
  readonly unit: string | null;
  /** In the order of `STATISTICS`. */
  readonly values: readonly TableCell[];
  readonly missing: number;
}

function summary(name: string, info: ColumnInfo, cells: readonly unknown[]): Summary {
  const known: number[] = [];
  cells.forEach((cell, row) => {
    if (isMissing(cell)) return;
    const value = typeof cell === 'bigint' ? Number(cell) : cell;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
      throw new InputError(
        `summaryTable: row ${row + 1}, column "${name}" is ${shown}, not a finite number. Leave the column out.`,
        { column: name },
      );
    }
    known.push(value);
  });
  const sorted = Float64Array.from(known).sort();
  const format = columnFormat(name, info);
  const print = (value: number) => formatNumber(value, format);
  const statistics = () => [
    mean(sorted),
    sorted[0],
    ...[0.25, 0.5, 0.75].map((share) => quantile(sorted, share)),
    sorted[sorted.length - 1],
  ];
  return {
    label: columnLabel(name, info),
    unit: columnUnit(info) ?? null,
    values: sorted.length === 0 ? STATISTICS.map(() => null) : statistics().map(print),
    missing: cells.length - sorted.length,
  };
}

function infoOf(table: Table, name: string): ColumnInfo {
  return table.info?.[name] ?? {}; // a table of Arquero itself has no info
}

function isSummed(table: Table, name: string): boolean {
  const { role } = infoOf(table, name);
  if (role === 'id' || role === 'protected' || role === 'consent') return false;
  const known = table.array(name).filter((cell) => !isMissing(cell));
  return known.length > 0 && known.every((cell) => typeof cell === 'number' || typeof cell === 'bigint');
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell) || cell === '';
}
