import { dirname, resolve } from 'node:path';
import type { CodeCell, ErrorOutput, Notebook } from '../document/notebook.js';
import { originalOf } from '../document/original.js';
import type { CellError, CellResult } from '../session/session.js';
import { cellLabel } from './cell-label.js';
import { type CollectedOutputs, collectOutputs } from './collect-outputs.js';
import type { RunEvents, RunFailure, RunOptions } from './run-options.js';
import { type ProcessEnd, type SessionProcess, startSessionProcess } from './session-process.js';

/** What the cells of a notebook left behind. */
export interface CellsRun {
  readonly outputs: CollectedOutputs;
  readonly counts: ReadonlyMap<string, number>;
  readonly failure?: RunFailure;
  readonly notRun: readonly string[];
  /** Settles when the session process is gone. */
  readonly closed: Promise<void>;
}

/** How long a stopped cell may take to end by itself before its process is ended. */
const GRACE_MS = 5000;

/**
 * Runs the code cells of a notebook in a session process of their own, one after the other, up to the first that
 * fails. Never rejects for what a cell does.
 *
 * @param path - Where the notebook stands: its imports are looked up from there.
 */
export async function runCells(
  notebook: Notebook,
  path: string,
  name: string,
  options: Pick<RunOptions, 'check' | 'stop' | 'timeoutSeconds'>,
  events: RunEvents,
): Promise<CellsRun> {
  const outputs = collectOutputs();
  const counts = new Map<string, number>();
  const cells = notebook.cells.filter(
    (cell): cell is CodeCell => cell.cell_type === 'code' && cell.source.trim() !== '',
  );
  const numberOf = (cell: CodeCell) => notebook.cells.indexOf(cell) + 1;
  const session = startSessionProcess({
    folder: resolve(dirname(path)),
    name,
    check: options.check ?? true,
    onOutput: (cellId, output) => outputs.add(cellId, output),
    onProgress: (_, fraction, label) => events.onProgress?.(fraction, label),
  });
  const stop = stopper(session, options);
  let failure: RunFailure | undefined;
  let reached = 0;
  for (const [index, cell] of cells.entries()) {
    const place = { cellId: cell.id, cellNumber: numberOf(cell) };
    if (stop.cause !== undefined) {
      failure = { ...place, ...stopFailure(stop.cause, place.cellNumber, options) };
      break;
    }
    reached = index + 1;
    events.onCellStart?.({ position: index + 1, total: cells.length, label: cellLabel(notebook, cell) });
    const result = await session.execute({ id: cell.id, number: place.cellNumber, source: cell.source });
    if ('executionCount' in result) counts.set(cell.id, result.executionCount);
    const problem = failureOf(result, stop.cause, place.cellNumber, options);
    if (problem !== undefined) {
      failure = { ...place, ...problem, ...lineInFile(notebook, cell, problem.line) };
      const shown = outputs.of(cell.id).some((output) => output.output_type === 'error');
      if (!shown) outputs.add(cell.id, errorOutput(failure));
    }
    events.onCellEnd?.(failure === undefined ? 'ok' : stop.cause === undefined ? 'failed' : 'stopped');
    if (failure !== undefined) break;
  }
  stop.clear();
  const notRun = cells.slice(reached).map((cell) => cell.id);
  return { outputs, counts, notRun, closed: session.close(), ...(failure === undefined ? {} : { failure }) };
}

function lineInFile(notebook: Notebook, cell: CodeCell, line: number | undefined): { fileLine?: number } {
  const first = originalOf(notebook, 'script')?.firstLines.get(cell);
  return first === undefined || line === undefined ? {} : { fileLine: first + line - 1 };
}

type StopCause = 'interrupted' | 'timeout';
type Problem = Pick<RunFailure, 'kind' | 'message' | 'line' | 'column'>;

/** Interrupts the cell when asked to or when time is up, and ends the process when that does not help. */
function stopper(
  session: SessionProcess,
  { stop, timeoutSeconds }: Pick<RunOptions, 'stop' | 'timeoutSeconds'>,
) {
  const timers: NodeJS.Timeout[] = [];
  const state = {
    cause: undefined as StopCause | undefined,
    clear() {
      for (const timer of timers) clearTimeout(timer);
      stop?.removeEventListener('abort', onStop);
    },
  };
  function request(cause: StopCause): void {
    if (state.cause !== undefined) return;
    state.cause = cause;
    session.interrupt();
    timers.push(setTimeout(() => session.kill(), GRACE_MS));
  }
  const onStop = () => request('interrupted');
  if (stop?.aborted) onStop();
  else stop?.addEventListener('abort', onStop);
  if (timeoutSeconds !== undefined) timers.push(setTimeout(() => request('timeout'), timeoutSeconds * 1000));
  return state;
}

function failureOf(
  result: CellResult | ProcessEnd,
  cause: StopCause | undefined,
  cell: number,
  options: Pick<RunOptions, 'timeoutSeconds'>,
): Problem | undefined {
  const ended = !('status' in result);
  if (!ended && result.status === 'ok') return undefined;
  if (cause !== undefined && (ended || result.status === 'interrupted'))
    return stopFailure(cause, cell, options);
  if (ended) return { kind: 'ended', message: endMessage(result) };
  const { error } = result;
  return {
    kind: 'cell',
    message: error === undefined ? 'The cell was stopped.' : errorText(error),
    ...(error?.line === undefined ? {} : { line: error.line }),
    ...(error?.column === undefined ? {} : { column: error.column }),
  };
}

/** An `InputError` and a stop are sentences for people; what else is thrown needs its name. */
function errorText({ kind, ename, evalue }: CellError): string {
  return kind === 'input' || kind === 'interrupted' ? evalue : `${ename}: ${evalue}`;
}

function stopFailure(cause: StopCause, cell: number, options: Pick<RunOptions, 'timeoutSeconds'>): Problem {
  const message =
    cause === 'interrupted'
      ? `Interrupted at cell ${cell}.`
      : `The notebook took longer than ${options.timeoutSeconds} s (timeout) and was stopped at cell ${cell}.`;
  return { kind: cause, message };
}

function endMessage({ code, signal, outOfMemory }: ProcessEnd): string {
  if (outOfMemory)
    return 'The memory for JavaScript values was used up, and the process of the session ended.';
  if (signal === 'SIGKILL') {
    return 'The process of the session was killed (SIGKILL); the system does so when memory runs out.';
  }
  if (signal !== null) return `The process of the session was ended by ${signal}.`;
  return `The process of the session ended by itself (exit code ${code}).`;
}

function errorOutput({ kind, message }: RunFailure): ErrorOutput {
  const ename = { cell: 'Error', interrupted: 'Interrupted', timeout: 'Timeout', ended: 'SessionEnded' }[
    kind
  ];
  return { output_type: 'error', ename, evalue: message, traceback: [`${ename}: ${message}`] };
}
