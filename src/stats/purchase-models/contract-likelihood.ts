import { digamma } from '../digamma.js';
import { logGamma } from '../log-gamma.js';

/**
 * Log-likelihood of contracts that end after a period with chances of a beta distribution (a, b). Writes its gradient by the
 * logarithms of both.
 *
 * @param left - Customers by the period that was their last.
 * @param stayed - Customers by the periods so far of those who are still there.
 *
 * Source: Fader and Hardie, J. Interact. Mark. 21 (2007) 76-90, appendix B.
 */
export function contractLikelihood(
  [a, b]: readonly number[],
  left: readonly number[],
  stayed: readonly number[],
  gradient: Float64Array,
): number {
  const own = logGamma(a) + logGamma(b) - logGamma(a + b);
  const [slopeA, slopeB] = [digamma(a) - digamma(a + b), digamma(b) - digamma(a + b)];
  let [total, sumA, sumB] = [0, 0, 0];
  const add = (weight: number, ends: number, renewals: number) => {
    if (weight === 0) return;
    const [top, bottom] = [a + ends, b + renewals];
    total += weight * (logGamma(top) + logGamma(bottom) - logGamma(top + bottom) - own);
    const whole = digamma(top + bottom);
    sumA += weight * (digamma(top) - whole - slopeA);
    sumB += weight * (digamma(bottom) - whole - slopeB);
  };
  left.forEach((weight, period) => {
    add(weight, 1, period - 1);
  });
  stayed.forEach((weight, periods) => {
    add(weight, 0, periods);
  });
  gradient[0] = a * sumA;
  gradient[1] = b * sumB;
  return total;
}

/** Chance to be there after a number of periods. */
export function stayingChance([a, b]: readonly number[], periods: number): number {
  return Math.exp(logGamma(b + periods) - logGamma(b) + logGamma(a + b) - logGamma(a + b + periods));
}
