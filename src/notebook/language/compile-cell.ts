import type { Diagnostic } from './diagnostic.js';
import type { EditedText } from './edited-text.js';
import { offsetAt, type Position } from './position.js';
import { rewriteCell } from './rewrite-cell.js';
import { stripTypes } from './strip-types.js';
import { ts } from './typescript.js';

/** A script ready for evaluation. */
export interface CellScript {
  readonly text: string;
  /** Its name in stack traces; imports and declarations have none. */
  readonly url?: string;
  /** Place of an import statement, whose failure has no place of its own. */
  readonly position?: Position;
  /** Place in the cell for a place in the script. */
  sourcePosition(position: Position): Position;
}

/** A cell as scripts. */
export interface CompiledCell {
  /** Why the cell must not run. */
  readonly refusal?: Diagnostic;
  /** What runs before the body: imports, declarations, functions. */
  readonly before: readonly CellScript[];
  readonly body: CellScript;
  /** Whether the value of the body is a generator function to be driven; each step is `[offset, awaited]`. */
  readonly isStepped: boolean;
  /** Whether the cell has a value: its last statement is an expression. */
  readonly hasValue: boolean;
  /** Names of `globalThis` that the cell declares for the notebook. */
  readonly shadowed: readonly string[];
  /** Place in the cell for the offset of a step. */
  stepPosition(offset: number): Position;
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
  const last = file.statements.at(-1);
  const hasValue = last !== undefined && (ts.isExpressionStatement(last) || ts.isExportAssignment(last));
  const { code, sourcePosition } = stripTypes(file);
  const rewritten = rewriteCell(code, globals, earlierShadowed, hasValue);
  const { imports, hoisted, functions, body, isStepped, shadowed, unclearEval } = rewritten;
  const named = (script: EditedText, url: string): CellScript => ({
    text: `${script.text}\n//# sourceURL=${url}`,
    url,
    sourcePosition: (position) => sourcePosition(script.originalOffset(offsetAt(script.text, position))),
  });
  const unnamed = (text: string, position: Position = { line: 1, column: 1 }): CellScript => ({
    text,
    position,
    sourcePosition: () => position,
  });
  return {
    ...(unclearEval === undefined
      ? {}
      : { refusal: refusedEval(unclearEval.name, sourcePosition(unclearEval.offset)) }),
    before: [
      ...imports.map(({ text, offset }) => unnamed(text, sourcePosition(offset))),
      ...(hoisted.length === 0 ? [] : [unnamed(`let ${hoisted.join(', ')};`)]),
      ...(functions === undefined ? [] : [named(functions, `${url}-functions`)]),
    ],
    body: named(body, url),
    isStepped,
    hasValue,
    shadowed,
    stepPosition: sourcePosition,
  };
}

function refusedEval(name: string, position: Position): Diagnostic {
  const message =
    `eval finds the \`${name}\` of Node here, not the one that a cell declares. ` +
    `Libraries use \`${name}\`; rename the one in the cell.`;
  return { kind: 'syntax', message, length: 'eval'.length, ...position };
}
