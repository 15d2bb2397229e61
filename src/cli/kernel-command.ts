import { Command } from 'commander';
import { EXIT } from './exit-codes.js';
import type { KernelInstallOptions, KernelPlaceOptions } from './kernel.js';
import type { Finish } from './program.js';

const AFTER = `
The kernel is listed as "TypeScript (clientele)" in JupyterLab, VS Code and every other Jupyter client. It stays
registered from where this package is installed now: install again when the package or Node has moved.

Examples:
  clientele kernel install
  clientele kernel install --prefix .venv
  clientele kernel uninstall`;

/** `clientele kernel`. */
export function kernelCommand(finish: Finish): Command {
  return new Command('kernel')
    .description('TypeScript notebooks in JupyterLab, VS Code and other Jupyter clients')
    .addCommand(
      placeCommand('install')
        .description('register the kernel with Jupyter; a registration of the same name is replaced')
        .option('--no-check', 'cells run in spite of type errors, which are told as warnings')
        .action(async (place: KernelInstallOptions) => {
          await (await import('./kernel.js')).kernelInstall(place);
          finish(EXIT.ok);
        }),
    )
    .addCommand(
      placeCommand('uninstall')
        .description('take the registration away again')
        .action(async (place: KernelPlaceOptions) => {
          await (await import('./kernel.js')).kernelUninstall(place);
          finish(EXIT.ok);
        }),
    )
    .addCommand(
      new Command('start')
        .description('run a kernel; Jupyter does this by itself')
        .argument('<connection-file>', 'file in which the client says where it listens')
        .option('--no-check', 'run cells in spite of type errors, which are told as warnings')
        .action(async (file: string, { check }: { check: boolean }) =>
          (await import('./kernel.js')).kernelStart(file, check || 'warn'),
        ),
    )
    .addHelpText('after', AFTER);
}

/** Both commands name the place alike. */
function placeCommand(name: string): Command {
  return new Command(name)
    .option('--user', 'for you alone (default)')
    .option('--prefix <dir>', 'below this folder, for example that of a virtual environment')
    .option('--name <name>', "name in Jupyter's list", 'clientele');
}
