import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { EXIT } from './exit-codes.js';
import type { Finish } from './program.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface MakeOptions {
  seed?: string;
  customers?: string;
  format: 'csv' | 'parquet';
}

/** `clientele datasets`. */
export function datasetsCommand(finish: Finish): Command {
  const list = new Command('list')
    .description('public data sets of customers: what, licence, where')
    .action(async () => {
      const { catalogLines } = await import('./get-dataset.js');
      for (const line of catalogLines()) say(line);
      finish(EXIT.ok);
    });
  const get = new Command('get')
    .description('fetch a public data set over HTTPS, after its licence was shown')
    .argument('<name>', 'name in the list')
    .option('--to <dir>', 'folder to write to', '.')
    .option('--yes', 'the licence is fine; do not ask')
    .action(async (name: string, { to, yes }: { to: string; yes?: boolean }) => {
      const { getDataset } = await import('./get-dataset.js');
      const ask = yes === true ? async () => true : process.stdin.isTTY ? askOnTerminal : undefined;
      const file = await getDataset(name, { folder: to, write: say, ask });
      finish(file === undefined ? EXIT.interrupted : EXIT.ok);
    });
  const make = new Command('make')
    .description(
      'simulate the embedded data sets again: the same bytes, once unpacked; or others of any size',
    )
    .argument('[dir]', 'folder to write to', 'datasets')
    .option('--seed <number>', 'another shop of the same kind')
    .option('--customers <number>', 'number of customers')
    .addOption(new Option('--format <format>', 'kind of files').choices(['csv', 'parquet']).default('csv'))
    .action(async (folder: string, { seed, customers, format }: MakeOptions) => {
      const { makeDatasets, makeParquet } = await import('./make-datasets.js');
      const write = format === 'parquet' ? makeParquet : makeDatasets;
      await write(folder, say, {
        ...(seed === undefined ? {} : { seed: Number(seed) }),
        ...(customers === undefined ? {} : { customers: Number(customers) }),
      });
      finish(EXIT.ok);
    });
  return new Command('datasets')
    .description('data sets: public ones to fetch, simulated ones to make')
    .addCommand(list)
    .addCommand(get)
    .addCommand(make);
}

async function askOnTerminal(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Fetch it? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}
