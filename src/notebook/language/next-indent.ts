import { positionAt } from './position.js';
import { ts } from './typescript.js';

const INDENT = '  ';

/**
 * White space with which the next line of an unfinished text begins: one step deeper than the line of the
 * innermost open bracket.
 *
 * @param goesOn - Whether the last line is in the middle of an expression, which takes another step.
 */
export function nextIndent(code: string, goesOn: boolean): string {
  const { open, last } = brackets(code);
  const lines = code.split('\n');
  if (open === undefined) return goesOn ? INDENT : '';
  const [own] = /^[ \t]*/.exec(lines[positionAt(code, open).line - 1])!;
  return own + INDENT + (goesOn && open !== last ? INDENT : '');
}

/** Where the innermost open bracket is, and the last token. */
function brackets(code: string): { open?: number; last: number } {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, code);
  const open: { at: number; isTemplate: boolean }[] = [];
  let before = ts.SyntaxKind.Unknown;
  let last = 0;
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SlashToken && !OPERAND_ENDS.has(before)) kind = scanner.reScanSlashToken();
    if (kind === ts.SyntaxKind.CloseBraceToken && open.at(-1)?.isTemplate) {
      kind = scanner.reScanTemplateToken(false);
    }
    const isTemplate = kind === ts.SyntaxKind.TemplateHead;
    if (isTemplate || OPENING.has(kind)) open.push({ at: scanner.getTokenStart(), isTemplate });
    else if (CLOSING.has(kind)) open.pop();
    before = kind;
    last = scanner.getTokenStart();
  }
  return { open: open.at(-1)?.at, last };
}

const OPENING = new Set([
  ts.SyntaxKind.OpenBraceToken,
  ts.SyntaxKind.OpenParenToken,
  ts.SyntaxKind.OpenBracketToken,
]);

const CLOSING = new Set([
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.TemplateTail,
]);

/** Behind these a slash divides; elsewhere it begins a regular expression. */
const OPERAND_ENDS = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseBraceToken,
]);
