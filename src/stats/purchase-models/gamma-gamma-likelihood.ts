import { digamma } from '../digamma.js';
import { logGamma } from '../log-gamma.js';

/** Buyers with the same number of purchases and mean spend counted once. */
export interface SpendGroups {
  readonly count: Float64Array;
  /** Mean money of a purchase, above 0. */
  readonly mean: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Log-likelihood of mean spends where the money of a purchase has a gamma distribution (shape p) around a mean of the buyer,
 * and these means an inverse gamma one (q, v). Writes its gradient by the logarithms of p, q and v.
 *
 * Source: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013), equation 1a.
 */
export function gammaGammaLikelihood(
  [p, q, v]: readonly number[],
  { count, mean, weight }: SpendGroups,
  gradient: Float64Array,
): number {
  let [total, sumP, sumQ, sumV] = [0, 0, 0, 0];
  const [ownQ, slopeQ, logV] = [logGamma(q), digamma(q), Math.log(v)];
  let [before, both, own, slopeBoth, slopeOwn] = [Number.NaN, 0, 0, 0, 0];
  for (let g = 0; g < count.length; g++) {
    const [x, m, w] = [count[g], mean[g], weight[g]];
    if (x !== before) {
      // Groups are sorted by count: what depends on it alone is computed once.
      [both, own, slopeBoth, slopeOwn] = [
        logGamma(p * x + q),
        logGamma(p * x),
        digamma(p * x + q),
        digamma(p * x),
      ];
      before = x;
    }
    const logSum = Math.log(x * m + v);
    total +=
      w * (both - own - ownQ + q * logV - Math.log(m) + p * x * Math.log(x * m) - (p * x + q) * logSum);
    sumP += w * x * (slopeBoth - slopeOwn + Math.log(x * m) - logSum);
    sumQ += w * (slopeBoth - slopeQ + logV - logSum);
    sumV += w * (q / v - (p * x + q) / (x * m + v));
  }
  gradient[0] = p * sumP;
  gradient[1] = q * sumQ;
  gradient[2] = v * sumV;
  return total;
}

/** Mean spend expected of a buyer: `v p / (q - 1)` for all, pulled towards their own. Needs q above 1. */
export function expectedSpend([p, q, v]: readonly number[], count: number, mean: number): number {
  return (p * (v + count * mean)) / (p * count + q - 1);
}
