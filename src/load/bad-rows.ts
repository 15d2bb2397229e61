import type { TypedColumn } from './column-type.js';
import type { LeftOutRecord, LoadedRows } from './source.js';

/** A value that is not of the type stated for its column, or a record that has not a value for each column. */
export interface BadRow {
  /** Row, counted from 1. */
  readonly row: number;
  /** Where it is, for people: `line 12`. */
  readonly place: string;
  /** Empty for a record of another number of values than there are columns. */
  readonly column: string;
  /** The value, or the text of the record. */
  readonly value: string;
  /** What was needed, for example `a number`, or `3 values, not 2`. */
  readonly needed: string;
}

/** All values that are not of the type of their column, by column, then row. */
export async function badRows(
  { engine, source, table }: LoadedRows,
  columns: readonly TypedColumn[],
): Promise<BadRow[]> {
  const found: BadRow[] = [];
  for (const { name, misfit } of columns) {
    if (misfit === undefined) continue;
    const [ids, values] = await engine.query(
      `SELECT rowid, ${misfit.text} FROM ${table} WHERE ${misfit.sql} ORDER BY rowid`,
    );
    const places = await source.places(ids.values as number[]);
    for (const [i, { text, row }] of places.entries()) {
      found.push({ row, place: text, column: name, value: String(values.values[i]), needed: misfit.fitting });
    }
  }
  return found;
}

/** Records that a source left out, as bad rows. */
export function raggedRows(records: readonly LeftOutRecord[]): BadRow[] {
  return records.map(({ place, text, found, expected }) => ({
    row: place.row,
    place: place.text,
    column: '',
    value: text,
    needed: `${expected} ${expected === 1 ? 'value' : 'values'}, not ${found}`,
  }));
}
