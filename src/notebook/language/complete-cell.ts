import type { Completion, Completions } from '../kernel/kernel-session.js';
import { bareNames } from './bare-names.js';
import { completeText, expectedTexts } from './complete-text.js';
import { completionItems, DETAILED, goesOn, inOrder } from './completion-items.js';
import { nodesAround } from './nodes-around.js';
import { parseCell } from './parse-cell.js';
import { notebookPath } from './property-path.js';
import { stringAt } from './string-at.js';
import type { Surroundings } from './surroundings.js';
import { tableColumns } from './table-columns.js';
import { isRow } from './table-use.js';
import { ts } from './typescript.js';

const BEGUN_NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*$/u;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/**
 * What may stand at a place of a cell: members, names, keys, texts of a union, exports and names of modules,
 * files; of tables that exist also their columns.
 *
 * @param cursor - Offset in UTF-16 units; what begins before it is replaced up to it.
 */
export function completeCell(code: string, cursor: number, surroundings: Surroundings): Completions {
  const { file } = parseCell(code);
  const text = stringAt(file, cursor);
  if (text !== undefined) return completeText(text, cursor, surroundings);
  const begun = BEGUN_NAME.exec(code.slice(0, cursor))?.[0] ?? '';
  const start = cursor - begun.length;
  return { start, end: cursor, items: completeName(file, start, begun, surroundings) };
}

function completeName(
  file: ts.SourceFile,
  start: number,
  begun: string,
  surroundings: Surroundings,
): readonly Completion[] {
  const { checker, live, globals } = surroundings;
  const cursor = start + begun.length;
  const fits = goesOn(begun);
  const isMember = /\.\s*$/.test(file.text.slice(0, start));
  if (checker !== undefined) {
    const earlier = isMember ? [] : [...checker.declared.keys()].filter(fits).slice(0, DETAILED);
    const view = checker.view(file, earlier);
    const known = view.namesAt(cursor);
    if (known === 'any name') {
      if (nodesAround(file, cursor).some(ts.isImportDeclaration)) return [];
      const names = bareNames(view, file, cursor, begun, earlier, globals);
      const items = completionItems(view, names);
      return begun === '' ? [...expectedTexts(file, cursor, surroundings), ...items] : items;
    }
    const members = known.filter(({ name }) => fits(name));
    if (known.length > 0) return completionItems(view, inOrder(members, begun));
  }
  return isMember ? liveMembers(file, cursor, begun, live) : [];
}

/** Members of what the checker knows nothing about: a row of a table, a value of any type. */
function liveMembers(
  file: ts.SourceFile,
  cursor: number,
  begun: string,
  live: Surroundings['live'],
): Completion[] {
  const access = nodesAround(file, cursor).find(ts.isPropertyAccessExpression);
  if (access === undefined || access.expression.end >= cursor) return [];
  const fits = goesOn(begun);
  const isInsertable = (name: string) => fits(name) && IDENTIFIER.test(name);
  const { expression } = access;
  const columns = isRow(expression) ? tableColumns(access, live) : undefined;
  if (columns !== undefined) return columns.filter(isInsertable).map((text) => ({ text, kind: 'column' }));
  const path = notebookPath(expression);
  const names = path === undefined ? [] : live.properties(path);
  return names.filter(isInsertable).map((text) => ({ text, kind: 'property' }));
}
