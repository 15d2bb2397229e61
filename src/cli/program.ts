import { Command, CommanderError } from 'commander';
import { isInputError } from '../core/input-error.js';
import { packageVersion } from '../notebook/run/provenance.js';
import { datasetsCommand } from './datasets-command.js';
import { EXIT } from './exit-codes.js';
import { kernelCommand } from './kernel-command.js';
import { runCommand } from './run-command.js';

/** A command: the words behind its name have been taken apart; it returns the exit code. */
export type Finish = (exitCode: number) => void;

/**
 * The command line.
 *
 * @returns What runs it with the words behind `clientele`, and gives the exit code.
 */
export function createProgram(): (words: readonly string[]) => Promise<number> {
  return async (words) => {
    let exitCode: number = EXIT.ok;
    const program = new Command('clientele')
      .description('Customer segmentation in TypeScript notebooks: run them, and send the report.')
      .version(packageVersion(), '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .helpCommand('help [command]', 'print the help of a command')
      .showHelpAfterError('See: clientele --help')
      .exitOverride()
      .configureOutput({ outputError: (text, write) => write(oneSentence(text)) });
    const finish: Finish = (code) => {
      exitCode = code;
    };
    for (const command of [runCommand(finish), kernelCommand(finish), datasetsCommand(finish)]) {
      program.addCommand(command);
      inherit(program, command, `clientele ${command.name()}`);
    }
    try {
      await program.parseAsync(words, { from: 'user' });
      return exitCode;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      if (!isInputError(error)) throw error;
      process.stderr.write(`${error.message}\n`);
      return EXIT.usage;
    }
  };
}

/** Commands that were made on their own complain like the program they belong to. */
function inherit(parent: Command, command: Command, words: string): void {
  command.copyInheritedSettings(parent).showHelpAfterError(`See: ${words} --help`);
  for (const child of command.commands) inherit(command, child, `${words} ${child.name()}`);
}

/** `error: unknown option '--htm'` and `(Did you mean --html?)` on one line, beginning like all our messages. */
function oneSentence(text: string): string {
  const sentence = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll('\n', ' ');
  return `clientele: ${sentence}\n`;
}
