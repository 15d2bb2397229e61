import type { Completion, Completions } from '../kernel/kernel-session.js';
import { goesOn, inOrder } from './completion-items.js';
import { fileNames } from './file-names.js';
import { moduleSpecifiers } from './module-specifiers.js';
import { isModuleSpecifier, type StringAt } from './string-at.js';
import type { Surroundings } from './surroundings.js';
import { tableColumns } from './table-columns.js';
import { ts } from './typescript.js';

/** What a text in quotes may be: a module, one of a union, a column of a table, a file. */
export function completeText(
  { node, start, before }: StringAt,
  cursor: number,
  surroundings: Surroundings,
): Completions {
  const { checker, live, folder, workFolder } = surroundings;
  const quote = node.getText()[0];
  const result = (kept: number, items: readonly Completion[]): Completions => ({
    start: start + kept,
    end: cursor,
    items: items.map((item) => ({ ...item, text: escaped(item.text, quote) })),
  });
  if (isModuleSpecifier(node)) {
    const { kept, items } = moduleSpecifiers(folder, before);
    return result(kept, items);
  }
  const known = checker?.view(node.getSourceFile()).namesAt(cursor) ?? [];
  // A generic function takes any text, and what is written is then its own type.
  const expected =
    known === 'any name' ? [] : known.filter(({ name }) => known.length > 1 || name !== node.text);
  const fits = goesOn(before);
  if (expected.length > 0) {
    const names = inOrder(
      expected.filter(({ name }) => fits(name)),
      before,
    );
    return result(
      0,
      names.map(({ name }) => ({ text: name, kind: 'string' })),
    );
  }
  const columns = tableColumns(node, live);
  if (columns !== undefined) {
    const items = columns.filter(fits).map((text) => ({ text, kind: 'column' }));
    return result(0, items);
  }
  const { kept, items } = fileNames(workFolder, before);
  return result(kept, items);
}

/** Texts of a union that may stand at a place where none is begun, in quotes. */
export function expectedTexts(file: ts.SourceFile, cursor: number, { checker }: Surroundings): Completion[] {
  if (checker === undefined || !/(?:[(,:[?]|[^=]=|===|!==|\breturn)\s*$/.test(file.text.slice(0, cursor)))
    return [];
  const text = `${file.text.slice(0, cursor)}''${file.text.slice(cursor)}`;
  const quoted = ts.createSourceFile(file.fileName, text, file.languageVersion, true);
  const known = checker.view(quoted).namesAt(cursor + 1);
  if (known === 'any name') return [];
  return inOrder(known, '')
    .filter(({ name, kind }) => kind === 'string' && name !== '')
    .map(({ name, kind }) => ({ text: `'${escaped(name, "'")}'`, kind }));
}

function escaped(text: string, quote: string): string {
  return text.replace(/[\\\n\r]/g, (part) => ESCAPES[part]).replaceAll(quote, `\\${quote}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
