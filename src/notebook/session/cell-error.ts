import { isInputError } from '../../core/input-error.js';
import type { ErrorOutput } from '../document/notebook.js';
import { type CellPlace, codeFrame, placeText } from '../language/diagnostic.js';
import type { Position } from '../language/position.js';
import { plainText } from './bundle-of.js';
import type { CellFrame, CellFrames } from './cell-frames.js';
import type { CellError } from './session.js';

/**
 * What people read of a value that a cell threw: for an `InputError` its sentence with notebook and cell, for
 * everything else name, message and the cells' own lines; the frames of libraries are folded.
 *
 * @param fallback - Source of the cell and a place in it, for values that do not know theirs.
 */
export function thrownError(
  thrown: unknown,
  place: CellPlace,
  frames: CellFrames,
  fallback?: { readonly source: string; readonly position: Position },
): CellError {
  const trace = thrown instanceof Error ? frames.ofStack(thrown.stack) : [];
  const own = trace.find(({ cell }) => cell === place.cell);
  const { position, source } = own ?? fallback ?? {};
  const where = placeText(place, position);
  if (isInputError(thrown)) {
    const sentence = `${placeText(place)}: ${thrown.message}`;
    return { ...errorOf('input', 'InputError', thrown.message, [sentence]), ...position };
  }
  const name = thrown instanceof Error ? thrown.name : 'Thrown';
  const message = thrown instanceof Error ? thrown.message : plainText(thrown);
  const traceback = [
    `${name}: ${message}`,
    ...(source === undefined || position === undefined ? [] : [`${where}\n${codeFrame(source, position)}`]),
    ...trace.filter((frame) => frame !== own).map((frame) => frameText(frame, place.notebook)),
    ...causes(thrown),
  ];
  return { ...errorOf('thrown', name, message, traceback), ...position };
}

function frameText({ name, cell, position }: CellFrame, notebook: string): string {
  return `    at ${name === '' ? '' : `${name}, `}${placeText({ notebook, cell }, position)}`;
}

function causes(thrown: unknown): string[] {
  if (!(thrown instanceof Error) || thrown.cause === undefined) return [];
  const { cause } = thrown;
  return [`caused by ${cause instanceof Error ? `${cause.name}: ${cause.message}` : plainText(cause)}`];
}

/** An error as the last output of a cell. */
export function errorOf(
  kind: CellError['kind'],
  ename: string,
  evalue: string,
  traceback: readonly string[],
): CellError {
  return { output_type: 'error', kind, ename, evalue, traceback };
}

/** The error as a notebook stores it. */
export function outputOf({ ename, evalue, traceback }: CellError): ErrorOutput {
  return { output_type: 'error', ename, evalue, traceback };
}
