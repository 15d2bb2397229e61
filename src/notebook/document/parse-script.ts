import { cellIds } from './cell-ids.js';
import type { Cell, Notebook } from './notebook.js';
import { ORIGINAL, type Original } from './original.js';
import { parseScriptHeader, type ScriptHeader } from './script-header.js';

/**
 * A notebook from a script whose cells start with lines `// %%`, in the notation of Jupytext:
 * `// %% [markdown]` cells hold their text in `//` comments, `// %% tags=["parameters"]` carries metadata,
 * `// %% Choosing k` a title. Code above the first such line is a cell too; a block `// ---` at the top is not.
 */
export function parseScript(text: string): Notebook {
  const spans = new WeakMap<object, readonly [number, number]>();
  const firstLines = new WeakMap<object, number>();
  const parts = splitCells(text);
  const ids = cellIds(parts.map(() => undefined));
  const cells = parts.map((part, index): Cell => {
    const { cellType, metadata } = part.header;
    const source = sourceOf(part.lines, cellType);
    const common = { id: ids[index], source, metadata };
    const cell: Cell =
      cellType === 'code'
        ? { cell_type: 'code', ...common, execution_count: null, outputs: [] }
        : { cell_type: cellType, ...common };
    spans.set(cell, [part.start, part.end]);
    firstLines.set(cell, part.firstLine);
    return cell;
  });
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: TYPESCRIPT },
    cells,
  };
  spans.set(notebook, [0, text.length]);
  const original: Original = {
    format: 'script',
    text,
    spans,
    lead: text.slice(0, parts[0]?.start ?? 0),
    firstLines,
  };
  return Object.assign(notebook, { [ORIGINAL]: original });
}

const TYPESCRIPT = {
  codemirror_mode: 'typescript',
  file_extension: '.ts',
  mimetype: 'text/typescript',
  name: 'typescript',
  pygments_lexer: 'typescript',
};

interface Part {
  readonly header: ScriptHeader;
  readonly lines: readonly string[];
  /** Line of the file on which `lines` start, counted from 1. */
  readonly firstLine: number;
  readonly start: number;
  readonly end: number;
}

function splitCells(text: string): Part[] {
  const parts: { header: ScriptHeader; lines: string[]; firstLine: number; start: number; end: number }[] =
    [];
  const plain: ScriptHeader = { cellType: 'code', metadata: {} };
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const top = blockAtTop(lines);
  let offset = 0;
  lines.forEach((line, index) => {
    const content = line.replace(/\r?\n$/, '');
    const header = index < top ? undefined : parseScriptHeader(content);
    const end = offset + line.length;
    if (header !== undefined) {
      parts.push({ header, lines: [], firstLine: index + 2, start: offset, end });
    } else if (parts.length > 0) {
      parts.at(-1)!.lines.push(content);
      parts[parts.length - 1].end = end;
    } else if (index >= top && content.trim() !== '') {
      parts.push({ header: plain, lines: [content], firstLine: index + 1, start: offset, end });
    }
    offset = end;
  });
  return parts;
}

/** Lines of the block between `// ---` and `// ---` with which Jupytext starts a script. */
function blockAtTop(lines: readonly string[]): number {
  const rule = /^\/\/ ---\s*$/;
  if (!rule.test(lines[0] ?? '')) return 0;
  const close = lines.findIndex((line, index) => index > 0 && !/^\/\/(?! ---\s*$)/.test(line));
  return close > 0 && rule.test(lines[close]) ? close + 1 : 0;
}

function sourceOf(lines: readonly string[], cellType: Cell['cell_type']): string {
  let end = lines.length;
  while (end > 0 && lines[end - 1].trim() === '') end--;
  const kept = lines.slice(0, end);
  if (cellType === 'code') return kept.join('\n');
  return kept.map((line) => line.replace(/^\/\/ ?/, '')).join('\n');
}
