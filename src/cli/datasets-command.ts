import { Command } from 'commander';
import { EXIT } from './exit-codes.js';
import type { Finish } from './program.js';

/** `clientele datasets`. */
export function datasetsCommand(finish: Finish): Command {
  const make = new Command('make')
    .description('simulate the embedded data sets again: the same bytes, once unpacked')
    .argument('[dir]', 'folder to write to', 'datasets')
    .action(async (folder: string) => {
      const { makeDatasets } = await import('./make-datasets.js');
      await makeDatasets(folder, (line) => process.stdout.write(`${line}\n`));
      finish(EXIT.ok);
    });
  return new Command('datasets').description('the data sets that come with the package').addCommand(make);
}
