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
  const made = { ...notebook, cells };
  const text = formatJson(original === undefined ? sorted(made) : made, indent, '', original);
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
    outputs: cell.outputs.map((output) =>
      unchangedOr(original, output, () => sorted(rawOutput(output)) as Raw),
    ),
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

/** With names in alphabetical order, as Jupyter saves them; it also drops what JSON cannot hold. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRaw(value)) return value;
  if (typeof value.toJSON === 'function') return JSON.parse(JSON.stringify(value));
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
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
  const inner = margin + indent;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => formatJson(item, indent, inner, original))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(
          ([name, item]) =>
            `${JSON.stringify(name)}:${indent && ' '}${formatJson(item, indent, inner, original)}`,
        );
  if (parts.length === 0) return open + close;
  if (indent === '') return open + parts.join(',') + close;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
