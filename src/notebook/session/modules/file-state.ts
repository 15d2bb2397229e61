import { statSync } from 'node:fs';

/** What changes when a file does, cheap to read; empty where there is no such file. */
export function fileState(path: string): string {
  const state = statSync(path, { throwIfNoEntry: false });
  return state?.isFile() ? `${state.mtimeMs} ${state.ctimeMs} ${state.size} ${state.ino}` : '';
}
