import { InputError } from '../core/input-error.js';
import { betaFraction } from './beta-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * Probability that an F variable exceeds `f`.
 *
 * @param f - From 0 on.
 * @param above - Degrees of freedom of the numerator, above 0, need not be whole.
 * @param below - Degrees of freedom of the denominator, above 0, need not be whole.
 * @returns 0 to 1, correct to about 11 significant digits also far out, where it is tiny.
 * @throws {InputError} For an `f` below 0 or not finite, and degrees of freedom that are not above 0.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.4 (continued fraction of the incomplete beta).
 *
 * @example
 * fUpperTail(1, 1, 1); // 0.5
 */
export function fUpperTail(f: number, above: number, below: number): number {
  if (!(f >= 0 && f < Infinity)) throw new InputError(`fUpperTail: f is ${f}. It is a number from 0 on.`);
  if (!(above > 0 && below > 0 && Number.isFinite(above + below))) {
    throw new InputError(
      `fUpperTail: degrees of freedom are ${above} and ${below}. They have to be above 0.`,
    );
  }
  if (f === 0) return 1;
  const ratio = (above * f) / below;
  const [a, b] = [above / 2, below / 2];
  const [x, y] = [ratio / (1 + ratio), 1 / (1 + ratio)];
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const front = Math.exp(a * Math.log(x) - b * Math.log1p(ratio) - logBeta);
  if (y < (b + 1) / (a + b + 2)) return (front * betaFraction(y, b, a)) / b;
  return 1 - (front * betaFraction(x, a, b)) / a;
}
