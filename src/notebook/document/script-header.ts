import type { Cell, CellMetadata } from './notebook.js';
import { isRaw } from './raw-json.js';
import { JsonError, readJson } from './read-json.js';

/** What the line above a cell of a script says: `// %% Title [markdown] key="value"`. */
export interface ScriptHeader {
  readonly cellType: Cell['cell_type'];
  /** The title under `title`, how deep the cell is nested (`// %%%`) under `cell_depth`, the rest by its names. */
  readonly metadata: CellMetadata;
}

const HEADER = /^\s*\/\/\s*%%(%*)(?:\s+(.*))?$/;
const CELL_TYPES = { markdown: 'markdown', md: 'markdown', raw: 'raw' } as const;
const OPTIONS_START = /(?<=^|\s)(?:\[(?:markdown|md|raw)\](?=\s|$)|[A-Za-z_][\w.-]*=|\{)/g;

/**
 * Reads a line as the header of a cell, in the notation of Jupytext.
 *
 * @returns `undefined` for any other line, also `// %%time`.
 *
 * @example
 * parseScriptHeader('// %% tags=["parameters"]'); // { cellType: 'code', metadata: { tags: ['parameters'] } }
 */
export function parseScriptHeader(line: string): ScriptHeader | undefined {
  const match = HEADER.exec(line);
  if (match === null) return undefined;
  const depth = match[1].length;
  const rest = (match[2] ?? '').trim();
  const nested = depth === 0 ? {} : { cell_depth: depth };
  for (const start of rest.matchAll(OPTIONS_START)) {
    const options = parseOptions(rest.slice(start.index));
    if (options === undefined) continue;
    const title = rest.slice(0, start.index).trim();
    const titled = title === '' ? {} : { title };
    return { cellType: options.cellType, metadata: { ...titled, ...nested, ...options.metadata } };
  }
  return { cellType: 'code', metadata: { ...(rest === '' ? {} : { title: rest }), ...nested } };
}

/** The header line for a cell. */
export function formatScriptHeader(cell: Cell): string {
  const { title, cell_depth: depth, ...others } = cell.metadata;
  const nested = typeof depth === 'number' && Number.isInteger(depth) && depth > 0 && depth < 100;
  const type = cell.cell_type === 'code' ? [] : [`[${cell.cell_type}]`];
  const start = `// %%${nested ? '%'.repeat(depth) : ''}`;
  const keys = nested ? others : depth === undefined ? others : { ...others, cell_depth: depth };
  if (typeof title === 'string') {
    const line = [start, title, ...type, ...formatOptions(keys)].join(' ');
    // A title that itself reads like options, or has blanks at its ends, stands among the options.
    const again = parseScriptHeader(line);
    if (again?.metadata.title === title && again.cellType === cell.cell_type && !line.includes('\n'))
      return line;
  }
  return [start, ...type, ...formatOptions(title === undefined ? keys : { title, ...keys })].join(' ');
}

function formatOptions(metadata: CellMetadata): string[] {
  const entries = Object.entries(metadata).filter(([, value]) => value !== undefined);
  const plain = entries.every(([name]) => /^[A-Za-z_][\w.-]*$/.test(name));
  if (plain) return entries.map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [JSON.stringify(metadata)];
}

function parseOptions(text: string): ScriptHeader | undefined {
  const entries: [string, unknown][] = []; // as properties at once: one may be called __proto__
  let cellType: Cell['cell_type'] = 'code';
  let rest = text.trim();
  const type = /^\[(markdown|md|raw)\](?:\s+|$)/.exec(rest);
  if (type !== null) {
    cellType = CELL_TYPES[type[1] as keyof typeof CELL_TYPES];
    rest = rest.slice(type[0].length);
  }
  try {
    if (rest.startsWith('{')) {
      const json = readJson(rest);
      if (!isRaw(json.value) || json.end < rest.length) return undefined;
      return { cellType, metadata: json.value };
    }
    while (rest !== '') {
      const name = /^([A-Za-z_][\w.-]*)=/.exec(rest);
      if (name === null) return undefined;
      const json = readJson(rest, name[0].length);
      entries.push([name[1], json.value]);
      if (/^\S/.test(rest.slice(json.end))) return undefined;
      rest = rest.slice(json.end).trim();
    }
    return { cellType, metadata: Object.fromEntries(entries) };
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
