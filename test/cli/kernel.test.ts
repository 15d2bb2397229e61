import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const module = new URL('../../dist/cli/kernel.js', import.meta.url);

/** Calls a function of the command line in a process with a home folder of its own. */
function call(home: string, expression: string) {
  const script = `const kernel = await import(${JSON.stringify(module.href)});
    await Promise.resolve(${expression}).catch((error) => console.error(error.message));`;
  const env = { PATH: process.env.PATH, HOME: home, APPDATA: home };
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
}

describe.skipIf(process.platform !== 'linux')('clientele kernel', () => {
  const home = mkdtempSync(join(tmpdir(), 'clientele home '));
  const spec = join(home, '.local', 'share', 'jupyter', 'kernels', 'clientele');

  it('registers for the user and says where; Jupyter can start it from any folder', () => {
    expect(call(home, 'kernel.kernelInstall()').stdout).toBe(
      `The kernel "TypeScript (clientele)" is registered in ${spec}\n`,
    );
    const { argv } = JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8'));
    expect(argv).toEqual([
      process.execPath,
      fileURLToPath(new URL('./kernel-main.js', module)),
      '{connection_file}',
    ]);
  });

  it('takes the registration away again', () => {
    expect(call(home, 'kernel.kernelUninstall({ user: true })').stdout).toBe(`Removed ${spec}\n`);
    expect(call(home, 'kernel.kernelUninstall()').stderr).toContain(`no kernel is registered in ${spec}`);
  });

  it('registers below a prefix, under a name of its own', () => {
    const prefix = join(home, 'environment');
    const { stdout } = call(
      home,
      `kernel.kernelInstall({ prefix: ${JSON.stringify(prefix)}, name: 'mine' })`,
    );
    expect(stdout).toBe(
      `The kernel "TypeScript (mine)" is registered in ${join(prefix, 'share', 'jupyter', 'kernels', 'mine')}\n`,
    );
  });

  it('does not guess between two places', () => {
    expect(call(home, `kernel.kernelInstall({ user: true, prefix: '/x' })`).stderr).toBe(
      'clientele kernel install: choose one of --user and --prefix.\n',
    );
  });
});
