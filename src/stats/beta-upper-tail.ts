import { InputError } from '../core/input-error.js';
import { betaFraction } from './beta-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * Probability that a beta variable exceeds `x`.
 *
 * @param x - 0 to 1.
 * @param a - Above 0.
 * @param b - Above 0.
 * @returns 0 to 1, correct to about 11 significant digits also far out, where it is tiny.
 * @throws {InputError} For an `x` outside 0 to 1, and shapes that are not above 0.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.4 (continued fraction of the incomplete beta).
 *
 * @example
 * betaUpperTail(0.5, 2, 2); // 0.5
 */
export function betaUpperTail(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new InputError(`betaUpperTail: x is ${x}. It runs from 0 to 1.`);
  if (!(a > 0 && b > 0 && Number.isFinite(a + b)))
    throw new InputError(`betaUpperTail: shapes are ${a} and ${b}. They have to be above 0.`);
  if (x === 0) return 1;
  if (x === 1) return 0;
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta);
  if (1 - x < (b + 1) / (a + b + 2)) return (front * betaFraction(1 - x, b, a)) / b;
  return 1 - (front * betaFraction(x, a, b)) / a;
}
