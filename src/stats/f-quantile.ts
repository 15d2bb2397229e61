import { InputError } from '../core/input-error.js';
import { betaFraction } from './beta-fraction.js';
import { logGamma } from './log-gamma.js';

/**
 * The value that an F variable stays below with probability `p`.
 *
 * @param p - Probability, above 0 and below 1.
 * @param above - Degrees of freedom of the numerator, above 0.
 * @param below - Degrees of freedom of the denominator, above 0.
 * @returns Correct to about 11 significant digits.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.4 (continued fraction of the incomplete beta).
 *
 * @example
 * fQuantile(0.5, 1, 1); // 1
 */
export function fQuantile(p: number, above: number, below: number): number {
  if (!(p > 0 && p < 1)) throw new InputError(`fQuantile: p is ${p}. It lies between 0 and 1.`);
  if (!(above > 0 && below > 0 && Number.isFinite(above + below))) {
    throw new InputError(`fQuantile: degrees of freedom are ${above} and ${below}. They have to be above 0.`);
  }
  let [low, high] = [-1, 1]; // of the logarithm
  while (lowerTail(Math.exp(low), above, below) > p && low > -700) low *= 2;
  while (lowerTail(Math.exp(high), above, below) < p && high < 700) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); step++) {
    const middle = (low + high) / 2;
    if (lowerTail(Math.exp(middle), above, below) < p) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** Probability that an F variable stays below `f`. */
function lowerTail(f: number, above: number, below: number): number {
  const ratio = (above * f) / below;
  const [a, b] = [above / 2, below / 2];
  const [x, y] = [ratio / (1 + ratio), 1 / (1 + ratio)];
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(y, b, a)) / b;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
