import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const HOOKS = `export async function load(url, context, next) {
  process._rawDebug('LOADED ' + url);
  return next(url, context);
}`;

/** Packages of which a program loads at least one file, ES modules and CommonJS alike. */
function packagesLoadedBy(program: string): string[] {
  const script = `import Module, { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOKS)}));
    ${program}
    for (const file of Object.keys(Module._cache)) process._rawDebug('LOADED ' + file);`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(0);
  const names = [...run.stderr.matchAll(/^LOADED .*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/gm)].map(
    ([, name]) => name,
  );
  return [...new Set(names)].sort();
}

describe('what an import loads', () => {
  it('clientele loads Arquero and nothing heavy', () => {
    expect(packagesLoadedBy(`await import('clientele');`)).toEqual(['@uwdata/flechette', 'acorn', 'arquero']);
  });

  it('sees what is loaded late, too', () => {
    const loaded = packagesLoadedBy(
      `const { createRequire } = Module; createRequire(process.cwd() + '/x.js')('typescript');`,
    );
    expect(loaded).toEqual(['typescript']);
  });
});
