import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CellResult, Output, SessionOptions } from 'clientele/notebook';

export const RUN_CELLS = fileURLToPath(new URL('run-cells.mjs', import.meta.url));

/** What the cells of a process put out. */
export interface RanCells {
  readonly results: readonly CellResult[];
  readonly outputs: readonly (Output & { readonly cellId: string })[];
}

/** Runs cells in a process of their own, for what would disturb the process of the tests. */
export async function runInOwnProcess(
  cells: readonly (string | { readonly source: string; readonly timeoutMs: number })[],
  options: Partial<SessionOptions> = {},
): Promise<RanCells> {
  const job = JSON.stringify({ cells, options: { folder: tmpdir(), ...options } });
  const { stdout } = await promisify(execFile)(process.execPath, [RUN_CELLS, job], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as RanCells;
}
