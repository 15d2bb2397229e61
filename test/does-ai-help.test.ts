import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CodeCell, parseNotebook } from 'clientele/notebook';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const cdnow = join(root, '../shared/datasets/cdnow/CDNOW_master.txt.gz');
const folder = mkdtempSync(join(tmpdir(), 'clientele-does-ai-help-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the notebook; returns the text of the last output of each code cell. */
function run(...words: string[]): string[] {
  const notebook = join(root, 'notebooks/does-ai-help.ipynb');
  const command = [join(root, 'dist/cli/main.js'), 'run', notebook, '--html', folder, ...words];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(existsSync(join(folder, 'does-ai-help.html'))).toBe(true);
  const { cells } = parseNotebook(
    readFileSync(join(folder, 'does-ai-help.ipynb'), 'utf8'),
    'does-ai-help.ipynb',
  );
  return cells
    .filter((cell): cell is CodeCell => cell.cell_type === 'code')
    .map(({ outputs }) => {
      const last = outputs.at(-1);
      return last !== undefined && 'data' in last ? String(last.data['text/plain']) : '';
    });
}

/** Numbers of a table as text, line by line, without the heading. */
function numbersOf(table: string): number[][] {
  return table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) =>
      line
        .trim()
        .split(/\s{2,}/)
        .map(Number),
    );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('does-ai-help.ipynb', () => {
  it('shows a planted case where the autoencoder wins, and one where it adds nothing', () => {
    const texts = run();
    const curve = numbersOf(texts.at(-3)!);
    const plane = numbersOf(texts.at(-2)!);
    const of = (lines: readonly number[][], way: number) => mean(lines.map((line) => line[way]));
    expect(curve.length).toBe(5);
    expect(of(curve, 3)).toBeGreaterThan(0.5 + Math.max(of(curve, 1), of(curve, 2)));
    expect(plane.length).toBe(5);
    expect(of(plane, 3)).toBeLessThanOrEqual(of(plane, 2) + 0.02);
    expect(of(plane, 2)).toBeGreaterThan(0.9);
  });

  it.skipIf(!existsSync(cdnow))('compares five ways on the customers of CDNOW in ../shared', () => {
    const texts = run('-p', `orders=${cdnow}`);
    const judged = texts[3].trim().split('\n');
    expect(judged.length).toBe(6);
    for (const line of judged.slice(1)) {
      const [silhouette, calinskiHarabasz, stability] = line
        .trim()
        .split(/\s{2,}/)
        .slice(1)
        .map((cell) => Number(cell.replaceAll(',', '')));
      expect(silhouette).toBeGreaterThan(-1);
      expect(silhouette).toBeLessThan(1);
      expect(calinskiHarabasz).toBeGreaterThan(0);
      expect(stability).toBeGreaterThan(-0.5);
      expect(stability).toBeLessThanOrEqual(1);
    }
  });
});
