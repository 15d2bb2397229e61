import { InputError } from '../../core/input-error.js';
import { cellIds } from './cell-ids.js';
import type { Cell, CellMetadata, Notebook } from './notebook.js';
import { ORIGINAL, type Original } from './original.js';
import { parseOutput } from './parse-output.js';
import { isRaw, joinedText, type Raw, withValues } from './raw-json.js';
import { JsonError, type JsonText, readJson } from './read-json.js';

/**
 * A Jupyter notebook (nbformat 4) from its text. Cells without a valid id of their own get one made from their
 * place; metadata and kinds of cells and outputs that we do not know are kept.
 *
 * @param name - File name for messages.
 * @throws {InputError} With file and line: broken JSON, another nbformat, or what is no notebook.
 */
export function parseIpynb(text: string, name: string): Notebook {
  const { value: root, spans } = checkedJson(text, name);

  function refuse(problem: string, where: unknown, cell?: number): never {
    const line = lineAt(text, spans.get(where as object)?.[0] ?? 0);
    const at = cell === undefined ? '' : `, cell ${cell}`;
    throw new InputError(`${name}, line ${line}${at}: ${problem}`, {
      file: name,
      line,
      ...(cell === undefined ? {} : { cell }),
    });
  }
  /** What was made of an object is written as that object stood in the file, as long as it is unchanged. */
  function made<T>(from: Raw, values: Raw): T {
    const result = withValues(from, values);
    spans.set(result, spans.get(from)!);
    return result as T;
  }

  if (!isRaw(root)) return refuse('a notebook is an object with "cells"; this is none.', root);
  if (root.nbformat !== 4) return refuse(formatProblem(root.nbformat), root);
  if (!Array.isArray(root.cells)) return refuse('a notebook has a list "cells"; this has none.', root);
  if (!isRaw(root.metadata ?? {})) return refuse('"metadata" must be an object.', root);
  const ids = cellIds(root.cells.map((cell) => (isRaw(cell) ? cell.id : undefined)));

  function cell(raw: unknown, index: number): Cell {
    if (!isRaw(raw)) return refuse('a cell must be an object.', raw, index + 1);
    const source = joinedText(raw.source);
    if (source === undefined) return refuse('"source" must be a text or a list of lines.', raw, index + 1);
    const metadata = raw.metadata ?? {};
    if (!isRaw(metadata)) return refuse('"metadata" must be an object.', raw, index + 1);
    const common = { id: ids[index], source, metadata: cellMetadata(metadata) };
    if (raw.cell_type === 'markdown') return made<Cell>(raw, common);
    // A kind that we do not know is mere text to us.
    if (raw.cell_type !== 'code') return made<Cell>(raw, { ...common, cell_type: 'raw' });
    const outputs = raw.outputs ?? [];
    if (!Array.isArray(outputs)) return refuse('"outputs" must be a list.', raw, index + 1);
    return made<Cell>(raw, {
      ...common,
      execution_count: typeof raw.execution_count === 'number' ? raw.execution_count : null,
      outputs: outputs.map((output) =>
        isRaw(output) ? made(output, { ...parseOutput(output) }) : parseOutput(output),
      ),
    });
  }

  function cellMetadata(raw: Raw): CellMetadata {
    const { tags } = raw;
    if (tags === undefined || (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')))
      return raw;
    return made<CellMetadata>(raw, { tags: [] });
  }

  const notebook = made<Notebook>(root, {
    cells: root.cells.map(cell),
    metadata: root.metadata ?? {},
    nbformat_minor: typeof root.nbformat_minor === 'number' ? root.nbformat_minor : 0,
  });
  spans.set(notebook, [0, text.length]);
  const original: Original = { format: 'ipynb', text, spans, lead: '', firstLines: new WeakMap() };
  return Object.assign(notebook, { [ORIGINAL]: original });
}

function formatProblem(format: unknown): string {
  if (typeof format !== 'number') return 'a notebook says its "nbformat"; this does not.';
  const way = format < 4 ? ' Open it in Jupyter and save it to bring it up to date.' : '';
  return `nbformat 4 is needed; this is nbformat ${format}.${way}`;
}

function checkedJson(text: string, name: string): JsonText {
  const refuse = (problem: string, offset: number) => {
    const line = lineAt(text, offset);
    return new InputError(`${name}, line ${line}: ${problem}`, { file: name, line });
  };
  if (text.trim() === '') throw refuse('the file is empty; a notebook is expected.', 0);
  try {
    const json = readJson(text);
    const rest = text.slice(json.end).trimStart();
    if (rest === '') return json;
    throw new JsonError('something follows behind the notebook', text.length - rest.length);
  } catch (error) {
    if (error instanceof JsonError) throw refuse(`this is no valid JSON: ${error.message}.`, error.offset);
    throw error;
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
