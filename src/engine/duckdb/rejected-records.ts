import type { Engine } from '../engine.js';
import type { ReadFailure } from './read-failure.js';

/** Options of `read_csv` that skip records that cannot be read, without a word. */
export const SKIPPING = ', ignore_errors = true';
/** The same, and they are listed: `rejectedRecords` gives the list. */
export const REJECTING =
  ", store_rejects = true, rejects_limit = 0, rejects_table = 'rejected_records', rejects_scan = 'rejecting_scans'";

/** A record that was left out because it has more or fewer values than there are columns. */
export interface RaggedRecord {
  /** Line as DuckDB counts: a record of several lines as one. */
  readonly engineLine: number;
  /** Values it has. */
  readonly found: number;
  readonly text: string;
}

/** What was left out of a text that was read with `REJECTING`. */
export interface RejectedRecords {
  readonly ragged: readonly RaggedRecord[];
  /** The first record that is broken in another way. */
  readonly failure?: ReadFailure;
}

const KINDS: Readonly<Record<string, ReadFailure['kind']>> = {
  'UNQUOTED VALUE': 'quotes',
  'INVALID ENCODING': 'encoding',
  'LINE SIZE OVER MAXIMUM': 'line too long',
};

/** Forgets the records that were left out before. */
export async function forgetRejected(engine: Engine): Promise<void> {
  await engine.run('DROP TABLE IF EXISTS rejected_records; DROP TABLE IF EXISTS rejecting_scans');
}

/** The records that were left out, by line. */
export async function rejectedRecords(engine: Engine): Promise<RejectedRecords> {
  const wrongWidth = "('MISSING COLUMNS', 'TOO MANY COLUMNS')";
  const [lines, kinds, words] = await engine.query(
    `SELECT line, CAST(error_type AS VARCHAR), error_message FROM rejected_records
     WHERE CAST(error_type AS VARCHAR) NOT IN ${wrongWidth} ORDER BY line LIMIT 1`,
  );
  // A record that lacks three values is listed three times, as is one that has three too many.
  const [places, fewest, most, short, texts] = await engine.query(
    `SELECT line, min(found), max(found), bool_or(kind = 'MISSING COLUMNS'), any_value(text) FROM (
       SELECT line, CAST(error_type AS VARCHAR) AS kind, csv_line AS text,
         CAST(regexp_extract(error_message, 'Found: ([0-9]+)', 1) AS BIGINT) AS found
       FROM rejected_records WHERE CAST(error_type AS VARCHAR) IN ${wrongWidth})
     GROUP BY line ORDER BY line`,
  );
  const ragged = (places.values as number[]).map((engineLine, i) => ({
    engineLine,
    found: (short.values[i] === true ? fewest : most).values[i] as number,
    text: String(texts.values[i] ?? '').trim(),
  }));
  if (lines.values.length === 0) return { ragged };
  const kind = KINDS[kinds.values[0] as string] ?? 'other';
  return { ragged, failure: { kind, line: lines.values[0] as number, words: String(words.values[0]) } };
}
