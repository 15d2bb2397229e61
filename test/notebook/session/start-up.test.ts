import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** Packages that a module loads before anything of it runs, with the modules that import them. */
function packagesOf(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(path, 'utf8');
    const imported = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/gm;
    const required = /createRequire\(import\.meta\.url\)\(['"]([^'"]+)['"]/g;
    for (const [, target] of [...code.matchAll(imported), ...code.matchAll(required)]) {
      if (target.startsWith('.')) visit(resolve(dirname(path), target));
      else if (!isBuiltin(target)) found.set(target, path.slice(DIST.length));
    }
  };
  visit(resolve(DIST, entry));
  return found;
}

// A first cell waits for all of this. Table libraries, charts and page makers are loaded when they are used.
it('a session and a kernel begin with the native checker and the sockets alone', () => {
  const ofSession = packagesOf('notebook/session/notebook-session.js');
  expect([...ofSession.keys()].filter((name) => !name.startsWith('ts7/'))).toEqual([]);
  expect([...packagesOf('cli/kernel-main.js').keys()]).toEqual([]);
  expect([...packagesOf('cli/kernel-worker.js').keys()]).toEqual(['zeromq']);
});
