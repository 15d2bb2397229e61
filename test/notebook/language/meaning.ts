import ts from 'typescript';
import { parse } from '#clientele/notebook/language/parse-cell';

/**
 * What a JavaScript program means, as a text: its tree without spaces, comments, brackets and empty statements.
 * Brackets need no mark, because the tree has the shape that they give.
 */
export function meaningOf(code: string): string {
  const file = parse(code, 'cell.js');
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] };
  const [error] = parseDiagnostics;
  if (error !== undefined) {
    throw new SyntaxError(`${ts.flattenDiagnosticMessageText(error.messageText, '\n')}\n${code}`);
  }
  return meaning(file);
}

function meaning(node: ts.Node): string {
  if (isNothing(node)) return '';
  if (ts.isParenthesizedExpression(node)) return meaning(node.expression);
  if (ts.isStringLiteral(node)) return JSON.stringify(node.text);
  if (ts.isNumericLiteral(node)) return String(Number(node.text));
  if (ts.isBigIntLiteral(node)) return node.text.replaceAll('_', '');
  const parts: string[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(meaning(child));
  });
  const isLeaf = parts.length === 0 && node.end - node.getStart() > 0 && !/^[{[;]/.test(node.getText());
  if (isLeaf && !ts.isSourceFile(node)) return node.getText();
  const unary = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const operator = unary ? ts.tokenToString(node.operator) : '';
  const chain = ts.isOptionalChain(node) ? '?' : '';
  const inside = parts.filter((part) => part !== '').join(' ');
  return `(${ts.SyntaxKind[node.kind]}${chain}${operator}${node.flags & ts.NodeFlags.BlockScoped} ${inside})`;
}

function isNothing(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isExportDeclaration(node)) {
    const { exportClause, moduleSpecifier } = node;
    const isEmpty = exportClause !== undefined && ts.isNamedExports(exportClause);
    return moduleSpecifier === undefined && isEmpty && exportClause.elements.length === 0;
  }
  if (!ts.isEmptyStatement(node)) {
    return ts.isSemicolonClassElement(node) || node.kind === ts.SyntaxKind.EndOfFileToken;
  }
  return ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent);
}
