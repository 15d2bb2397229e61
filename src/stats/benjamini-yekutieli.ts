import { benjaminiHochberg } from './benjamini-hochberg.js';

/**
 * p-values corrected so that among those below a level no more than that share are false alarms, whatever tests have to do
 * with one another. Stricter than Benjamini and Hochberg.
 *
 * @param pValues - 0 to 1 each.
 * @returns In the order in which they came.
 * @throws {InputError} For a p-value outside 0 to 1.
 *
 * Source: Benjamini and Yekutieli, Annals of Statistics 29 (2001) 1165-1188.
 *
 * @example
 * benjaminiYekutieli([0.01, 0.5]); // Float64Array [0.03, 0.75]
 */
export function benjaminiYekutieli(pValues: ArrayLike<number>): Float64Array {
  let harmonic = 0;
  for (let i = pValues.length; i >= 1; i--) harmonic += 1 / i;
  return benjaminiHochberg(pValues).map((p, i) => Math.min(1, Math.max(p * harmonic, pValues[i])));
}
