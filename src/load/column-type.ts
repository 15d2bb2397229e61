import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { missingSql } from '../engine/duckdb/parse-sql.js';
import { quoteText } from '../engine/duckdb/quote.js';
import type { EngineType } from '../engine/engine.js';
import { ISO_DATE, ISO_INSTANT } from './date-format.js';
import { dateReadings, numberReadings, type Reading } from './readings.js';
import type { LoadedColumn, LoadedRows, OnBadRows } from './source.js';
import { misfitError, misfitSql, readingsDiffer, type Trial, tryReadings } from './try-readings.js';

/** What a column of text was found to hold, and the SQL that gives its values. */
export interface TypedColumn {
  readonly name: string;
  readonly type: EngineType;
  readonly sql: string;
  /** What people should know of the choice. */
  readonly warning?: string;
  /** Where rows may be left out: SQL that is true of those whose value is not of the type, and what it should be. */
  readonly misfit?: { readonly sql: string; readonly text: string; readonly fitting: string };
}

/** What the caller says of types. */
export interface GivenType {
  readonly type: EngineType | undefined;
  readonly dateFormat: string | undefined;
  readonly decimalPoint: '.' | ',' | undefined;
  /** Texts that mean that nothing is there. */
  readonly missing: readonly string[] | undefined;
  /** Whether values that are not of the type given are an error (default), or to be left out. */
  readonly onBadRows?: OnBadRows | undefined;
}

/** Numbers with leading zeros or more than 15 digits are names of things: as numbers they would lose digits. */
const NAME_LIKE = '[+-]?(0[0-9].*|[0-9]{16,})';
/** From this share of fitting values on, a column of text is worth a word. */
const NEARLY_ALL = 0.99;

/**
 * Finds the type of a loaded column of text: a column is of a type when all its values are. The first
 * values say which readings are worth a try, all values decide.
 *
 * @throws {InputError} When a value is not of the type that the caller gave, with its line.
 */
export async function columnType(
  rows: LoadedRows,
  column: LoadedColumn,
  given: GivenType,
): Promise<TypedColumn> {
  const { name } = column;
  const text = missingSql(column.sqlName, given.missing);
  const asText: TypedColumn = { name, type: 'text', sql: text };
  if (given.type === 'text') return asText;

  const trial = await tryReadings(rows, text, candidates(text, column, given));
  if (trial.filled === 0) return asText;
  const { best } = trial;
  if (
    given.onBadRows === 'leave out' &&
    isStated(given, trial) &&
    best !== undefined &&
    best.count < trial.filled
  ) {
    const sql = `CASE WHEN ${best.test} THEN ${best.sql} END`;
    return {
      name,
      type: best.type,
      sql,
      misfit: { sql: misfitSql(text, best), text, fitting: best.fitting },
    };
  }
  await checkGiven(rows, name, text, given, trial);
  const [first, ...others] = trial.fits;
  if (first === undefined) return { ...asText, ...(await nearlyFits(rows, name, trial)) };
  if (first.type === 'number' && given.type !== 'number' && (await hasNames(rows, text))) return asText;
  const rivals = others.filter(({ type }) => type === first.type);
  if (await readingsDiffer(rows, [first, ...rivals])) {
    const ways = [first, ...rivals].map(({ fitting }) => fitting).join(' or ');
    return { ...asText, warning: `Column "${name}" stays text: it may be read as ${ways}. Say which.` };
  }
  return { name, type: first.type, sql: first.sql };
}

/** Whether the caller said what the column holds. */
function isStated({ type, dateFormat }: GivenType, { filled, best }: Trial): boolean {
  return type !== undefined || (dateFormat !== undefined && best?.type === 'date' && best.count * 2 > filled);
}

/** Checks a column against the type or the date format that the caller gave. */
async function checkGiven(
  rows: LoadedRows,
  name: string,
  text: string,
  given: GivenType,
  trial: Trial,
): Promise<void> {
  const { filled, best } = trial;
  if (!isStated(given, trial)) return;
  if (best === undefined) {
    const { who, source } = rows;
    throw new InputError(
      `${who}: "${source.name}", column "${name}" holds no ${given.type}s that are recognised.`,
      { file: source.name, column: name },
    );
  }
  if (best.count === filled) return;
  const wayOut = 'Correct it, name it in missing, or read the column as text.';
  throw await misfitError(rows, name, text, best, filled, wayOut);
}

/** The warning for a column of which only few values keep it from being numbers or dates, or which mixes zones and none. */
async function nearlyFits(
  { source }: LoadedRows,
  name: string,
  { filled, best, tried }: Trial,
): Promise<{ warning?: string }> {
  const [written, instants] = [ISO_DATE, ISO_INSTANT].map(
    (format) => tried.find(({ dateFormat }) => dateFormat === format)?.count ?? 0,
  );
  if (written > 0 && instants > 0 && written + instants === filled) {
    return {
      warning: `Column "${name}" stays text: ${formatNumber(instants)} of its times have a zone and ${formatNumber(written)} have none. Write all of them one way.`,
    };
  }
  if (best?.misfit === undefined || best.count < NEARLY_ALL * filled) return {};
  const [place] = await source.places([best.misfit]);
  const misfits = filled - best.count;
  const are = misfits === 1 ? 'is' : 'are';
  return {
    warning: `Column "${name}" stays text: ${misfits} of its ${filled} values ${are} not ${best.fitting}, the first in ${place.text}.`,
  };
}

function candidates(text: string, { values }: LoadedColumn, given: GivenType): Reading[] {
  const truth: Reading = {
    type: 'boolean',
    test: `${text} IS NOT NULL`,
    sql: `CASE lower(trim(${text})) WHEN 'true' THEN true WHEN 'false' THEN false END`,
    fitting: 'true or false',
  };
  if (given.type === 'boolean') return [truth];
  const numbers = numberReadings(text, values, given.decimalPoint);
  if (given.type === 'number' && numbers.length === 0) return numberReadings(text, ['0']);
  if (given.type === 'number') return numbers;
  if (given.type === 'date') return dateReadings(text, values, given.dateFormat);
  if (given.dateFormat !== undefined) return [...dateReadings(text, values, given.dateFormat), ...numbers];
  const readings = [...numbers, ...dateReadings(text, values)];
  return readings.length > 0 ? readings : [truth];
}

async function hasNames({ engine, table }: LoadedRows, text: string): Promise<boolean> {
  const [{ values }] = await engine.query(
    `SELECT count(*) FROM ${table} WHERE regexp_full_match(trim(${text}), ${quoteText(NAME_LIKE)})`,
  );
  return values[0] !== 0;
}
