import { ts } from './typescript.js';

/** How deep lists and objects stand in one another, as they are written. */
export function literalDepth(file: ts.SourceFile): number {
  let deepest = 0;
  const visit = (node: ts.Node, depth: number): void => {
    const isLiteral = ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
    const inside = isLiteral ? depth + 1 : depth;
    deepest = Math.max(deepest, inside);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, 0);
  return deepest;
}
