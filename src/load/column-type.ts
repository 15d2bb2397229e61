import { InputError } from '../core/input-error.js';
import { quoteText } from '../engine/duckdb/quote.js';
import type { Engine, EngineType } from '../engine/engine.js';
import {
  dateReadings,
  filledTextSql,
  misfitError,
  numberReadings,
  type Reading,
  readingsDiffer,
  type TriedReading,
  tryReadings,
} from './reading.js';
import type { SampleColumn, Source } from './source.js';

/** What a column of text was found to hold, and the SQL that gives its values. */
export interface TypedColumn {
  readonly name: string;
  readonly type: EngineType;
  readonly sql: string;
  /** What people should know of the choice. */
  readonly warning?: string;
}

/** What the caller says of types. */
export interface GivenType {
  readonly type?: EngineType;
  readonly dateFormat?: string;
  readonly decimalPoint?: '.' | ',';
  /** Texts that mean that nothing is there. */
  readonly missing?: readonly string[];
}

/** Numbers with leading zeros or more than 15 digits are names of things: as numbers they would lose digits. */
const NAME_LIKE = '[+-]?(0[0-9].*|[0-9]{16,})';
/** From this share of fitting values on, a column of text is worth a word. */
const NEARLY_ALL = 0.99;

/**
 * Finds the type of a loaded column of text: a column is of a type when all its values are. The first
 * values say which readings are worth a try, all values decide.
 *
 * @param column - The column's name and first values.
 * @param sqlName - The column in `table`.
 * @throws {InputError} When a value is not of the type that the caller gave, with its line.
 */
export async function columnType(
  who: string,
  engine: Engine,
  source: Source,
  table: string,
  column: SampleColumn,
  sqlName: string,
  given: GivenType,
): Promise<TypedColumn> {
  const { name } = column;
  const text = filledTextSql(sqlName, given.missing);
  const asText: TypedColumn = { name, type: 'text', sql: text };
  if (given.type === 'text') return asText;

  const readings = candidates(text, column, given);
  const { filled, tried } = await tryReadings(engine, table, text, readings);
  if (filled === 0) return asText;
  const best = [...tried].sort((a, b) => b.count - a.count)[0] as TriedReading | undefined;
  const formatFits = given.dateFormat !== undefined && best?.type === 'date' && best.count * 2 > filled;
  if (given.type !== undefined || formatFits) {
    if (best === undefined) {
      throw new InputError(`${who}: "${source.name}", column "${name}" holds no ${given.type}s.`, {
        file: source.name,
        column: name,
      });
    }
    if (best.count < filled) {
      const wayOut = 'Correct it, name it in missing, or read the column as text.';
      throw await misfitError(who, engine, source, table, text, name, best, filled, wayOut);
    }
  }

  const fits = tried.filter(({ count }) => count === filled);
  const isName =
    fits[0]?.type === 'number' && given.type !== 'number' && (await hasNames(engine, table, text));
  if (isName) return asText;
  if (
    fits.length > 0 &&
    !(await readingsDiffer(
      engine,
      table,
      fits.filter(({ type }) => type === fits[0].type),
    ))
  ) {
    return { name, type: fits[0].type, sql: fits[0].sql };
  }
  if (fits.length > 0) {
    const ways = fits.map(({ fitting, numberStyle }) => numberStyle ?? fitting).join(' or ');
    return { ...asText, warning: `Column "${name}" stays text: it may be read as ${ways}. Say which.` };
  }
  if (best === undefined || best.count < NEARLY_ALL * filled || best.misfit === undefined) return asText;
  const [place] = await source.places([best.misfit]);
  const others = filled - best.count;
  return {
    ...asText,
    warning: `Column "${name}" stays text: ${others} of its ${filled} values ${others === 1 ? 'is' : 'are'} not ${best.fitting}, the first in ${place.text}.`,
  };
}

function candidates(text: string, { values }: SampleColumn, given: GivenType): Reading[] {
  const truth: Reading = {
    type: 'boolean',
    test: `${text} IS NOT NULL`,
    sql: `CASE lower(trim(${text})) WHEN 'true' THEN true WHEN 'false' THEN false END`,
    fitting: 'true or false',
  };
  const numbers = numberReadings(text, values, given.decimalPoint);
  if (given.type === 'boolean') return [truth];
  if (given.type === 'number')
    return numbers.length > 0 ? numbers : numberReadings(text, ['0'], given.decimalPoint);
  if (given.type === 'date') return dateReadings(text, values, given.dateFormat);
  if (given.dateFormat !== undefined) return [...dateReadings(text, values, given.dateFormat), ...numbers];
  const readings = [...numbers, ...dateReadings(text, values)];
  return readings.length > 0 ? readings : [truth];
}

async function hasNames(engine: Engine, table: string, text: string): Promise<boolean> {
  const [{ values }] = await engine.query(
    `SELECT count(*) FROM ${table} WHERE regexp_full_match(trim(${text}), ${quoteText(NAME_LIKE)})`,
  );
  return values[0] !== 0;
}
