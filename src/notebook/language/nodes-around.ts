import { ts } from './typescript.js';

/** Nodes around a place, the innermost first. What is behind a closing brace is outside of it. */
export function nodesAround(file: ts.SourceFile, offset: number): ts.Node[] {
  let last = offset - 1;
  while (last >= 0 && /\s/.test(file.text[last])) last--;
  const isLeft = (node: ts.Node) => node.end === last + 1 && /[})\]]/.test(file.text[last]);
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos > last || (node.end <= last && node.end !== offset) || (node !== file && isLeft(node)))
      return;
    found.unshift(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.length > 0 ? found : [file];
}
