/**
 * A name as an identifier of DuckDB's SQL.
 *
 * @example
 * quoteName('unit "price"'); // '"unit ""price"""'
 */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A text as a literal of DuckDB's SQL, for places that take no bound value.
 *
 * @example
 * quoteText("O'Brien"); // "'O''Brien'"
 */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
