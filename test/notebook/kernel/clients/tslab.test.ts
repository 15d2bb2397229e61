import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseNotebook } from 'clientele/notebook';
import { afterAll, describe, expect, it } from 'vitest';

const python = process.env.CLIENTELE_PYTHON;
/** The folder of the package tslab, another TypeScript kernel. */
const tslab = process.env.CLIENTELE_TSLAB;
const root = fileURLToPath(new URL('../../../..', import.meta.url));

describe.skipIf(!python || !tslab)('tslab, in the folder that CLIENTELE_TSLAB names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-tslab-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs the quickstart to its end', () => {
    const spec = join(folder, 'data/kernels/tslab');
    mkdirSync(spec, { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/clientele'));
    copyFileSync(join(root, 'notebooks/quickstart.ipynb'), join(folder, 'quickstart.ipynb'));
    const argv = [
      process.execPath,
      join(tslab!, 'bin/tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ];
    writeFileSync(
      join(spec, 'kernel.json'),
      JSON.stringify({ argv, display_name: 'tslab', language: 'typescript' }),
    );
    const words = ['--kernel_name=tslab', '--output=executed.ipynb', 'quickstart.ipynb'];
    const { status, stderr } = spawnSync(python!, ['-c', 'from nbclient.cli import main; main()', ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, JUPYTER_PATH: join(folder, 'data') },
      timeout: 280_000,
    });
    expect(status, stderr).toBe(0);
    const { cells } = parseNotebook(readFileSync(join(folder, 'executed.ipynb'), 'utf8'), 'executed.ipynb');
    for (const cell of cells) {
      if (cell.cell_type !== 'code') continue;
      expect(cell.outputs.length, cell.id).toBeGreaterThan(0);
      expect(cell.outputs.filter(({ output_type }) => output_type === 'error')).toEqual([]);
    }
  }, 300_000);
});
