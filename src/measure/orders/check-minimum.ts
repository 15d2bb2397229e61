import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../../stats/check-confidence.js';

/** Checks the fewest customers that are shown, and a confidence. */
export function checkShown(who: string, minimum: number, confidence: number): void {
  checkConfidence(who, confidence);
  if (!Number.isInteger(minimum) || minimum < 1) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 1 on.`);
  }
}
