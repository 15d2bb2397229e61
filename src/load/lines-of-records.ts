import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ReadableFile, TextLayout } from '../engine/duckdb/read-sql.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The lines of the file on which records begin. A record may take several lines, and empty lines are no
 * records, so counting needs a walk over the file; it ends at the last record asked for.
 *
 * @param rows - Records counted from 0, the header left out.
 * @returns Lines counted from 1, in the order of `rows`.
 */
export async function linesOfRecords(
  file: ReadableFile,
  layout: TextLayout,
  rows: readonly number[],
): Promise<number[]> {
  const wanted = new Map(rows.map((row) => [row + (layout.header ? 1 : 0), 0]));
  const last = Math.max(...wanted.keys());
  const blanks = layout.separator === 'blanks';
  const separator = blanks ? -1 : layout.separator.charCodeAt(0);
  const skipsEmptyLines = blanks || layout.names.length > 1;
  let line = 1;
  let record = -1;
  let inRecord = false;
  let inQuotes = false;
  let atValueStart = true;
  let quotedValue = false;
  let before = 0;
  let position = 0;

  const begin = () => {
    inRecord = true;
    record++;
    if (wanted.has(record)) wanted.set(record, line);
  };
  const packed = createReadStream(file.path);
  const stream = file.compression === 'gzip' ? packed.pipe(createGunzip()) : packed;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        if (position < 3 && byte === BYTE_ORDER_MARK[position++]) continue;
        position = 3;
        const ends = byte === LINE_FEED || byte === RETURN;
        const secondOfPair = byte === LINE_FEED && before === RETURN;
        if (inQuotes) {
          if (byte === QUOTE) inQuotes = false;
        } else if (ends) {
          if (!secondOfPair && !inRecord && !skipsEmptyLines) begin();
          inRecord = false;
          atValueStart = true;
          quotedValue = false;
        } else if (!(blanks && (byte === 0x20 || byte === 0x09) && !inRecord)) {
          if (!inRecord) begin();
          // A doubled quote closes and opens again, which comes to the same.
          inQuotes = byte === QUOTE && !blanks && (atValueStart || (quotedValue && before === QUOTE));
          quotedValue = inQuotes || (quotedValue && !atValueStart);
          atValueStart = byte === separator;
        }
        if (ends && !secondOfPair) {
          if (!inQuotes && record >= last)
            return rows.map((row) => wanted.get(row + Number(layout.header)) ?? 0);
          line++;
        }
        before = byte;
      }
    }
  } finally {
    packed.destroy();
  }
  return rows.map((row) => wanted.get(row + Number(layout.header)) ?? 0);
}
