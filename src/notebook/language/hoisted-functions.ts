import { blank, type Edit, type EditedText, editText } from './edited-text.js';
import { ts } from './typescript.js';

/** What a script in strict mode begins with. */
export const STRICT = "'use strict';";

/** Functions that a cell declares at its top; they are known from its first line on. */
export function hoistedFunctions(file: ts.SourceFile): ts.FunctionDeclaration[] {
  return file.statements
    .filter((statement) => ts.isFunctionDeclaration(statement))
    .filter(({ name }) => name !== undefined);
}

/**
 * The functions of a cell with everything around them blank. `function f(` becomes `f=function(`, which is as
 * long; the function keeps its name and calls itself through the variable, as a declaration does.
 *
 * @param edits - Edits of the whole cell; those inside of the functions are applied.
 */
export function functionsText(
  code: string,
  functions: readonly ts.FunctionDeclaration[],
  edits: readonly Edit[],
  spelled: (name: string) => string,
): EditedText {
  const parts: Edit[] = [{ start: 0, end: 0, text: STRICT }];
  let end = 0;
  for (const node of functions) {
    const name = node.name!;
    const start = keywordStart(node);
    parts.push({ start: end, end: start, text: `${blank(code.slice(end, start))}${spelled(name.text)}=` });
    const beforeName = name.getFullStart();
    const gap = blank(code.slice(beforeName, name.getStart())).slice(1);
    parts.push({ start: beforeName, end: name.end, text: gap });
    parts.push(...edits.filter((edit) => edit.start > name.end && edit.end <= node.end));
    parts.push({ start: node.end, end: node.end, text: ';' });
    end = node.end;
  }
  parts.push({ start: end, end: code.length, text: blank(code.slice(end)) });
  return editText(code, parts);
}

/** Where `async` or `function` stands, behind `export` and `default`. */
function keywordStart(node: ts.FunctionDeclaration): number {
  const modifier = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const keyword = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return (modifier ?? keyword)!.getStart();
}
