import { InputError } from '../core/input-error.js';
import { checkKnown } from '../core/unknown-name.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { jsonSql, numberedColumnsSql, parquetSql, type ReadableFile } from '../engine/duckdb/read-sql.js';
import type { Engine, EngineColumn } from '../engine/engine.js';
import { jsonProblem } from './json-problem.js';
import type { Source } from './source.js';

/** A Parquet or JSON file as a source: its columns have types already. */
export async function typedSource(
  who: string,
  engine: Engine,
  file: ReadableFile,
  kind: 'json' | 'parquet',
): Promise<Source> {
  const relation = kind === 'json' ? jsonSql(file) : parquetSql(file);

  async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      const failure = readFailure(error);
      if (failure === undefined) throw error;
      if (kind === 'json') throw await jsonProblem(who, file, failure.words);
      throw new InputError(`${who}: "${file.path}" is no Parquet file that can be read, or it is damaged.`, {
        file: file.path,
      });
    }
  }

  const head = await reading(() => engine.query(`SELECT * FROM ${relation} LIMIT 1`));
  if (head.length === 0 || head[0].values.length === 0) {
    throw new InputError(`${who}: "${file.path}" has no rows.`, { file: file.path });
  }
  const names = head.map(({ name }) => name);
  const numbered = numberedColumnsSql(relation, names);
  const named = (columns: readonly EngineColumn[]) =>
    columns.map((column, j) => ({ ...column, name: names[j] }));

  return {
    name: file.path,
    columns: named(head),
    untyped: false,
    sample: async (rows) =>
      named(await reading(() => engine.query(`SELECT * FROM ${numbered} LIMIT ${rows}`))),
    async load(table, wanted) {
      checkKnown(who, 'column', wanted, names);
      const columns = wanted.map((name, j) => `c${names.indexOf(name) + 1} AS c${j + 1}`);
      await reading(() =>
        engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${numbered}`),
      );
    },
    places: async (rows) => rows.map((row) => ({ text: `row ${row + 1}`, row: row + 1 })),
  };
}
