/**
 * The first records of a text with separated values: quotes may hold separators, line ends and doubled
 * quotes; lines without a character are no records.
 *
 * @param separator - One character, or `blanks` for runs of spaces and tabs.
 * @param whole - Whether the text is the whole file; otherwise the last record may be cut and is left out.
 */
export function textRecords(text: string, separator: string, whole: boolean, limit: number): string[][] {
  const records: string[][] = [];
  const blanks = separator === 'blanks';
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const quoted = !blanks && text[at] === '"';
    const [value, end] = quoted ? quotedValue(text, at) : plainValue(text, at, blanks ? '' : separator);
    record.push(value);
    at = end;
    if (at < text.length && text[at] === separator) {
      at++;
      if (at === text.length || text[at] === '\n' || text[at] === '\r') record.push('');
      else continue;
    }
    if (at >= text.length && !whole) break;
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    if (blanks) record = record[0].trim() === '' ? [] : record[0].trim().split(/[ \t]+/);
    if (record.length > 1 || record[0]?.length > 0) records.push(record);
    record = [];
  }
  return records;
}

function plainValue(text: string, start: number, separator: string): [string, number] {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return [text.slice(start, end), end];
}

/** The value of a quoted field, and where it ends; what follows the closing quote belongs to it. */
function quotedValue(text: string, start: number): [string, number] {
  let value = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return [value + text.slice(at), text.length];
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return [value, close + 1];
    value += '"';
    at = close + 2;
  }
}
