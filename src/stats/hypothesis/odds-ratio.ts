import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';

/**
 * Odds of the first row over those of the second, with an interval on the logarithm.
 *
 * @param table - Two rows of two counts: yes and no.
 * @param confidence - Of the interval, default 0.95.
 * @returns Above 0; 1: no difference. Where a count is 0, half a customer is added to each of the four, which the method
 *   says; `undefined` where a row or a column has no counts.
 * @throws {InputError} For another table, counts below 0 and a confidence out of range.
 *
 * O(1). Source: Woolf, "On estimating the relation between blood group and disease", Annals of Human Genetics 19 (1955)
 * 251-253; Haldane, ibid. 20 (1956) 309-311, for counts of 0.
 *
 * @example
 * oddsRatio([[10, 90], [5, 95]])?.value; // 2.111111111111111
 */
export function oddsRatio(table: readonly (readonly number[])[], confidence = 0.95): Estimate | undefined {
  checkConfidence('oddsRatio', confidence);
  if (table.length !== 2 || table.some((row) => row.length !== 2)) {
    throw new InputError('oddsRatio needs two rows of two counts.');
  }
  const counts = table.flat();
  const wrong = counts.findIndex((count) => !(count >= 0 && count < Infinity));
  if (wrong >= 0) {
    throw new InputError(`oddsRatio: count ${wrong + 1} is ${counts[wrong]}. Counts are 0 or above.`);
  }
  const [a, b, c, d] = counts;
  if ([a + b, c + d, a + c, b + d].includes(0)) return undefined;
  const added = counts.includes(0) ? 0.5 : 0;
  const [w, x, y, z] = counts.map((count) => count + added);
  const value = (w * z) / (x * y);
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(1 / w + 1 / x + 1 / y + 1 / z);
  return {
    value,
    low: value * Math.exp(-half),
    high: value * Math.exp(half),
    n: a + b + c + d,
    confidence,
    method: added > 0 ? "Woolf's interval, half a customer added to each count" : "Woolf's interval",
  };
}
