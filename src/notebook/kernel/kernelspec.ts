import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.js';
import { makeFolder } from '../../core/make-folder.js';
import { logoPng, logoSvg } from './logo.js';
import { PROTOCOL_VERSION } from './message.js';

/** Which kernel is registered where. */
export interface KernelspecPlace {
  /** Jupyter data folder, for example `~/.local/share/jupyter`. */
  readonly dataFolder: string;
  /** Name of the kernel in Jupyter's list; default `clientele`. */
  readonly name?: string;
}

export interface KernelspecOptions extends KernelspecPlace {
  /** Command that runs the kernel, without the connection file. Absolute paths: Jupyter starts it from any folder. */
  readonly command: readonly string[];
}

const DEFAULT_NAME = 'clientele';

/** Environment of the kernel: the type checker, a program in Go, collects its garbage sooner than by default. */
export const KERNEL_ENVIRONMENT: Readonly<Record<string, string>> = { GOGC: '40' };

/**
 * Registers the kernel with Jupyter; a registration of the same name is replaced.
 *
 * @returns The folder that was written.
 * @throws {InputError} For a name that Jupyter does not take, or where nothing can be written.
 */
export function installKernelspec(options: KernelspecOptions): string {
  const { command, name = DEFAULT_NAME } = options;
  const folder = folderOf('clientele kernel install', options);
  const kernel = {
    argv: [...command, '{connection_file}'],
    display_name: `TypeScript (${name})`,
    language: 'typescript',
    env: KERNEL_ENVIRONMENT,
    interrupt_mode: 'message',
    kernel_protocol_version: PROTOCOL_VERSION,
    metadata: { debugger: false, supported_encryption: ['curve'], clientele: true },
  };
  try {
    makeFolder(folder);
    writeFileSync(join(folder, 'logo-svg.svg'), logoSvg());
    for (const size of [32, 64]) writeFileSync(join(folder, `logo-${size}x${size}.png`), logoPng(size));
    // Jupyter lists a kernel once this file is there; it comes last and at one stroke.
    writeFileSync(join(folder, 'kernel.json.new'), `${JSON.stringify(kernel, null, 2)}\n`);
    renameSync(join(folder, 'kernel.json.new'), join(folder, 'kernel.json'));
  } catch (error) {
    throw new InputError(
      `clientele kernel install: ${folder} cannot be written (${codeOf(error)}). Choose a folder of your own with --prefix, or use --user.`,
    );
  }
  return folder;
}

/**
 * Takes the registration away again.
 *
 * @returns The folder that was removed.
 * @throws {InputError} When there is none, when it is another kernel's, or where it cannot be removed.
 */
export function uninstallKernelspec(place: KernelspecPlace): string {
  const who = 'clientele kernel uninstall';
  const folder = folderOf(who, place);
  let isOurs: boolean;
  try {
    isOurs = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')).metadata?.clientele === true;
  } catch {
    throw new InputError(
      `${who}: no kernel is registered in ${folder}. \`jupyter kernelspec list\` says where kernels are.`,
    );
  }
  if (!isOurs) throw new InputError(`${who}: the kernel in ${folder} is not ours; it stays.`);
  try {
    rmSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`${who}: ${folder} cannot be removed (${codeOf(error)}).`);
  }
  return folder;
}

function folderOf(who: string, { dataFolder, name = DEFAULT_NAME }: KernelspecPlace): string {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw new InputError(
      `${who}: "${name}" is no name for a kernel. Use small letters, digits, "-", "_" and ".", for example clientele-2.`,
    );
  }
  return join(dataFolder, 'kernels', name);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
