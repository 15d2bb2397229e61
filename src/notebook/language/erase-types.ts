import { blank, editText } from './edited-text.js';
import { isTypeOnly } from './is-type-only.js';
import { type Erased, typeSyntax } from './type-syntax.js';
import { ts } from './typescript.js';

/**
 * JavaScript of a tree that has no syntax errors and needs no transform: whatever of TypeScript means nothing
 * when the program runs becomes spaces, so every line, column and outer comment stays where it is.
 *
 * A few characters take the place of a space, where a line break would gain another meaning: `;` where
 * JavaScript would read on, and a bracket of an arrow function, which moves to the line where it must stand.
 */
export function eraseTypes(file: ts.SourceFile): string {
  const erased: Erased[] = [];
  const visit = (node: ts.Node): void => {
    if (isTypeOnly(node)) {
      // Its place may want a statement, and the line before may have ended because of it.
      erased.push({ start: node.getStart(), end: node.end, first: ';' });
    } else if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) {
      erased.push({ start: node.getStart(), end: node.end });
    } else if (!ts.isTypeNode(node) || ts.isExpressionWithTypeArguments(node)) {
      erased.push(...typeSyntax(node));
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  const edits = erased.map(({ start, end, first = '' }) => ({
    start,
    end,
    text: first + blank(file.text.slice(start + first.length, end)),
  }));
  return editText(file.text, edits).text;
}
