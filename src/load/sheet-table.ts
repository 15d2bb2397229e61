import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';

/** Rows of a sheet as a table, and where they are. */
export interface SheetTable {
  readonly table: Table;
  /** Row of the sheet, counted from 1, of each row of the table. */
  readonly rows: readonly number[];
  readonly sheet: string;
}

/** A table from the cells of a sheet: names from the first row that has values, rows without any left out. */
export function sheetTable(
  who: string,
  path: string,
  cells: readonly (readonly unknown[])[],
  { sheet, header }: { readonly sheet: string; readonly header: boolean },
): SheetTable {
  const filled = cells.flatMap((row, i) => (row.some(isFilled) ? [{ row, place: i + 1 }] : []));
  const [first, ...below] = filled;
  const body = header ? below : filled;
  if (first === undefined || body.length === 0) {
    throw new InputError(`${who}: sheet "${sheet}" of "${path}" has no rows.`, { file: path });
  }
  const width = Math.max(...filled.map(({ row }) => row.length));
  const columns: Record<string, unknown[]> = {};
  for (let j = 0; j < width; j++) {
    const values = body.map(({ row }) => (isFilled(row[j]) ? row[j] : null));
    const title = header && isFilled(first.row[j]) ? String(first.row[j]).trim() : undefined;
    if (title === undefined && values.every((value) => value === null)) continue;
    columns[freeName(title ?? `column${j + 1}`, columns)] = values;
  }
  return {
    table: tableOf(columns as never) as unknown as Table,
    rows: body.map(({ place }) => place),
    sheet,
  };
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === '');
}

/** A name that comes again gets its number. */
function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, name)) return name;
  let again = 2;
  while (Object.hasOwn(taken, `${name} (${again})`)) again++;
  return `${name} (${again})`;
}
