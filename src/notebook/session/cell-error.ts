import { isInputError } from '../../core/input-error.js';
import type { ErrorOutput } from '../document/notebook.js';
import {
  type CellPlace,
  codeFrame,
  type Diagnostic,
  formatDiagnostic,
  placeText,
} from '../language/diagnostic.js';
import type { Position } from '../language/position.js';
import { plainText } from './bundle-of.js';
import { type CellFrame, type CellFrames, stackOf } from './cell-frames.js';
import type { CellRun } from './cell-run.js';
import { foldRepeats } from './fold-repeats.js';
import { moduleFrames } from './modules/module-frames.js';
import type { CellError } from './session.js';

const SHOWN_DIAGNOSTICS = 10;

/**
 * What people read of a value that a cell threw: for an `InputError` its sentence with notebook and cell, for
 * everything else name, message, and the lines of cells and of the user's own modules; the frames of libraries are
 * folded.
 *
 * @param folder - Folder of the notebook, from which modules are named.
 * @param fallback - Source of the cell and a place in it, for values that do not know theirs.
 */
export function thrownError(
  thrown: unknown,
  run: CellRun,
  notebook: string,
  folder: string,
  frames: CellFrames,
  fallback?: { readonly source: string; readonly position: Position },
): CellError {
  const place = { notebook, cell: run.number };
  const stack = stackOf(thrown);
  const trace = frames.ofStack(stack);
  const own = trace.find((frame) => frame.run === run);
  const { position, source } = own ?? fallback ?? {};
  const { name, message } = described(thrown);
  if (isInputError(thrown)) {
    return { ...errorOf('input', 'InputError', message, [`${placeText(place)}: ${message}`]), ...position };
  }
  const where =
    position === undefined ? [] : [`${placeText(place, position)}\n${codeFrame(source!, position)}`];
  const inModules = foldRepeats(moduleFrames(stack, folder));
  const others = foldRepeats(
    trace.filter((frame) => frame !== own).map((frame) => frameText(frame, notebook)),
  );
  return {
    ...errorOf('thrown', name, message, [
      `${name}: ${message}`,
      ...inModules,
      ...where,
      ...others,
      ...causes(thrown),
    ]),
    ...position,
  };
}

function frameText({ name, run, position }: CellFrame, notebook: string): string {
  return `    at ${name === '' ? '' : `${name}, `}${placeText({ notebook, cell: run.number }, position)}`;
}

function causes(thrown: unknown): string[] {
  if (!(thrown instanceof Error) || thrown.cause === undefined) return [];
  const { name, message } = described(thrown.cause);
  return [`caused by ${name}: ${message}`];
}

/** Name and message of whatever was thrown, also of an error that does not let itself be read. */
function described(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    if (thrown instanceof Error) return { name: String(thrown.name), message: String(thrown.message) };
  } catch {
    return { name: 'Error', message: 'an error whose name and message cannot be read' };
  }
  return { name: 'Thrown', message: plainText(thrown) };
}

/**
 * A cell that was stopped.
 *
 * @param largest - The variables that take most of the memory, in words.
 */
export function stoppedError(run: CellRun, notebook: string, largest = ''): CellError {
  const sentence = `${run.stopReason}${largest === '' ? '' : `; the largest: ${largest}`}.`;
  return errorOf('interrupted', 'Interrupted', sentence, [
    `${placeText({ notebook, cell: run.number })}: ${sentence}`,
  ]);
}

/** A cell that does not run, because of what is wrong with its text. */
export function refusedError(
  diagnostics: readonly Diagnostic[],
  source: string,
  place: CellPlace,
): CellError {
  const [{ kind, message, line, column }] = diagnostics;
  const shown = diagnostics.slice(0, SHOWN_DIAGNOSTICS);
  const traceback = shown.map((diagnostic) => formatDiagnostic(diagnostic, source, place));
  const more = diagnostics.length - shown.length;
  if (more > 0) traceback.push(`… and ${more} more`);
  const name = kind === 'syntax' ? 'SyntaxError' : 'TypeScriptError';
  return { ...errorOf(kind, name, message, traceback), line, column };
}

/** What is to be told of a cell that runs all the same, a line each. */
export function warningsText(diagnostics: readonly Diagnostic[], place: CellPlace): string {
  const shown = diagnostics.slice(0, SHOWN_DIAGNOSTICS).map((diagnostic) => {
    const number = diagnostic.code === undefined ? '' : ` (TS${diagnostic.code})`;
    return `Warning: ${placeText(place, diagnostic)}: ${diagnostic.message.replace(/\n\s*/g, ' ')}${number}\n`;
  });
  const more = diagnostics.length - shown.length;
  return shown.join('') + (more > 0 ? `… and ${more} more\n` : '');
}

function errorOf(
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
