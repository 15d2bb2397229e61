import { isJsonMime } from './json-mime.js';
import type { Cell, Notebook, Output } from './notebook.js';
import { type Original, originalOf, originalText } from './original.js';
import { isRaw, type Raw, withValues } from './raw-json.js';
import { splitLines } from './split-lines.js';

/**
 * The text of an `.ipynb` file in Jupyter's form: texts as lists of lines, one blank of indentation, a line end
 * at the end. What did not change since the notebook was read from an `.ipynb` is written as it stood there.
 */
export function formatIpynb(notebook: Notebook): string {
  const original = originalOf(notebook, 'ipynb');
  const unchanged = originalText(original, notebook);
  if (unchanged !== undefined) return unchanged;
  const indent = original === undefined ? ' ' : indentOf(original.text);
  const withIds = notebook.nbformat_minor >= 5;
  const cells = notebook.cells.map((cell) =>
    unchangedOr(original, cell, () => rawCell(cell, original, withIds)),
  );
  const text = formatJson({ ...notebook, cells }, indent, '', original);
  return original === undefined || original.text.endsWith('\n') ? `${text}\n` : text;
}

function unchangedOr(original: Original | undefined, value: object, change: () => object): object {
  return original?.spans.has(value) ? value : change();
}

function rawCell(cell: Cell, original: Original | undefined, withId: boolean): Raw {
  const { id: _, ...withoutId } = cell;
  const raw = withValues(withId ? { ...cell } : withoutId, { source: splitLines(cell.source) });
  if (cell.cell_type !== 'code') return raw;
  return withValues(raw, {
    outputs: cell.outputs.map((output) => unchangedOr(original, output, () => rawOutput(output))),
  });
}

function rawOutput(output: Output): Raw {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) };
  if (output.output_type === 'error') return { ...output };
  const data = Object.entries(output.data).map(([type, value]) => {
    const lines = typeof value === 'string' && isSplit(type);
    return [type, lines ? splitLines(value) : value];
  });
  return { ...output, data: Object.fromEntries(data) };
}

/** The types whose texts Jupyter writes as lines. */
function isSplit(type: string): boolean {
  return !isJsonMime(type) && /^(text\/|application\/javascript$|image\/svg\+xml$)/.test(type);
}

function indentOf(text: string): string {
  return /^\s*\{\r?\n?([ \t]*)/.exec(text)?.[1] ?? ' ';
}

/** `JSON.stringify`, with the original text of every object that has one. */
function formatJson(value: unknown, indent: string, margin: string, original: Original | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const unchanged = originalText(original, value);
  if (unchanged !== undefined) return unchanged;
  const plain =
    typeof (value as { toJSON?: unknown }).toJSON === 'function' ? JSON.parse(JSON.stringify(value)) : value;
  const inner = margin + indent;
  const [open, close] = Array.isArray(plain) ? '[]' : '{}';
  const parts = Array.isArray(plain)
    ? plain.map((item) => formatJson(item, indent, inner, original))
    : isRaw(plain)
      ? Object.keys(plain)
          .filter((name) => plain[name] !== undefined)
          .map(
            (name) =>
              `${JSON.stringify(name)}:${indent && ' '}${formatJson(plain[name], indent, inner, original)}`,
          )
      : [JSON.stringify(plain)];
  if (parts.length === 0) return open + close;
  if (indent === '') return open + parts.join(',') + close;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
