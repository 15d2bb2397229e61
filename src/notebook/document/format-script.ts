import { InputError } from '../../core/input-error.js';
import type { Cell, Notebook } from './notebook.js';
import { originalOf, originalText } from './original.js';
import { formatScriptHeader, parseScriptHeader } from './script-header.js';

/**
 * The text of a script whose cells start with lines `// %%`. Outputs, attachments and the metadata of the
 * notebook are left out: a script has no place for them. What did not change since the notebook was read from a
 * script is written as it stood there.
 *
 * @throws {InputError} When a line of a cell would itself start a new cell.
 */
export function formatScript(notebook: Notebook): string {
  const original = originalOf(notebook, 'script');
  const unchanged = originalText(original, notebook);
  if (unchanged !== undefined) return unchanged;
  let text = original?.lead ?? '';
  let kept = true; // neighbours that were both kept have their own blank lines between them
  notebook.cells.forEach((cell, index) => {
    const part = originalText(original, cell);
    const separate = !(kept && part !== undefined) && text !== '' && !/\n\r?\n$/.test(text);
    if (separate) text += text.endsWith('\n') ? '\n' : '\n\n';
    text += part ?? cellText(cell, index + 1);
    kept = part !== undefined;
  });
  return text;
}

function cellText(cell: Cell, number: number): string {
  const code = cell.source.replace(/\s+$/, '');
  const lines =
    cell.cell_type === 'code'
      ? code === ''
        ? []
        : code.split('\n')
      : cell.source.split('\n').map((line) => (line === '' ? '//' : `// ${line}`));
  const header = lines.findIndex((line) => parseScriptHeader(line) !== undefined);
  if (header >= 0) {
    throw new InputError(
      `cell ${number}, line ${header + 1} would start a cell of its own in a script: ${lines[header].trim()}`,
      { cell: number, line: header + 1 },
    );
  }
  return [formatScriptHeader(cell), ...lines, ''].join('\n');
}
