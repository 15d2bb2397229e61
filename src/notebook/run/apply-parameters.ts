import { InputError } from '../../core/input-error.js';
import { nearest } from '../../core/nearest.js';
import type { CodeCell, Notebook } from '../document/notebook.js';
import { type Parameter, readParameters } from './read-parameters.js';

/** Values by name, as typed: `{ k: '4' }`. */
export type ParameterTexts = Readonly<Record<string, string>>;

/**
 * The names that can be set in a notebook: those of its first cell tagged `parameters`.
 *
 * @example
 * parameterNames(await readNotebook('quickstart.ipynb')); // ['k']
 */
export function parameterNames(notebook: Notebook): string[] {
  const cell = parametersCell(notebook);
  return cell === undefined ? [] : readParameters(cell.source).parameters.map(({ name }) => name);
}

/**
 * A notebook whose parameters are set: the values in its first cell tagged `parameters` are replaced, and every
 * line of that cell stays on its line.
 *
 * @param name - File name for messages.
 * @throws {InputError} For a name that the cell does not declare, with the nearest one, or computes; and for a
 *   value that is not of the parameter's type.
 *
 * @example
 * const notebook = await readNotebook('quickstart.ipynb');
 * applyParameters(notebook, { k: '5' }, 'quickstart.ipynb').cells[0].source; // 'const k = 5;'
 */
export function applyParameters(notebook: Notebook, values: ParameterTexts, name: string): Notebook {
  const wanted = Object.keys(values);
  if (wanted.length === 0) return notebook;
  const cell = parametersCell(notebook);
  if (cell === undefined) {
    throw new InputError(
      `${name} has no cell tagged "parameters", so ${wanted.join(', ')} cannot be set. Tag the cell that declares it.`,
      { file: name },
    );
  }
  const { parameters, computed } = readParameters(cell.source);
  const changes = wanted.map((key) => {
    const parameter = parameters.find((candidate) => candidate.name === key);
    if (parameter === undefined) throw unknownParameter(name, key, parameters, computed);
    return { parameter, text: literalOf(name, parameter, values[key]) };
  });
  let source = cell.source;
  for (const { parameter, text } of changes.sort((a, b) => b.parameter.start - a.parameter.start)) {
    const { start, end } = parameter;
    const lines = source.slice(start, end).split('\n').length - 1;
    source =
      source.slice(0, start) + (start === end ? ' = ' : '') + text + '\n'.repeat(lines) + source.slice(end);
  }
  const changed: CodeCell = { ...cell, source };
  return { ...notebook, cells: notebook.cells.map((other) => (other === cell ? changed : other)) };
}

function parametersCell(notebook: Notebook): CodeCell | undefined {
  return notebook.cells.find(
    (cell): cell is CodeCell =>
      cell.cell_type === 'code' && (cell.metadata.tags ?? []).includes('parameters'),
  );
}

function unknownParameter(
  file: string,
  key: string,
  parameters: readonly Parameter[],
  computed: readonly string[],
): InputError {
  if (computed.includes(key)) {
    return new InputError(
      `${file}: "${key}" is computed in the parameters cell, so it cannot be set. Give it a plain value there.`,
      { file },
    );
  }
  const names = parameters.map(({ name }) => name);
  const close = nearest(key, names);
  const hint = close === undefined ? '' : ` Nearest: "${close}".`;
  const list = names.length === 0 ? 'Its parameters cell declares none.' : `There are: ${names.join(', ')}.`;
  return new InputError(`${file}: there is no parameter "${key}".${hint} ${list}`, { file });
}

/** A value as TypeScript writes it. */
function literalOf(file: string, { name, type }: Parameter, text: string): string {
  const refuse = (what: string) =>
    new InputError(`${file}: ${name}: ${JSON.stringify(text)} is ${what}.`, { file });
  if (type === 'string') return quoted(text);
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw refuse('neither true nor false');
    return text;
  }
  const number = Number(text);
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) || !Number.isFinite(number)) {
    throw refuse('not a number');
  }
  return String(number);
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
