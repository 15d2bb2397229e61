import type { Estimate } from '../../core/estimate.js';
import { heterogeneity } from '../heterogeneity.js';
import { normalQuantile } from '../normal-quantile.js';

/** Effects of segments, each drawn towards the mean of all. */
export interface ShrunkenEffects {
  /** In the order in which they came. */
  readonly effects: readonly Estimate[];
  /** How much of its own each effect keeps, 0 (the mean of all) to 1 (itself). */
  readonly kept: readonly number[];
  /** Share of the differences between the effects that is more than chance, 0 to 1 (I²). */
  readonly iSquared: number;
}

/**
 * Effects of segments, drawn towards their mean by as much as chance explains their differences. The best guess for each
 * segment when many were looked at: the largest effect is more often luck than the middle one.
 *
 * @param effects - Two or more.
 * @param variances - Squared standard errors, above 0.
 * @throws {InputError} As `heterogeneity`.
 *
 * Intervals take the doubt of the mean along, not that of the spread between effects.
 * Source: Efron and Morris, J. Am. Stat. Assoc. 70 (1975) 311-319, with the spread of Paule and Mandel; I² of Higgins and
 * Thompson, Stat. Med. 21 (2002) 1539-1558.
 *
 * @example
 * shrunkenEffects([1, 3], [1, 1]).effects.map(({ value }) => value); // [1.5, 2.5]
 */
export function shrunkenEffects(
  effects: ArrayLike<number>,
  variances: ArrayLike<number>,
  confidence = 0.95,
): ShrunkenEffects {
  const { q, degreesOfFreedom, spread } = heterogeneity(effects, variances, { confidence });
  const between = spread.value ** 2;
  let [weights, total] = [0, 0];
  for (let i = 0; i < effects.length; i++) {
    weights += 1 / (variances[i] + between);
    total += effects[i] / (variances[i] + between);
  }
  const middle = total / weights;
  const z = normalQuantile((1 + confidence) / 2);
  const kept = Array.from(variances, (variance) => between / (variance + between));
  return {
    effects: kept.map((own, i) => {
      const value = middle + own * (effects[i] - middle);
      const half = z * Math.sqrt(own * variances[i] + (1 - own) ** 2 / weights);
      return {
        value,
        low: value - half,
        high: value + half,
        n: effects.length,
        confidence,
        method: 'empirical Bayes, towards the mean of all',
      };
    }),
    kept,
    iSquared: q > 0 ? Math.max(0, (q - degreesOfFreedom) / q) : 0,
  };
}
