import { quoteText } from './quote.js';

/** How a text file is laid out. */
export interface TextLayout {
  /** One character, or `blanks` for runs of spaces and tabs. */
  readonly separator: string;
  /** Whether the first record holds the names. */
  readonly header: boolean;
  /** Names of the columns; their number is the number of values in each record. */
  readonly names: readonly string[];
}

/** A file DuckDB reads, and how it is compressed, whatever its name says. */
export interface ReadableFile {
  readonly path: string;
  readonly compression: 'none' | 'gzip';
}

/** A character that no text holds: the whole line is one value. */
const NEVER = '\u001f';

/**
 * SQL for the records of a text file, all values as text, columns `c1`, `c2`, …; empty values are NULL.
 * Blank-separated files have `fields` besides, the number of values found in the record, and `line`, its text.
 *
 * @param more - Further options of `read_csv`, each with a comma in front.
 */
export function textRecordsSql(file: ReadableFile, layout: TextLayout, more = ''): string {
  const names = layout.names.map((_, j) => `c${j + 1}`);
  if (layout.separator !== 'blanks') return readCsv(file, layout.separator, '"', layout.header, names, more);
  const lines = readCsv(file, NEVER, '', layout.header, ['line'], '');
  const parts = names.map((name, j) => `parts[${j + 1}] AS ${name}`);
  return (
    `(SELECT ${parts.join(', ')}, len(parts) AS fields, line FROM ` +
    `(SELECT regexp_split_to_array(trim(line, ' \t'), '[ \t]+') AS parts, line FROM ${lines} ` +
    `WHERE trim(line, ' \t') <> ''))`
  );
}

/** SQL for the rows of a Parquet file. */
export function parquetSql(file: ReadableFile): string {
  return `read_parquet(${fileLiteral(file)})`;
}

/** SQL for the objects of a JSON file: one array, or one object a line. */
export function jsonSql(file: ReadableFile): string {
  const compression = file.compression === 'gzip' ? "'gzip'" : "'uncompressed'";
  return `read_json(${fileLiteral(file)}, compression = ${compression}, sample_size = -1, maximum_object_size = 67108864)`;
}

function readCsv(
  file: ReadableFile,
  separator: string,
  quote: string,
  header: boolean,
  names: readonly string[],
  more: string,
): string {
  const columns = names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  const options = [
    `auto_detect = false, strict_mode = true, null_padding = false, columns = {${columns}}`,
    `delim = ${quoteText(separator)}, quote = ${quoteText(quote)}, escape = ${quoteText(quote)}`,
    `header = ${header}, compression = ${quoteText(file.compression)}`,
  ];
  return `read_csv(${fileLiteral(file)}, ${options.join(', ')}${more})`;
}

/** The path as DuckDB takes it: `*`, `?` and `[` are themselves, not patterns. */
function fileLiteral(file: ReadableFile): string {
  return quoteText(file.path.replace(/[*?[]/g, '[$&]'));
}
