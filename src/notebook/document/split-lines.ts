/**
 * Lines of a text with their line ends, split where Jupyter splits when it saves (Python's `str.splitlines`):
 * besides `\n` and `\r` also at form feeds, separators and U+0085, U+2028, U+2029.
 *
 * @example
 * splitLines('a\nb'); // ['a\n', 'b']
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const end of text.matchAll(LINE_END)) {
    lines.push(text.slice(start, end.index + end[0].length));
    start = end.index + end[0].length;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python ends lines there
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;
