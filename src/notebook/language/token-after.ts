import { ts } from './typescript.js';

/** A token and where it stands. */
export interface Token {
  readonly kind: ts.SyntaxKind;
  readonly start: number;
  readonly end: number;
}

/** The first token of a node's file from an offset on that lies between tokens; comments are passed over. */
export function tokenAfter(node: ts.Node, offset: number): Token {
  const { text } = node.getSourceFile();
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, undefined, text, undefined, offset);
  const kind = scanner.scan();
  return { kind, start: scanner.getTokenStart(), end: scanner.getTokenEnd() };
}
