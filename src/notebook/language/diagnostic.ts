import { linesOf, type Position } from './position.js';

/** What is wrong with a cell, and where. */
export interface Diagnostic extends Position {
  readonly kind: 'syntax' | 'type';
  readonly message: string;
  /** TypeScript's number for it. */
  readonly code?: number;
  /** Characters it covers. */
  readonly length: number;
}

/** Where a cell stands: `orders.ipynb, cell 4`. */
export interface CellPlace {
  readonly notebook: string;
  readonly cell: number;
}

/** A place in a cell for people. */
export function placeText({ notebook, cell }: CellPlace, position?: Position): string {
  const where = position === undefined ? '' : `, line ${position.line}, column ${position.column}`;
  return `${notebook}, cell ${cell}${where}`;
}

/** A diagnostic as a sentence with its place, followed by the lines around it. */
export function formatDiagnostic(diagnostic: Diagnostic, source: string, place: CellPlace): string {
  const { message, code } = diagnostic;
  const number = code === undefined ? '' : ` (TS${code})`;
  return `${placeText(place, diagnostic)}: ${message}${number}\n${codeFrame(source, diagnostic)}`;
}

/** The line in question and the one before it, numbered, with marks below the culprit. */
export function codeFrame(source: string, { line, column, length }: Position & { length?: number }): string {
  const lines = linesOf(source);
  const width = String(line).length;
  const numbered = (at: number) => `${String(at).padStart(width)} | ${lines[at - 1] ?? ''}`.trimEnd();
  const culprit = lines[line - 1] ?? '';
  const indent = culprit.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const marks = '~'.repeat(Math.max(1, Math.min(length ?? 1, culprit.length - column + 1)));
  return [
    ...(line > 1 ? [numbered(line - 1)] : []),
    numbered(line),
    `${' '.repeat(width)} | ${indent}${marks}`,
  ].join('\n');
}
