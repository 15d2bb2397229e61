import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';

/**
 * Difference of two independent estimates, A minus B, from their intervals alone (the method of variance estimates
 * recovery). Of two Wilson intervals it gives Newcombe's. Where both come from the same customers and go up and down
 * together the true doubt is smaller: the interval is on the safe side.
 *
 * @returns `n` is the sum of both.
 * @throws {InputError} For an interval without ends, and for two of unlike confidence.
 *
 * Source: Zou and Donner, "Construction of confidence limits about effect measures", Stat. Med. 27 (2008) 1693-1702.
 *
 * @example
 * differenceOfEstimates(wilsonInterval(56, 70), wilsonInterval(48, 80)); // { value: 0.2, low: 0.0524…, high: 0.3338…, n: 150, … }
 */
export function differenceOfEstimates(a: Estimate, b: Estimate): Estimate {
  for (const [side, each] of [
    ['first', a],
    ['second', b],
  ] as const) {
    if (![each.value, each.low, each.high].every(Number.isFinite)) {
      throw new InputError(
        `differenceOfEstimates: the ${side} estimate is ${each.value} (${each.low} to ${each.high}). It needs an interval with ends.`,
      );
    }
  }
  if (a.confidence !== b.confidence) {
    throw new InputError(
      `differenceOfEstimates: confidences of ${a.confidence} and ${b.confidence}. Give both the same.`,
    );
  }
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
    n: a.n + b.n,
    confidence: a.confidence,
    method: 'difference, doubt recovered from both intervals (MOVER)',
  };
}
