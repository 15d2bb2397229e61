/** A place in a text for people: line and column, each counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): Position {
  let [line, lineStart] = [1, 0];
  for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) {
    if (index + lineBreak.length > offset) break;
    line++;
    lineStart = index + lineBreak.length;
  }
  return { line, column: offset - lineStart + 1 };
}

/** Offset of a line and column; the end of the text when it is shorter. */
export function offsetAt(text: string, { line, column }: Position): number {
  let lineStart = 0;
  let at = 1;
  for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) {
    if (at++ === line) break;
    lineStart = index + lineBreak.length;
  }
  return Math.min(lineStart + column - 1, text.length);
}

/** The lines of a text, without their breaks. */
export function linesOf(text: string): string[] {
  return text.split(LINE_BREAK);
}
