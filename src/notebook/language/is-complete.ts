import type { Completeness } from '../kernel/kernel-session.js';
import { nextIndent } from './next-indent.js';
import { parseCell } from './parse-cell.js';
import { offsetAt } from './position.js';
import { ts } from './typescript.js';

const UNTERMINATED = {
  string: 1002,
  comment: 1010,
  template: 1160,
  escape: 1126,
};
/** Something must follow: an identifier, an expression, a type. */
const OPERAND_EXPECTED = new Set([1003, 1109, 1110]);

/**
 * Whether a text can be run as it is, wants more, or is wrong whatever comes. What wants more comes with the
 * white space of its next line.
 *
 * @example
 * isComplete('if (a) {'); // { status: 'incomplete', indent: '  ' }
 */
export function isComplete(code: string): Completeness {
  const { file, errors } = parseCell(code);
  const [error] = errors;
  if (error === undefined) {
    return wantsBody(file) ? incomplete(nextIndent(code, false)) : { status: 'complete' };
  }
  switch (error.code) {
    case UNTERMINATED.template:
    case UNTERMINATED.comment:
    case UNTERMINATED.escape:
      return incomplete('');
    case UNTERMINATED.string:
      return { status: 'invalid' };
  }
  const rest = code.slice(offsetAt(code, error)).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
  if (rest.trim() !== '' && !/^(?:export|import)\s*$/.test(rest)) return { status: 'invalid' };
  return incomplete(nextIndent(code, OPERAND_EXPECTED.has(error.code ?? 0)));
}

function incomplete(indent: string): Completeness {
  return { status: 'incomplete', indent };
}

/** `function f()`, which is complete for the parser because an overload may look so. */
function wantsBody(file: ts.SourceFile): boolean {
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isFunctionDeclaration(last) || last.body !== undefined) return false;
  const isAmbient = last.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
  return !isAmbient && !last.getText().endsWith(';');
}
