import { InputError } from '../../core/input-error.js';
import { normalQuantile } from '../normal-quantile.js';
import { crossingProbabilities } from './crossing-probabilities.js';

/**
 * Chance of a false alarm when a test for one look is made at each of several looks, evenly over the data, and the first
 * difference that passes is believed.
 *
 * @param looks - From 1 to 200.
 * @param alpha - Of the single test, two-sided; default 0.05.
 * @throws {InputError} For looks that are no whole number from 1 to 200, and alpha out of range.
 *
 * Exact by numerical integration. Source: Armitage, McPherson, Rowe, J. R. Stat. Soc. A 132 (1969) 235-244.
 *
 * @example
 * peekingFalseAlarms(5); // 0.1416…
 */
export function peekingFalseAlarms(looks: number, alpha = 0.05): number {
  if (!(Number.isInteger(looks) && looks >= 1 && looks <= 200)) {
    throw new InputError(`peekingFalseAlarms: looks is ${looks}. It is a whole number from 1 to 200.`);
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw new InputError(`peekingFalseAlarms: alpha is ${alpha}. It lies between 0 and 1.`);
  }
  const bound = normalQuantile(1 - alpha / 2);
  const information = Array.from({ length: looks }, (_, i) => (i + 1) / looks);
  const { upper, lower } = crossingProbabilities(
    information,
    information.map(() => bound),
  );
  return Math.min(
    1,
    [...upper, ...lower].reduce((sum, chance) => sum + chance, 0),
  );
}
