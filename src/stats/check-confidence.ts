import { InputError } from '../core/input-error.js';

/**
 * Checks the confidence of an interval.
 *
 * @throws {InputError} Unless it lies between 0 and 1.
 */
export function checkConfidence(who: string, confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new InputError(`${who}: confidence is ${confidence}. It lies between 0 and 1, for example 0.95.`);
  }
}
