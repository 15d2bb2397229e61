import { checkKnown } from '../core/unknown-name.js';
import { filledSql } from '../engine/duckdb/parse-sql.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { type ReadableFile, type TextLayout, textRecordsSql } from '../engine/duckdb/read-sql.js';
import { forgetRejected, REJECTING, rejectedRecords, SKIPPING } from '../engine/duckdb/rejected-records.js';
import type { Engine } from '../engine/engine.js';
import { explainFailure } from './explain-failure.js';
import { type LeftOutRecord, type OnBadRows, SAMPLE_ROWS, type Source } from './source.js';
import { lineOfEngineLine, linesOfRecords, recordsOfEngineLines } from './walk-records.js';

/** The signal that a text mixes line ends, which the engine refuses: it has to be rewritten first. */
export class MixedLineEnds extends Error {}

const asReason = (reason: unknown) => ({ reason });

/**
 * A text file of known layout as a source; all its values are text.
 *
 * @param path - The file as the caller named it; `file` may be a copy of it.
 * @param scan - What `scanText` finds wrong with the file.
 */
export function textSource(
  who: string,
  engine: Engine,
  path: string,
  file: ReadableFile,
  layout: TextLayout,
  scan: Promise<unknown>,
  onBadRows: OnBadRows = 'error',
): Source {
  const leaveOut = onBadRows === 'leave out';
  const blanks = layout.separator === 'blanks';
  const width = layout.names.length;
  const relation = textRecordsSql(file, layout);
  /** Records that were left out, counted from 0 as rows are, ascending. */
  let gone: readonly number[] = [];

  async function places(rows: readonly number[]) {
    const records = rows.map((row) => recordOf(row, gone));
    const lines = rows.length === 0 ? [] : await linesOfRecords(file, layout, records);
    return records.map((record, i) => ({ text: `line ${lines[i]}`, line: lines[i], row: record + 1 }));
  }

  async function reading<Result>(read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      const failure = readFailure(error);
      if (failure === undefined) throw error;
      if (failure.kind === 'line ends') throw new MixedLineEnds();
      const problem = failure.kind === 'line too long' ? await scan : undefined;
      if (problem !== undefined) throw problem;
      if (failure.line === undefined) throw explainFailure(who, path, failure);
      const line = await lineOfEngineLine(file, layout, failure.line);
      throw explainFailure(who, path, { ...failure, line });
    }
  }

  async function checkWidths(table: string): Promise<void> {
    const [row, fields] = await engine.query(
      `SELECT rowid AS row, fields FROM ${table} WHERE fields <> ${width} ORDER BY rowid LIMIT 1`,
    );
    if (row.values.length === 0) return;
    const [{ line }] = await places([row.values[0] as number]);
    const found = fields.values[0] as number;
    throw explainFailure(who, path, { kind: 'ragged', line, expected: width, found, words: '' });
  }

  /** The records of other widths, taken out of a table of blank-separated ones. */
  async function takeOutRagged(table: string): Promise<LeftOutRecord[]> {
    const [rows, found, texts] = await engine.query(
      `SELECT rowid, fields, line FROM ${table} WHERE fields <> ${width} ORDER BY rowid`,
    );
    const all = await places(rows.values as number[]);
    gone = rows.values as number[];
    if (gone.length > 0) {
      await engine.run(
        `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM ${table} WHERE fields = ${width} ORDER BY rowid`,
      );
    }
    return all.map((place, i) => ({
      place,
      text: String(texts.values[i]).trim(),
      found: found.values[i] as number,
      expected: width,
    }));
  }

  async function readRejected(): Promise<LeftOutRecord[]> {
    const { ragged, failure } = await rejectedRecords(engine);
    if (failure?.line !== undefined) {
      const line = await lineOfEngineLine(file, layout, failure.line);
      throw explainFailure(who, path, { ...failure, line });
    }
    const starts = await recordsOfEngineLines(
      file,
      layout,
      ragged.map(({ engineLine }) => engineLine),
    );
    gone = starts.map(({ record }) => record - Number(layout.header));
    return starts.map(({ line }, i) => ({
      text: ragged[i].text,
      found: ragged[i].found,
      expected: width,
      place: { text: `line ${line}`, line, row: gone[i] + 1 },
    }));
  }

  return {
    name: path,
    columns: layout.names.map((name) => ({ name, type: 'text' })),
    untyped: true,
    async sample() {
      const names = layout.names.map((_, j) => `c${j + 1}`).join(', ');
      const from = leaveOut ? textRecordsSql(file, layout, SKIPPING) : relation;
      const usual = leaveOut && blanks ? `WHERE fields = ${width}` : '';
      const columns = await reading(() =>
        engine.query(`SELECT ${names} FROM ${from} ${usual} LIMIT ${SAMPLE_ROWS}`),
      );
      return columns.map((column, j) => ({ ...column, name: layout.names[j] }));
    },
    async load(table, names) {
      checkKnown(who, 'column', names, layout.names);
      const columns = names.map(
        (name, j) => `${filledSql(`c${layout.names.indexOf(name) + 1}`)} AS c${j + 1}`,
      );
      if (blanks) columns.push('fields', 'line');
      gone = [];
      if (leaveOut) await forgetRejected(engine);
      const from = leaveOut ? textRecordsSql(file, layout, REJECTING) : relation;
      const loading = reading(() =>
        engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${columns.join(', ')} FROM ${from}`),
      );
      // Both are waited for: an engine that is closed under a running query leaves it waiting for ever.
      const [loaded, problem] = await Promise.all([
        loading.then(() => undefined, asReason),
        scan.catch((reason: unknown) => reason),
      ]);
      if (problem !== undefined) throw problem;
      if (loaded !== undefined) throw loaded.reason;
      if (leaveOut) return blanks ? takeOutRagged(table) : readRejected();
      if (blanks) await checkWidths(table);
      return [];
    },
    places,
  };
}

/** The record of a row, where some records before it may be left out. */
function recordOf(row: number, gone: readonly number[]): number {
  let record = row;
  for (const each of gone) {
    if (each > record) break;
    record++;
  }
  return record;
}
