import { InputError } from '../../core/input-error.js';
import type { CellRun } from './cell-run.js';
import type { SessionOptions } from './session.js';

/** What cells see as `prompt`. */
export interface Prompt {
  (question?: string): string;
  password(question?: string): string;
}

/** Makes `prompt`: it blocks the cell until the user answered, and fails at once where nobody can be asked. */
export function promptFunctions(
  current: () => CellRun | undefined,
  input: SessionOptions['input'],
  stop: () => void,
): Prompt {
  const ask = (name: string, question: unknown, password: boolean): string => {
    if (input === undefined) {
      throw new InputError(
        `${name}: nobody can be asked in this run. Set the value in the cell, or make it a parameter.`,
      );
    }
    const cell = current();
    if (cell === undefined || cell.muted) {
      throw new InputError(`${name}: an input box can only be shown while its cell runs.`);
    }
    const answer = input(cell.id, question === undefined ? '' : String(question), password);
    if (answer !== undefined) return answer;
    stop();
    throw cell.task.signal.reason;
  };
  return Object.assign((question?: string) => ask('prompt', question, false), {
    password: (question?: string) => ask('prompt.password', question, true),
  });
}
