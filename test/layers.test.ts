import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));
const FLOOR = ['core', 'stats', 'simd', 'engine', 'display'];
const PIPELINE_MAY_CALL = ['features', 'prepare', 'embed', 'cluster'];
const UNBOUND = ['index.ts', 'cli'];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('simd/assembly'))
  .map((name) => name.replaceAll('\\', '/'));

/** Relative imports and re-exports that survive compilation: `import type` is erased and free. */
function functionImports(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const found: string[] = [];
  const statement = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:([^;'"]*?)\sfrom\s+)?['"](\.[^'"]+)['"]/g;
  for (const [, names, target] of text.matchAll(statement)) {
    const list = /^\{([\s\S]*)\}$/.exec(names?.trim() ?? '')?.[1];
    const erased = list?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    if (!erased) found.push(relative(source, resolve(source, dirname(file), target)).replaceAll('\\', '/'));
  }
  for (const [, target] of text.matchAll(/import\(\s*['"](\.[^'"]+)['"]\s*\)(?!\s*\.\s*[A-Z])/g)) {
    found.push(relative(source, resolve(source, dirname(file), target)).replaceAll('\\', '/'));
  }
  return found;
}

const room = (path: string) => path.split('/')[0];

function allowed(from: string, to: string): boolean {
  const [own, other] = [room(from), room(to)];
  if (UNBOUND.includes(own) || own === other) return true;
  if (FLOOR.includes(own)) return other === 'core' || FLOOR.indexOf(other) < FLOOR.indexOf(own);
  if (FLOOR.includes(other)) return true;
  return own === 'pipeline' && PIPELINE_MAY_CALL.includes(other);
}

describe('layers', () => {
  it('finds the source', () => expect(files.length).toBeGreaterThan(10));

  it.each(files)('%s imports functions only from the floor and its own folder', (file) => {
    expect(functionImports(file).filter((target) => !allowed(file, target))).toEqual([]);
  });

  it.each(files.filter((file) => !file.startsWith('cli/') && !file.startsWith('notebook/page/client/')))(
    '%s reads no clock, chance, console or environment',
    (file) => {
      const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const ambient = [/\bMath\.random\b/, /\bDate\.now\b/, /\bnew Date\(\)/, /\bperformance\.now\b/];
      if (!file.startsWith('notebook/')) ambient.push(/\bconsole\./, /\bprocess\.env\b/);
      expect(ambient.filter((pattern) => pattern.test(code)).map(String)).toEqual([]);
    },
  );
});
