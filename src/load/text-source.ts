import { checkNames } from '../core/unknown-name.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { type ReadableFile, type TextLayout, textRecordsSql } from '../engine/duckdb/read-sql.js';
import type { Engine } from '../engine/engine.js';
import { explainFailure } from './explain-failure.js';
import { linesOfRecords } from './lines-of-records.js';
import type { Source } from './source.js';

/** The signal that a text mixes line ends, which the engine refuses: it has to be rewritten first. */
export class MixedLineEnds extends Error {}

/**
 * A text file of known layout as a source; all its values are text.
 *
 * @param path - The file as the caller named it; `file` may be a copy of it.
 */
export function textSource(
  who: string,
  engine: Engine,
  path: string,
  file: ReadableFile,
  layout: TextLayout,
): Source {
  const relation = textRecordsSql(file, layout);
  const blanks = layout.separator === 'blanks';

  async function places(rows: readonly number[]) {
    const lines = rows.length === 0 ? [] : await linesOfRecords(file, layout, rows);
    return rows.map((row, i) => ({ text: `line ${lines[i]}`, line: lines[i], row: row + 1 }));
  }

  async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      const failure = readFailure(error);
      if (failure === undefined) throw error;
      if (failure.kind === 'line ends') throw new MixedLineEnds();
      throw explainFailure(who, path, failure);
    }
  }

  async function checkWidths(table: string): Promise<void> {
    const width = layout.names.length;
    const [row, fields] = await engine.query(
      `SELECT rowid AS row, fields FROM ${table} WHERE fields <> ${width} ORDER BY rowid LIMIT 1`,
    );
    if (row.values.length === 0) return;
    const [{ line }] = await places([row.values[0] as number]);
    const found = fields.values[0] as number;
    throw explainFailure(who, path, { kind: 'ragged', line, expected: width, found, words: '' });
  }

  return {
    name: path,
    columns: layout.names.map((name) => ({ name, type: 'text' })),
    untyped: true,
    async sample(rows) {
      const names = layout.names.map((_, j) => `c${j + 1}`).join(', ');
      const columns = await reading(() => engine.query(`SELECT ${names} FROM ${relation} LIMIT ${rows}`));
      return columns.map((column, j) => ({ ...column, name: layout.names[j] }));
    },
    async load(table, names) {
      checkNames(who, 'column', names, layout.names);
      const columns = names.map((name, j) => `c${layout.names.indexOf(name) + 1} AS c${j + 1}`);
      if (blanks) columns.push('fields');
      await reading(() =>
        engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${relation}`),
      );
      if (blanks) await checkWidths(table);
    },
    places,
  };
}
