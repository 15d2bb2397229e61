import type { Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { filledSql } from '../engine/duckdb/parse-sql.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { type ReadableFile, type TextLayout, textRecordsSql } from '../engine/duckdb/read-sql.js';
import type { Engine } from '../engine/engine.js';
import { explainFailure } from './explain-failure.js';
import { asInputError } from './file-start.js';
import { packedDamage } from './packed-damage.js';
import { SAMPLE_ROWS, type Source } from './source.js';
import { lineOfEngineLine, linesOfRecords } from './walk-records.js';

/** The signal that a text mixes line ends, which the engine refuses: it has to be rewritten first. */
export class MixedLineEnds extends Error {}

const asReason = (reason: unknown) => ({ reason });

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
  task: Task,
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
      if (failure.line === undefined) throw explainFailure(who, path, failure);
      const line = await lineOfEngineLine(file, layout, failure.line);
      throw explainFailure(who, path, { ...failure, line });
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
    async sample() {
      const names = layout.names.map((_, j) => `c${j + 1}`).join(', ');
      const columns = await reading(() =>
        engine.query(`SELECT ${names} FROM ${relation} LIMIT ${SAMPLE_ROWS}`),
      );
      return columns.map((column, j) => ({ ...column, name: layout.names[j] }));
    },
    async load(table, names) {
      checkKnown(who, 'column', names, layout.names);
      const columns = names.map(
        (name, j) => `${filledSql(`c${layout.names.indexOf(name) + 1}`)} AS c${j + 1}`,
      );
      if (blanks) columns.push('fields');
      const damage = packedDamage(file, task.signal);
      const loading = reading(() =>
        engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${relation}`),
      );
      const [loaded, damaged] = await Promise.all([loading.then(() => undefined, asReason), damage]);
      task.signal.throwIfAborted();
      if (damaged !== undefined) throw asInputError(who, path, damaged);
      if (loaded !== undefined) throw loaded.reason;
      if (blanks) await checkWidths(table);
    },
    places,
  };
}
