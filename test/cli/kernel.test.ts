import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { KernelClient } from '../notebook/kernel/client.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const KERNEL = fileURLToPath(new URL('../../dist/cli/kernel-main.js', import.meta.url));

describe.skipIf(process.platform !== 'linux')('clientele kernel', () => {
  const home = mkdtempSync(join(tmpdir(), 'clientele home '));
  afterAll(() => rmSync(home, { recursive: true }));
  const spec = join(home, '.local', 'share', 'jupyter', 'kernels', 'clientele');

  /** The command as a user with a home folder of their own runs it. */
  function kernel(...words: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'kernel', ...words], {
      encoding: 'utf8',
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home },
      timeout: 30_000,
    });
    return { status, stdout, stderr };
  }

  it('registers for the user and says where; Jupyter can start it from any folder', () => {
    const said = `The kernel "TypeScript (clientele)" is registered in ${spec}\n`;
    expect(kernel('install')).toEqual({ status: 0, stdout: said, stderr: '' });
    const { argv } = JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8'));
    expect(argv).toEqual([process.execPath, KERNEL, '{connection_file}']);
  });

  it('takes the registration away again', () => {
    expect(kernel('uninstall', '--user')).toEqual({ status: 0, stdout: `Removed ${spec}\n`, stderr: '' });
    expect(kernel('uninstall')).toEqual({
      status: 2,
      stdout: '',
      stderr: `clientele kernel uninstall: no kernel is registered in ${spec}. \`jupyter kernelspec list\` says where kernels are.\n`,
    });
  });

  it('registers below a prefix, relative to the current folder, under a name of its own', () => {
    const folder = join(home, 'environment', 'share', 'jupyter', 'kernels', 'mine');
    expect(kernel('install', '--prefix', 'environment', '--name', 'mine').stdout).toBe(
      `The kernel "TypeScript (mine)" is registered in ${folder}\n`,
    );
    expect(kernel('uninstall', '--prefix', 'environment', '--name', 'mine').stdout).toBe(
      `Removed ${folder}\n`,
    );
  });

  it.each([
    ['/home/ada/shop/orders.ipynb', 'orders.ipynb'], // as JupyterLab says it
    ['/home/ada/shop', 'notebook'], // as the classic interface does
    ['', 'notebook'],
  ])('knows the notebook it is for where it is told %j', async (told, name) => {
    vi.stubEnv('JPY_SESSION_NAME', told);
    const client = await KernelClient.start().finally(() => vi.unstubAllEnvs());
    const { reply } = await client.execute("throw new Error('no orders')");
    expect(reply.content.traceback.join('\n')).toContain(`${name}, cell 1, line 1`);
    await client.stop();
  });

  it('registers a kernel that only warns of type errors', async () => {
    expect(kernel('install', '--prefix', 'lenient', '--no-check').status).toBe(0);
    const folder = join(home, 'lenient', 'share', 'jupyter', 'kernels', 'clientele');
    const { argv } = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
    expect(argv).toEqual([process.execPath, KERNEL, '--no-check', '{connection_file}']);
    for (const command of [argv.slice(0, -1), [process.execPath, MAIN, 'kernel', 'start', '--no-check']]) {
      const client = await KernelClient.start({ command });
      const { reply, outputs } = await client.execute("const n: number = 'x';");
      expect(reply.content.status).toBe('ok');
      expect(outputs[0].content).toEqual({
        name: 'stderr',
        text: "Warning: notebook, cell 1, line 1, column 7: Type 'string' is not assignable to type 'number'. (TS2322)\n",
      });
      await client.stop();
    }
  });

  it.each([
    [['install', '--user', '--prefix', '/x'], 'clientele kernel install: choose one of --user and --prefix.'],
    [['install', '--name', 'Mine'], 'clientele kernel install: "Mine" is no name for a kernel.'],
    [['install', '--prefix', MAIN], 'cannot be written'],
    [
      ['install', '--prefix', '/proc/x'],
      'clientele kernel install: /proc/x/share/jupyter/kernels/clientele cannot be written (ENOENT). Choose a folder of your own with --prefix, or use --user.',
    ],
    [['install', '--prefx', 'x'], "clientele: unknown option '--prefx' (Did you mean --prefix?)"],
    [['instal'], "clientele: unknown command 'instal' (Did you mean install?)"],
    [['start'], "clientele: missing required argument 'connection-file'\nSee: clientele kernel start --help"],
    [['start', 'gone.json'], 'gone.json does not exist.'],
  ])('%j: one sentence and exit code 2', (words, sentence) => {
    const { status, stdout, stderr } = kernel(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  });

  it('explains itself', () => {
    expect(kernel('--help').stdout).toContain('clientele kernel install --prefix .venv');
    expect(kernel('install', '--help').stdout).toContain('--name <name>');
  });

  it('starts a kernel for the client that wrote the connection file', async () => {
    const client = await KernelClient.start({ command: [process.execPath, MAIN, 'kernel', 'start'] });
    expect((await client.execute('20 + 1')).outputs[0].content.data['text/plain']).toBe('21');
    await client.stop();
    expect(client.process.exitCode).toBe(0);
  });
});
