import ts from 'typescript';
import type { EditedText } from './edited-text.js';
import { offsetAt, type Position } from './position.js';
import { rewriteCell } from './rewrite-cell.js';
import { stripTypes } from './strip-types.js';

/** A script ready for evaluation. */
export interface CellScript {
  readonly text: string;
  /** Place of an import statement, whose failure has no place of its own. */
  readonly position?: Position;
}

/** A cell as scripts. */
export interface CompiledCell {
  readonly scripts: readonly CellScript[];
  /** Whether the value of the last script is the value of the cell: its last statement is an expression. */
  readonly hasValue: boolean;
  /** Names of `globalThis` that the cell declares for the notebook. */
  readonly shadowed: readonly string[];
  /** Place in the cell for a place that a stack trace names. */
  sourcePosition(position: Position): Position;
}

/**
 * Compiles a cell that has no syntax errors to scripts for the evaluation in one realm.
 *
 * The value of a cell is that of its last statement, when that is an expression. A semicolon behind it makes
 * no difference, because formatted TypeScript has one everywhere; `void` in front of it shows nothing.
 *
 * @param url - Name of the cell in stack traces; no white space.
 */
export function compileCell(
  file: ts.SourceFile,
  url: string,
  globals: ReadonlySet<string>,
  earlierShadowed: ReadonlySet<string>,
): CompiledCell {
  const { code, sourcePosition } = stripTypes(file);
  const { imports, hoisted, functions, body, shadowed } = rewriteCell(code, globals, earlierShadowed);
  const named = (text: EditedText) => ({ text: `${text.text}\n//# sourceURL=${url}` });
  const last = file.statements.at(-1);
  return {
    scripts: [
      ...imports.map(({ script, offset }) => ({ text: script, position: sourcePosition(offset) })),
      ...(hoisted.length === 0 ? [] : [{ text: `let ${hoisted.join(', ')};` }]),
      ...(functions === undefined ? [] : [named(functions)]),
      named(body),
    ],
    hasValue: last !== undefined && (ts.isExpressionStatement(last) || ts.isExportAssignment(last)),
    shadowed,
    sourcePosition(position) {
      const candidates = functions === undefined ? [body] : [functions, body];
      const text = candidates.find(({ text }) => isCode(text, offsetAt(text, position))) ?? body;
      return sourcePosition(text.originalOffset(offsetAt(text.text, position)));
    },
  };
}

/** Whether a text has code at a place; the parts that belong to the other script are blank. */
function isCode(text: string, offset: number): boolean {
  return offset < text.length && !/\s/.test(text[offset]);
}
