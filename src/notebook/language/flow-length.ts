import { ts } from './typescript.js';

/** An `if` costs the check of what follows it about as much as so many calls. */
const BRANCH = 10;

/**
 * How long the way through a cell is, outside of its functions: statements at which the type of a variable may
 * change, branches counted by what they cost. The time of a type check grows with the square of it.
 */
export function flowLength(file: ts.SourceFile): number {
  let length = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    if (ts.isExpressionStatement(node)) length++;
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isSwitchStatement(node))
      length += BRANCH;
    if (ts.isStatement(node) || ts.isConditionalExpression(node) || ts.isCaseOrDefaultClause(node)) {
      ts.forEachChild(node, visit);
    }
  };
  for (const statement of file.statements) visit(statement);
  return length;
}
