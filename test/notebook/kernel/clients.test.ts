import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { installKernelspec } from '#clientele/notebook/kernel/kernelspec';
import { MAIN } from './client.js';

/** A Python with Jupyter's programs in it; these tests are skipped where none is named. */
const python = process.env.CLIENTELE_PYTHON;

describe.skipIf(!python)('real clients, in the virtual environment that CLIENTELE_PYTHON names', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'clientele jupyter '));
  beforeAll(() => {
    installKernelspec({ dataFolder, command: [process.execPath, MAIN] });
  });

  it.each([
    ['conformance.py', 'the tests of jupyter_kernel_test that apply'],
    ['clients.py', 'nbclient, nbconvert, papermill, jupyter console, jupyter run, jupytext, encryption'],
  ])(
    '%s: %s',
    (script) => {
      const file = fileURLToPath(new URL(`./clients/${script}`, import.meta.url));
      const { status, stderr } = spawnSync(python!, ['-W', 'ignore', file], {
        encoding: 'utf8',
        env: { ...process.env, JUPYTER_PATH: dataFolder, IPYTHONDIR: dataFolder },
      });
      expect(status, stderr).toBe(0);
    },
    600_000,
  );
});
