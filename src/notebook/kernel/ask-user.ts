import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { InputError } from '../../core/input-error.js';
import { INPUT, INPUT_CLOSED, INPUT_OPEN, INPUT_STOPPED, type SharedState } from './shared-state.js';

/**
 * Blocks this thread until the other one has the user's answer, or until Stop is pressed.
 *
 * @param open - Has the box shown.
 * @returns `undefined` after Stop.
 * @throws {InputError} When there is no running cell that the box could belong to.
 */
export function askUser(shared: SharedState, answers: MessagePort, open: () => void): string | undefined {
  while (receiveMessageOnPort(answers) !== undefined);
  Atomics.store(shared, INPUT, INPUT_OPEN);
  open();
  Atomics.wait(shared, INPUT, INPUT_OPEN);
  const outcome = Atomics.load(shared, INPUT);
  if (outcome === INPUT_STOPPED) return undefined;
  if (outcome === INPUT_CLOSED) {
    throw new InputError('prompt: an input box can only be shown while its cell runs; await it in the cell.');
  }
  return String(receiveMessageOnPort(answers)?.message ?? '');
}
