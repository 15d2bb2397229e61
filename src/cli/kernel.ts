import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { InputError } from '../core/input-error.js';
import { readConnection } from '../notebook/kernel/connection.js';
import { userDataFolder } from '../notebook/kernel/data-folder.js';
import { RunningNote } from '../notebook/kernel/running-note.js';
import { serveKernel } from '../notebook/kernel/serve-kernel.js';
import { socketsThread } from './kernel-sockets.js';

/** Options of `clientele kernel install` and `uninstall`. */
export interface KernelPlaceOptions {
  /** Register for this user; the default. */
  readonly user?: boolean;
  /** Register below this folder, for example that of a virtual environment. */
  readonly prefix?: string;
  /** Name in Jupyter's list; default `clientele`. */
  readonly name?: string;
}

/** Options of `clientele kernel install`. */
export interface KernelInstallOptions extends KernelPlaceOptions {
  /** Whether type errors stop a cell; default true. */
  readonly check?: boolean;
}

/** Registers the kernel with Jupyter and says where. */
export async function kernelInstall(options: KernelInstallOptions = {}): Promise<void> {
  const { installKernelspec } = await import('../notebook/kernel/kernelspec.js');
  const main = fileURLToPath(new URL('./kernel-main.js', import.meta.url));
  const command = [process.execPath, main, ...(options.check === false ? ['--no-check'] : [])];
  const folder = installKernelspec({ ...placeOf('install', options), command });
  console.log(`The kernel "TypeScript (${basename(folder)})" is registered in ${folder}`);
}

/** Takes the registration away and says so. */
export async function kernelUninstall(options: KernelPlaceOptions = {}): Promise<void> {
  const { uninstallKernelspec } = await import('../notebook/kernel/kernelspec.js');
  console.log(`Removed ${uninstallKernelspec(placeOf('uninstall', options))}`);
}

/**
 * Runs a kernel for the client that wrote the connection file, until that client ends it; then the process
 * ends too.
 *
 * @param check - Whether type errors stop a cell; with `'warn'` they are told, and the cell runs.
 * @param startedSockets - The thread for the sockets, where it was started before.
 */
export async function kernelStart(
  connectionFile: string,
  check: true | 'warn' = true,
  startedSockets?: Worker,
): Promise<void> {
  const exit = process.exit.bind(process); // cells cannot take this one away
  const require = createRequire(import.meta.url);
  const connection = readConnection(connectionFile);
  const sockets = startedSockets ?? socketsThread();
  const note = new RunningNote(resolve(connectionFile));
  Object.assign(process.report, { ...note.report, reportOnFatalError: true, excludeNetwork: true });
  const end = await serveKernel({
    connection,
    note,
    versions: {
      clientele: require('../../package.json').version,
      typescript: require('typescript/package.json').version,
      node: process.versions.node,
    },
    id: randomUUID(),
    startSockets(start) {
      const whole = { ...start, connectionFile: resolve(connectionFile) };
      sockets.postMessage(whole, [start.answers, start.stop]);
      return sockets;
    },
    createSession: async (options) => {
      const { createSession } = await import('../notebook/session/create-session.js');
      return createSession({ ...options, check, folder: process.cwd(), name: notebookName() });
    },
  });
  note.remove();
  if (end.ended === 'failed') throw new InputError(end.sentence);
  process.on('SIGTERM', () => {});
  stopGroup();
  exit(0);
}

/** Jupyter's server tells its kernels which notebook they are for; the classic interface names the folder alone. */
function notebookName(): string {
  const name = basename(process.env.JPY_SESSION_NAME ?? '');
  return extname(name) === '' ? 'notebook' : name;
}

/** What cells started and left running goes with the kernel, where the kernel leads a process group. */
function stopGroup(): void {
  try {
    process.kill(-process.pid, 'SIGTERM');
  } catch {
    // No such group: the kernel was started from somebody else's.
  }
}

function placeOf(verb: string, { user, prefix, name }: KernelPlaceOptions) {
  if (user && prefix !== undefined) {
    throw new InputError(`clientele kernel ${verb}: choose one of --user and --prefix.`);
  }
  const surroundings = { platform: process.platform, home: homedir(), environment: process.env };
  const dataFolder =
    prefix === undefined ? userDataFolder(surroundings) : join(resolve(prefix), 'share', 'jupyter');
  return { dataFolder, name };
}
