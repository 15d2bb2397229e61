import type { CellContext } from './cell-run.js';

/** Thrown where a cell calls `process.exit()`: it ends the cell, not the process. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

/**
 * Makes `process.exit()` end the cell that calls it. Outside of cells it does what it always did.
 *
 * @returns A function that puts everything back.
 */
export function refuseExit(context: CellContext): () => void {
  const { exit } = process;
  process.exit = (code) => {
    if (context.current === undefined) exit.call(process, code);
    throw new ProcessExit(`process.exit(${code ?? ''}) ended this cell; the notebook goes on.`);
  };
  return () => {
    process.exit = exit;
  };
}
