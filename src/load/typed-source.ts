import { InputError } from '../core/input-error.js';
import { checkKnown } from '../core/unknown-name.js';
import { filledSql } from '../engine/duckdb/parse-sql.js';
import { quoteName } from '../engine/duckdb/quote.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { jsonSql, parquetSql, type ReadableFile } from '../engine/duckdb/read-sql.js';
import type { Engine } from '../engine/engine.js';
import { jsonProblem } from './json-problem.js';
import { SAMPLE_ROWS, type SampleColumn, type Source } from './source.js';

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

  const read = () => engine.query(`SELECT * FROM ${relation} LIMIT ${SAMPLE_ROWS}`);
  const sample: readonly SampleColumn[] = await reading(read);
  if (sample.every(({ values }) => values.length === 0)) {
    throw new InputError(`${who}: "${file.path}" has no rows.`, { file: file.path });
  }
  const names = sample.map(({ name }) => name);

  return {
    name: file.path,
    columns: sample,
    untyped: false,
    sample: async () => sample,
    async load(table, wanted) {
      checkKnown(who, 'column', wanted, names);
      const columns = wanted.map((name, j) => {
        const { type } = sample[names.indexOf(name)];
        const value = type === 'text' ? filledSql(`CAST(${quoteName(name)} AS VARCHAR)`) : quoteName(name);
        return `${value} AS c${j + 1}`;
      });
      const sql = `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${relation}`;
      await reading(() => engine.run(sql));
      return [];
    },
    places: async (rows) => rows.map((row) => ({ text: `row ${row + 1}`, row: row + 1 })),
  };
}
