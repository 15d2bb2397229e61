import { blank, type Edit, editText } from './edited-text.js';
import { SESSION_NAMES } from './session-names.js';
import { ts } from './typescript.js';

/** Whether a cell waits at its top, outside of functions. */
export function awaitsAtTop(file: ts.SourceFile): boolean {
  return awaits(file).some(({ isAtTop }) => isAtTop);
}

/**
 * Makes what a cell awaits stoppable. Inside of functions `await x` becomes `await $stoppable(x)`. At the top
 * it becomes `(yield [offset, x])`: the session drives the cell step by step, knows where it waits, and has a
 * frame of its own around every step, in which a busy loop can be ended safely.
 *
 * @param edits - Other edits of the cell.
 * @returns All edits.
 */
export function withAwaitEdits(file: ts.SourceFile, edits: readonly Edit[]): Edit[] {
  const found = awaits(file);
  // Before the other edits, because what ends at one place must end from the inside out.
  let all = [...found.flatMap(({ node, isAtTop }) => awaitEdits(node, isAtTop)), ...edits];
  for (const { node, isAtTop } of found) {
    if (isAtTop && ts.isForOfStatement(node)) all = steppedLoop(node, all);
  }
  return all;
}

function awaitEdits(node: AwaitNode, isAtTop: boolean): Edit[] {
  if (!isAtTop) {
    const name = ts.isAwaitExpression(node) ? SESSION_NAMES.stoppable : SESSION_NAMES.stoppableEach;
    return wrapped(node.expression, ` ${name}(`, ')');
  }
  if (!ts.isAwaitExpression(node)) return [];
  const start = node.getStart();
  return [
    { start, end: start + 'await'.length, text: '(yield' },
    ...wrapped(node.expression, `[${start}, `, '])'),
  ];
}

type AwaitNode = ts.AwaitExpression | ts.ForOfStatement;

/** Inner ones first, so that a loop takes the edits of its parts along. */
function awaits(file: ts.SourceFile): { readonly node: AwaitNode; readonly isAtTop: boolean }[] {
  const found: { node: AwaitNode; isAtTop: boolean }[] = [];
  const visit = (node: ts.Node, isAtTop: boolean): void => {
    const inside = isAtTop && !ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) {
      found.push({ node, isAtTop });
    }
  };
  visit(file, true);
  return found;
}

function wrapped(expression: ts.Expression, open: string, close: string): Edit[] {
  const start = expression.getStart();
  return [
    { start, end: start, text: open },
    { start: expression.end, end: expression.end, text: close },
  ];
}

/**
 * `for await (const x of values) body` as
 * `for (const $step of $steps(values)) { const $result = (yield …); if ($result.done) break; const x = …; body }`.
 */
function steppedLoop(node: ts.ForOfStatement, edits: readonly Edit[]): Edit[] {
  const { initializer, expression, statement } = node;
  const [start, end] = [node.getStart(), expression.getStart()];
  const text = node.getSourceFile().text;
  const target = editText(
    text.slice(initializer.getStart(), initializer.end),
    edits
      .filter((edit) => edit.start >= initializer.getStart() && edit.end <= initializer.end)
      .map((edit) => shifted(edit, -initializer.getStart())),
  ).text;
  const binding = ts.isVariableDeclarationList(initializer) && initializer.flags & ts.NodeFlags.BlockScoped;
  const assignment = binding ? `${target} = $result.value;` : `(${target} = $result.value);`;
  const lineBreaks = blank(text.slice(start, end)).replaceAll(' ', '');
  const bodyStart = statement.getStart();
  return [
    ...edits.filter((edit) => edit.end <= start || edit.start >= end),
    { start, end, text: `for (const $step of ${SESSION_NAMES.steps}(${lineBreaks}` },
    { start: expression.end, end: expression.end, text: ')' },
    {
      start: bodyStart,
      end: bodyStart,
      text: `{ const $result = (yield [${start}, $step]); if ($result.done) break; ${assignment} `,
    },
    { start: statement.end, end: statement.end, text: ' }' },
  ];
}

function shifted({ start, end, text }: Edit, by: number): Edit {
  return { start: start + by, end: end + by, text };
}
