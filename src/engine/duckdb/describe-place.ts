import type { Engine } from '../engine.js';
import type { TablePlace } from '../engine-table.js';
import type { ColumnTypes } from '../plan/type-of.js';
import { valueTypeOf } from './column-types.js';
import { sniffSql } from './table-place-sql.js';

/** The columns of a table where it is; those of text files as their first rows say. */
export async function describePlace(engine: Engine, place: TablePlace): Promise<ColumnTypes> {
  const from =
    place.kind === 'csv'
      ? sniffSql(place)
      : await engine.open({ kind: 'engine table', name: '', columns: new Map(), place });
  const [names, types] = await engine.query(`DESCRIBE SELECT * FROM ${from}`);
  return new Map(names.values.map((name, i) => [name as string, valueTypeOf(types.values[i] as string)]));
}

/** The tables and views of a database, as `schema.name`. */
export async function tablesOf(engine: Engine, path: string): Promise<string[]> {
  const place = { kind: 'duckdb', path, table: '' } as const;
  const name = (await engine.open({ kind: 'engine table', name: path, columns: new Map(), place })).split(
    '.',
  )[0];
  const [tables] = await engine.query(
    `SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_catalog = $1 ORDER BY 1`,
    [name.slice(1, -1)],
  );
  return tables.values as string[];
}
