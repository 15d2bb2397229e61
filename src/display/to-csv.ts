/** A cell of a CSV file; `undefined` and numbers that are not finite become empty. */
export type CsvCell = string | number | boolean | undefined;

/**
 * Rows as CSV: comma, line feed, point as decimal sign, numbers in full. A text that a spreadsheet would run as
 * a formula (it begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a carriage return) gets a leading apostrophe.
 *
 * @example
 * toCSV(['segment', 'customers'], [['=1+1', 12]]); // "segment,customers\n'=1+1,12\n"
 */
export function toCSV(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

function field(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text =
    typeof cell === 'boolean' ? String(cell) : /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
