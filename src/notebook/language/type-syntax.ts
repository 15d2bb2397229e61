import { tokenAfter } from './token-after.js';
import { ts } from './typescript.js';

const { SyntaxKind: Kind } = ts;

/** A part of the source that becomes spaces. */
export interface Erased {
  readonly start: number;
  readonly end: number;
  /** Stands in the place of its first character. */
  readonly first?: ';' | '(' | ')';
}

const TYPE_MODIFIERS: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.AbstractKeyword,
  Kind.OverrideKeyword,
  Kind.PrivateKeyword,
  Kind.ProtectedKeyword,
  Kind.PublicKeyword,
  Kind.ReadonlyKeyword,
]);

/** Where the next line begins with one of these, JavaScript reads on; TypeScript does not, behind a type. */
const READ_ON: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.OpenParenToken,
  Kind.OpenBracketToken,
  Kind.NoSubstitutionTemplateLiteral,
  Kind.TemplateHead,
]);

/** The syntax of types that a node has itself; its children are asked on their own. */
export function typeSyntax(node: ts.Node): Erased[] {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return [cast(node)];
  if (ts.isNonNullExpression(node)) return [{ start: node.end - 1, end: node.end }];
  if (ts.isNamedImports(node) || ts.isNamedExports(node)) return typeSpecifiers(node.elements);
  if (ts.isVariableDeclaration(node)) return [...mark(node.exclamationToken), ...annotation(node.type)];
  if (ts.isParameter(node)) return parameter(node);
  if (ts.isPropertyDeclaration(node)) return [...modifiers(node), ...property(node)];
  if (ts.isArrowFunction(node)) return arrow(node);
  if (ts.isMethodDeclaration(node)) {
    return [...modifiers(node), ...mark(node.questionToken), ...signature(node)];
  }
  if (ts.isFunctionLike(node)) return [...modifiers(node), ...signature(node)];
  if (ts.isClassLike(node)) return [...modifiers(node), ...typeList(node, node.typeParameters)];
  return hasTypeArguments(node) ? typeList(node, node.typeArguments) : [];
}

/** `as T`, `satisfies T`. */
function cast(node: ts.AsExpression | ts.SatisfiesExpression): Erased {
  const erased = { start: tokenAfter(node, node.expression.end).start, end: node.end };
  return READ_ON.has(tokenAfter(node, node.end).kind) ? { ...erased, first: ';' } : erased;
}

/** `type A,` between braces. */
function typeSpecifiers(elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): Erased[] {
  return elements.flatMap((element) => (element.isTypeOnly ? [withComma(element, elements)] : []));
}

function parameter(node: ts.ParameterDeclaration): Erased[] {
  const isThis = ts.isIdentifier(node.name) && node.name.text === 'this';
  if (isThis) return [withComma(node, node.parent.parameters)];
  return [...mark(node.questionToken), ...annotation(node.type)];
}

/** A property that is left with nothing but a name ends there: one called `get` would read on. */
function property(node: ts.PropertyDeclaration): Erased[] {
  const [first, ...others] = [...mark(node.questionToken ?? node.exclamationToken), ...annotation(node.type)];
  if (first === undefined) return [];
  return [node.initializer === undefined ? { ...first, first: ';' } : first, ...others];
}

/** No line may begin before `=>`, nor before `(` where `return` or `async` stands in front of it. */
function arrow(node: ts.ArrowFunction): Erased[] {
  const { typeParameters, parameters, type } = node;
  const open = { start: parameters.pos - 1, end: parameters.pos };
  const close = tokenAfter(node, parameters.end);
  const before = typeList(node, typeParameters).map((list): Erased[] =>
    spansLines(node, list.start, open.end) ? [{ ...list, first: '(' }, open] : [list],
  );
  const after = annotation(type).map(({ start, end }): Erased[] =>
    spansLines(node, close.start, end)
      ? [close, { start, end: end - 1 }, { start: end - 1, end, first: ')' }]
      : [{ start, end }],
  );
  return [...before, ...after].flat();
}

function signature(node: ts.SignatureDeclaration): Erased[] {
  return [...typeList(node, node.typeParameters), ...annotation(node.type)];
}

/** What begins with a modifier begins a member of the class; a name in brackets alone might not. */
function modifiers(node: ts.Node): Erased[] {
  const all = ts.canHaveModifiers(node) ? (node.modifiers ?? []) : [];
  return all
    .filter(({ kind }) => TYPE_MODIFIERS.has(kind))
    .map((modifier) => {
      const erased = { start: modifier.getStart(), end: modifier.end };
      return ts.isClassElement(node) && modifier === all[0] ? { ...erased, first: ';' } : erased;
    });
}

/** `?` or `!`. */
function mark(token: ts.QuestionToken | ts.ExclamationToken | undefined): Erased[] {
  return token === undefined ? [] : [{ start: token.getStart(), end: token.end }];
}

/** `: T`. */
function annotation(type: ts.TypeNode | undefined): Erased[] {
  return type === undefined ? [] : [{ start: type.pos - 1, end: type.end }];
}

/** `<A, B>`. */
function typeList(node: ts.Node, list: ts.NodeArray<ts.Node> | undefined): Erased[] {
  return list === undefined ? [] : [{ start: list.pos - 1, end: tokenAfter(node, list.end).end }];
}

function withComma(element: ts.Node, list: ts.NodeArray<ts.Node>): Erased {
  return { start: element.getStart(), end: list[list.indexOf(element) + 1]?.pos ?? list.end };
}

function spansLines(node: ts.Node, start: number, end: number): boolean {
  return /[\n\r\u2028\u2029]/.test(node.getSourceFile().text.slice(start, end));
}

type WithTypeArguments =
  | ts.CallExpression
  | ts.NewExpression
  | ts.TaggedTemplateExpression
  | ts.ExpressionWithTypeArguments;

function hasTypeArguments(node: ts.Node): node is WithTypeArguments {
  return (
    ts.isCallOrNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  );
}
