import { InputError } from '../core/input-error.js';
import { betaFraction } from './beta-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * Probability that a beta variable stays below `x`.
 *
 * @param x - 0 to 1.
 * @param a - First parameter, above 0: for a share, successes plus those of the prior.
 * @param b - Second parameter, above 0: failures likewise.
 * @returns 0 to 1, correct to about 11 significant digits also where it is tiny.
 * @throws {InputError} For an `x` outside 0 to 1 and parameters that are not above 0.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.4 (continued fraction of the incomplete beta).
 *
 * @example
 * betaLowerTail(0.5, 2, 2); // 0.5
 */
export function betaLowerTail(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new InputError(`betaLowerTail: x is ${x}. It lies between 0 and 1.`);
  checkParameters('betaLowerTail', a, b);
  if (x === 0 || x === 1) return x;
  return lowerTail(x, 1 - x, a, b);
}

/**
 * The value that a beta variable stays below with probability `p`.
 *
 * @param p - Probability, above 0 and below 1.
 * @returns Correct to about 10 significant digits.
 * @throws {InputError} For `p` outside (0, 1) and parameters that are not above 0.
 *
 * @example
 * betaQuantile(0.5, 3, 3); // 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1)) throw new InputError(`betaQuantile: p is ${p}. It lies between 0 and 1.`);
  checkParameters('betaQuantile', a, b);
  // Halves on the scale of the logarithm of x / (1 - x), which keeps digits at both ends.
  let [low, high] = [-745, 745];
  for (let step = 0; step < 100 && high - low > 1e-15 * Math.max(1, Math.abs(low)); step++) {
    const middle = (low + high) / 2;
    if (lowerTail(share(middle), share(-middle), a, b) < p) low = middle;
    else high = middle;
  }
  return share((low + high) / 2);
}

const share = (logit: number) => 1 / (1 + Math.exp(-logit));

function lowerTail(x: number, rest: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - logBeta);
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(rest, b, a)) / b;
}

function checkParameters(who: string, a: number, b: number): void {
  if (!(a > 0 && b > 0 && Number.isFinite(a + b))) {
    throw new InputError(`${who}: parameters are ${a} and ${b}. They have to be above 0.`);
  }
}
