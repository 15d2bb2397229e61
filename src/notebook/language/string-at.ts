import { ts } from './typescript.js';

/** The text in quotes around a place. */
export interface StringAt {
  readonly node: ts.StringLiteralLike;
  /** Where its content begins. */
  readonly start: number;
  /** Its content before the place, as written. */
  readonly before: string;
}

/** The text in quotes that a place is in; undefined outside and in a template with `${}`. */
export function stringAt(file: ts.SourceFile, offset: number): StringAt | undefined {
  const visit = (node: ts.Node): ts.StringLiteralLike | undefined => {
    if (node.pos > offset || offset > node.end) return undefined;
    if (ts.isStringLiteralLike(node)) return isInside(node, offset) ? node : undefined;
    return ts.forEachChild(node, visit);
  };
  const node = visit(file);
  if (node === undefined) return undefined;
  const start = node.getStart() + 1;
  return { node, start, before: file.text.slice(start, offset) };
}

function isInside(node: ts.StringLiteralLike, offset: number): boolean {
  const start = node.getStart();
  if (offset <= start) return false;
  return offset < node.end || (offset === node.end && !isClosed(node.getText()));
}

function isClosed(text: string): boolean {
  return text.length > 1 && /(?<!\\)(?:\\\\)*(['"`])$/.exec(text)?.[1] === text[0];
}

/** Whether a text names a module: of an import, an export, `import()`, `require()` or `typeof import()`. */
export function isModuleSpecifier(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isExternalModuleReference(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  const { expression } = parent;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}
