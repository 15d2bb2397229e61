import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the files of one test file, removed at the end. */
export function testFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** A task that remembers what it was told. */
export function listeningTask() {
  const warnings: string[] = [];
  const fractions: number[] = [];
  return {
    signal: new AbortController().signal,
    warnings,
    fractions,
    progress: (fraction: number) => void fractions.push(fraction),
    warn: (message: string) => void warnings.push(message),
  };
}
