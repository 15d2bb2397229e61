import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ReadableFile, TextLayout } from '../engine/duckdb/read-sql.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Where a record begins. */
export interface RecordStart {
  /** Record, counted from 0, the header among them. */
  readonly record: number;
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** Line as DuckDB counts: from 1, a record of several lines as one. */
  readonly engineLine: number;
}

/**
 * Walks over the records of a text file until `visit` has seen enough. A record may take several lines, and
 * empty lines are no records unless there is one column.
 *
 * @param visit - Called where a record begins; returns whether to go on.
 */
export async function walkRecords(
  file: ReadableFile,
  layout: TextLayout,
  visit: (start: RecordStart) => boolean,
): Promise<void> {
  const packed = createReadStream(file.path);
  const stream = file.compression === 'gzip' ? packed.pipe(createGunzip()) : packed;
  const walker = new RecordWalker(layout);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) if (!walker.walk(chunk, visit)) return;
  } finally {
    packed.destroy();
  }
}

/**
 * The lines of the file on which records begin.
 *
 * @param rows - Records counted from 0, the header left out.
 * @returns Lines counted from 1, in the order of `rows`.
 */
export async function linesOfRecords(
  file: ReadableFile,
  layout: TextLayout,
  rows: readonly number[],
): Promise<number[]> {
  const records = rows.map((row) => row + Number(layout.header));
  const lines = new Map<number, number>();
  const last = Math.max(...records);
  const wanted = new Set(records);
  await walkRecords(file, layout, ({ record, line }) => {
    if (wanted.has(record)) lines.set(record, line);
    return record < last;
  });
  return records.map((record) => lines.get(record) ?? 0);
}

/** Where the records begin that are on the lines that DuckDB counts so; lines in ascending order. */
export async function recordsOfEngineLines(
  file: ReadableFile,
  layout: TextLayout,
  engineLines: readonly number[],
): Promise<RecordStart[]> {
  const found: RecordStart[] = [];
  if (engineLines.length === 0) return found;
  await walkRecords(file, layout, (start) => {
    if (start.engineLine === engineLines[found.length]) found.push(start);
    return found.length < engineLines.length;
  });
  return found;
}

/** The line of the file that DuckDB counts as `engineLine`. */
export async function lineOfEngineLine(
  file: ReadableFile,
  layout: TextLayout,
  engineLine: number,
): Promise<number> {
  let found = engineLine;
  await walkRecords(file, layout, (start) => {
    if (start.engineLine >= engineLine) found = start.line;
    return start.engineLine < engineLine;
  });
  return found;
}

/** The state of a walk between two chunks of a file. */
class RecordWalker {
  readonly #blanks: boolean;
  readonly #separator: number;
  readonly #skipsEmptyLines: boolean;
  #line = 1;
  #engineLine = 1;
  #record = -1;
  #position = 0;
  #before = 0;
  #inRecord = false;
  #inQuotes = false;
  #quotedValue = false;
  #atValueStart = true;

  constructor({ separator, names }: TextLayout) {
    this.#blanks = separator === 'blanks';
    this.#separator = this.#blanks ? -1 : separator.charCodeAt(0);
    this.#skipsEmptyLines = this.#blanks || names.length > 1;
  }

  walk(chunk: Buffer, visit: (start: RecordStart) => boolean): boolean {
    for (const byte of chunk) {
      if (this.#position < 3 && byte === BYTE_ORDER_MARK[this.#position++]) continue;
      this.#position = 3;
      const ends = byte === LINE_FEED || byte === RETURN;
      const secondOfPair = byte === LINE_FEED && this.#before === RETURN;
      const blank = this.#blanks && (byte === 0x20 || byte === 0x09);
      const begins = !this.#inRecord && (ends ? !secondOfPair && !this.#skipsEmptyLines : !blank);
      if (begins) {
        this.#record++;
        const start = { record: this.#record, line: this.#line, engineLine: this.#engineLine };
        if (!visit(start)) return false;
        this.#inRecord = true;
      }
      if (ends) this.#endLine(secondOfPair);
      else if (this.#inQuotes) this.#inQuotes = byte !== QUOTE;
      else this.#readPlain(byte);
      this.#before = byte;
    }
    return true;
  }

  #endLine(secondOfPair: boolean): void {
    if (!secondOfPair) this.#line++;
    if (this.#inQuotes) return;
    if (!secondOfPair) this.#engineLine++;
    this.#inRecord = false;
    this.#quotedValue = false;
    this.#atValueStart = true;
  }

  #readPlain(byte: number): void {
    // A doubled quote closes and opens again, which comes to the same.
    const opens = this.#atValueStart || (this.#quotedValue && this.#before === QUOTE);
    this.#inQuotes = byte === QUOTE && !this.#blanks && opens;
    this.#quotedValue = this.#inQuotes || (this.#quotedValue && !this.#atValueStart);
    this.#atValueStart = byte === this.#separator;
  }
}
