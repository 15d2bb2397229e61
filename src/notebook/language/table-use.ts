import { isOfNotebook } from './property-path.js';
import { ts } from './typescript.js';

/** Tables whose columns may be meant at a place. */
export interface TableUse {
  /** Variables of the notebook that may hold the table; the likeliest first. */
  readonly variables: readonly string[];
  /** Columns that the calls before add, as in `orders.derive({ margin: … })`. */
  readonly added: readonly string[];
}

/**
 * The tables that a text in quotes, or a member of a callback's row, may name a column of: those whose methods
 * are called around it (`orders.array('…')`, `orders.filter((d) => d.…)`), and those given to the same call
 * (`lineChart(orders, { x: '…' })`).
 */
export function tableUse(node: ts.Node): TableUse | undefined {
  const variables: ts.Identifier[] = [];
  const added: string[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const call = at.parent;
    if (!ts.isCallExpression(call) || !call.arguments.some((argument) => argument === at)) continue;
    if (ts.isPropertyAccessExpression(call.expression)) {
      const receiver = call.expression.expression;
      variables.push(...root(receiver));
      added.push(...addedColumns(receiver));
    }
    variables.push(...call.arguments.filter(ts.isIdentifier));
  }
  const names = variables.filter(isOfNotebook).map(({ text }) => text);
  return names.length === 0 ? undefined : { variables: [...new Set(names)], added };
}

/** Whether an expression is the row of a callback: its first parameter. */
export function isRow(expression: ts.Expression): boolean {
  if (!ts.isIdentifier(expression)) return false;
  for (let at: ts.Node = expression; at.parent !== undefined; at = at.parent) {
    if (!ts.isArrowFunction(at) && !ts.isFunctionExpression(at)) continue;
    const names = at.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
    if (names.includes(expression.text)) return names[0] === expression.text;
  }
  return false;
}

/** The variable that a chain of members and calls begins with. */
function root(expression: ts.Expression): ts.Identifier[] {
  if (ts.isIdentifier(expression)) return [expression];
  const isStep =
    ts.isPropertyAccessExpression(expression) ||
    ts.isCallExpression(expression) ||
    ts.isElementAccessExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isParenthesizedExpression(expression) ||
    ts.isAwaitExpression(expression);
  return isStep ? root(expression.expression) : [];
}

function addedColumns(receiver: ts.Expression): string[] {
  const found: string[] = [];
  let at: ts.Node = receiver;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
      const namesOf = ADDING.get(at.expression.name.text);
      if (namesOf !== undefined) found.push(...at.arguments.flatMap(namesOf));
    }
    at = at.expression;
  }
  return found;
}

/** Verbs that make columns, with how their argument names them. */
const ADDING = new Map([
  ['derive', keys],
  ['rollup', keys],
  ['rename', newNames],
]);

function keys(argument: ts.Expression): string[] {
  return properties(argument).flatMap(({ name }) =>
    ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : [],
  );
}

function newNames(argument: ts.Expression): string[] {
  return properties(argument).flatMap(({ initializer }) =>
    ts.isStringLiteralLike(initializer) ? [initializer.text] : [],
  );
}

function properties(argument: ts.Expression): ts.PropertyAssignment[] {
  return ts.isObjectLiteralExpression(argument) ? argument.properties.filter(ts.isPropertyAssignment) : [];
}
