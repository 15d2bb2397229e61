import { InputError } from '../core/input-error.js';
import type { Reading } from './readings.js';
import type { LoadedRows } from './source.js';

/** How a reading went on all rows. */
export interface TriedReading extends Reading {
  /** Filled rows that fit. */
  readonly count: number;
  /** First filled row that does not, counted from 0. */
  readonly misfit?: number;
}

/** How the readings of a column went. */
export interface Trial {
  /** Rows that are filled. */
  readonly filled: number;
  readonly tried: readonly TriedReading[];
  /** The reading that fits most rows; the first of them. */
  readonly best: TriedReading | undefined;
  /** The readings that fit all rows. */
  readonly fits: readonly TriedReading[];
}

/**
 * Tries readings on all rows of a loaded column.
 *
 * @param text - SQL for the text of the column, NULL where it is not filled.
 */
export async function tryReadings(
  { engine, table }: LoadedRows,
  text: string,
  readings: readonly Reading[],
): Promise<Trial> {
  const read = readings.map(({ test, sql }, i) => `, CASE WHEN ${test} THEN ${sql} END AS v${i}`).join('');
  const counts = readings.map(
    (_, i) => `, count(v${i}), min(place) FILTER (filled IS NOT NULL AND v${i} IS NULL)`,
  );
  const answer = await engine.query(
    `SELECT count(filled)${counts.join('')} FROM (SELECT rowid AS place, ${text} AS filled${read} FROM ${table})`,
  );
  const [filled, ...results] = answer.map(({ values }) => values[0] as number | null);
  const tried = readings.map((reading, i): TriedReading => {
    const misfit = results[2 * i + 1];
    return { ...reading, count: results[2 * i] ?? 0, ...(misfit === null ? {} : { misfit }) };
  });
  return {
    filled: filled ?? 0,
    tried,
    best: [...tried].sort((a, b) => b.count - a.count)[0],
    fits: tried.filter(({ count }) => count === filled),
  };
}

/** The error for the first value of a column that does not fit a reading. */
export async function misfitError(
  { who, engine, source, table }: LoadedRows,
  column: string,
  text: string,
  reading: TriedReading,
  filled: number,
  wayOut: string,
): Promise<InputError> {
  const { count, fitting, misfit = 0 } = reading;
  const [{ values }] = await engine.query(`SELECT ${text} FROM ${table} WHERE rowid = $1`, [misfit]);
  const [{ text: place, line }] = await source.places([misfit]);
  const others = filled - count - 1;
  const more =
    others === 0 ? '' : await otherMisfits({ engine, source, table }, misfitSql(text, reading), others);
  return new InputError(
    `${who}: "${source.name}", ${place}, column "${column}": ${shorten(String(values[0]))} is not ${fitting}.${more} ${wayOut}`,
    { file: source.name, column, ...(line === undefined ? {} : { line }) },
  );
}

/** SQL that is true of the rows whose text does not fit a reading. */
export function misfitSql(text: string, { test, sql }: Pick<Reading, 'test' | 'sql'>): string {
  return `(${text}) IS NOT NULL AND (CASE WHEN ${test} THEN ${sql} END) IS NULL`;
}

/** Places that an error lists besides the first. */
const MOST_LISTED = 20;

/** The other rows that do not fit, in words. */
async function otherMisfits(
  { engine, source, table }: Pick<LoadedRows, 'engine' | 'source' | 'table'>,
  condition: string,
  others: number,
): Promise<string> {
  const [{ values }] = await engine.query(
    `SELECT rowid FROM ${table} WHERE ${condition} ORDER BY rowid LIMIT ${MOST_LISTED} OFFSET 1`,
  );
  const places = await source.places(values as number[]);
  const rest = others - places.length;
  const list = places.map(({ text }) => text).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return ` So ${others === 1 ? 'is one more row' : `are ${others} more rows`}: ${list}.`;
}

/** Whether readings that fit all rows read some row differently. */
export async function readingsDiffer(
  { engine, table }: LoadedRows,
  readings: readonly Reading[],
): Promise<boolean> {
  const [first, ...others] = readings;
  const differ = others.map(({ sql }) => `(${sql}) IS DISTINCT FROM (${first.sql})`);
  if (differ.length === 0) return false;
  const [{ values }] = await engine.query(
    `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${differ.join(' OR ')} LIMIT 1)`,
  );
  return values[0] !== 0;
}

/** A cell's text in a message, on one line and not too long. */
function shorten(text: string): string {
  const line = JSON.stringify(text);
  return line.length <= 60 ? line : `${line.slice(0, 57)}…"`;
}
