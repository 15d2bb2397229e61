import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of values that an index file exports, read from its text. */
function namesIn(index: string): string[] {
  const text = readFileSync(join(root, index), 'utf8');
  return [...text.matchAll(/^export (?!type )\{([^}]*)\} from '([^']+)';/gm)]
    .flatMap(([, names]) => names.split(','))
    .map((name) => name.trim().replace(/^.* as /, ''))
    .filter((name) => name !== '' && !name.startsWith('type '))
    .sort();
}

describe('public names', () => {
  it.each([
    ['src/index.ts', 'clientele'],
    ['src/notebook/index.ts', 'clientele/notebook'],
  ])('%s writes out every one by hand', async (index, name) => {
    expect(readFileSync(join(root, index), 'utf8')).not.toContain('export *');
    expect(Object.keys((await import(name)) as object).sort()).toEqual(namesIn(index));
  });

  it('is found by older tools, too', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
    expect([manifest.main, manifest.types]).toEqual(['./dist/index.js', './dist/index.d.ts']);
  });
});
