import type { TablePlace } from '../engine-table.js';
import { duckDbDialect } from './duckdb-dialect.js';
import { filledSql } from './parse-sql.js';
import { quoteName, quoteText } from './quote.js';
import { SKIPPING } from './rejected-records.js';

/** SQL for the rows of a table in files; databases are attached under `database` before. */
export function tablePlaceSql(place: TablePlace, database: string): string {
  switch (place.kind) {
    case 'parquet':
      return `read_parquet([${place.paths.map(fileText).join(', ')}])`;
    case 'csv':
      return place.leaveOut === undefined ? csvSql(place) : csvWithoutBadRowsSql(place);
    case 'duckdb':
      return `${quoteName(database)}.${place.table.split('.').map(quoteName).join('.')}`;
  }
}

type CsvPlace = Extract<TablePlace, { kind: 'csv' }>;

/** Times are read as text first, for the engine leaves a zone out without a word. */
function csvSql(place: CsvPlace): string {
  const times = Object.keys(place.types).filter((name) => place.types[name] === 'time');
  if (times.length === 0) return csvTypedSql(place);
  const rows = readCsv(place, (name) => (times.includes(name) ? 'VARCHAR' : csvType(place.types[name])));
  const replaced = times.map((name) => `${timeSql(quoteName(name), 'CAST')} AS ${quoteName(name)}`);
  return `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${rows})`;
}

/** SQL for the records of a text file with the types of its columns, all checked as they are read. */
export function csvTypedSql(place: CsvPlace): string {
  return readCsv(place, (name) => csvType(place.types[name]));
}

/** A time as it is written, or the instant in UTC where it has a zone, which makes it longer than 19 characters. */
function timeSql(text: string, cast: 'CAST' | 'TRY_CAST'): string {
  const zoned = `strlen(${text}) > 19 AND regexp_matches(${text}, '(Z|[+-][0-9][0-9:]*)\\s*$')`;
  return `CASE WHEN ${zoned} THEN CAST(${cast}(${text} AS TIMESTAMPTZ) AS TIMESTAMP) ELSE ${cast}(${text} AS TIMESTAMP) END`;
}

/** All values are read as text first, so that the same rows are left out whatever columns are asked for. */
function csvWithoutBadRowsSql(place: CsvPlace): string {
  const columns = Object.keys(place.types).map((name) => {
    const sql = place.leaveOut?.includes(name)
      ? typedSql(place, name, 'TRY_CAST')
      : typedSql(place, name, 'CAST');
    return `${sql} AS ${quoteName(name)}`;
  });
  const misfits = place.leaveOut?.map((name) => misfitInPlaceSql(place, name)) ?? [];
  const where = misfits.length === 0 ? '' : ` WHERE NOT (${misfits.join(' OR ')})`;
  return `(SELECT ${columns.join(', ')} FROM ${csvTextSql(place, SKIPPING)}${where})`;
}

/** SQL for the records of a text file, all values as text. */
export function csvTextSql(place: CsvPlace, more: string): string {
  return readCsv(place, () => 'VARCHAR', more);
}

/** SQL that is true where a text of `csvTextSql` is not of the type of its column; blanks are missing values. */
export function misfitInPlaceSql(place: CsvPlace, name: string): string {
  if (place.types[name] === 'text') return 'false';
  return `(${filledSql(quoteName(name))} IS NOT NULL AND ${typedSql(place, name, 'TRY_CAST')} IS NULL)`;
}

function typedSql({ types }: CsvPlace, name: string, cast: 'CAST' | 'TRY_CAST'): string {
  const type = types[name];
  if (type === 'text') return quoteName(name);
  const text = filledSql(quoteName(name));
  if (type === 'time') return timeSql(text, cast);
  return `${cast}(${text} AS ${csvType(type)})`;
}

function readCsv(place: CsvPlace, type: (name: string) => string, more = ''): string {
  const columns = Object.keys(place.types)
    .map((name) => `${quoteText(name)}: ${quoteText(type(name))}`)
    .join(', ');
  return (
    `read_csv(${fileText(place.path)}, auto_detect = false, columns = {${columns}}, ` +
    `delim = ${quoteText(place.separator)}, quote = '"', escape = '"', header = ${place.header}, ` +
    `compression = ${quoteText(place.compression)}, parallel = true${more})`
  );
}

/** SQL that reads a text file with the types its first rows suggest; whole numbers that begin with 0 stay text. */
export function sniffSql(place: CsvPlace): string {
  const names = Object.keys(place.types).map(quoteText).join(', ');
  return (
    `read_csv(${fileText(place.path)}, names = [${names}], delim = ${quoteText(place.separator)}, ` +
    `quote = '"', escape = '"', header = ${place.header}, compression = ${quoteText(place.compression)}, ` +
    `auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR']` +
    `${place.leaveOut === undefined ? '' : SKIPPING})`
  );
}

/** Money in a text has up to 12 digits before the point. */
function csvType(type: keyof typeof duckDbDialect.types): string {
  return type === 'money' ? 'DECIMAL(18, 6)' : duckDbDialect.types[type];
}

/** The path as DuckDB takes it: `*`, `?` and `[` are themselves, not patterns. */
function fileText(path: string): string {
  return quoteText(path.replace(/[*?[]/g, '[$&]'));
}
