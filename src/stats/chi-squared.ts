import { InputError } from '../core/input-error.js';
import { logGamma } from './log-gamma.js';

/**
 * Probability that a chi-squared variable exceeds `x`.
 *
 * @param x - From 0 on.
 * @param degreesOfFreedom - Above 0, need not be whole.
 * @returns 0 to 1, correct to about 12 significant digits also far out, where it is tiny.
 * @throws {InputError} For an `x` below 0 or not finite, and degrees of freedom that are not above 0.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.2 (series and continued fraction of the incomplete gamma
 * function).
 *
 * @example
 * chiSquaredUpperTail(3.841458820694124, 1); // 0.05
 */
export function chiSquaredUpperTail(x: number, degreesOfFreedom: number): number {
  if (!(x >= 0 && x < Infinity))
    throw new InputError(`chiSquaredUpperTail: x is ${x}. It is a number from 0 on.`);
  if (!(degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom))) {
    throw new InputError(
      `chiSquaredUpperTail: degrees of freedom are ${degreesOfFreedom}. They have to be above 0.`,
    );
  }
  const [a, half] = [degreesOfFreedom / 2, x / 2];
  if (half === 0) return 1;
  return half < a + 1 ? 1 - lowerSeries(a, half) : upperFraction(a, half);
}

/**
 * x^a · e^−x / Γ(a + 1): the chance of `a` events where `x` are expected. Near its top as a deviation, without the
 * cancellation of large logarithms.
 *
 * Source: Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
export function poissonMass(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < 16) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  const off = (x - a) / a;
  const deviance = a * (off - Math.log1p(off));
  const y = 1 / (a * a);
  const stirling = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y / 1680))) / a;
  return Math.exp(-deviance - stirling) / Math.sqrt(2 * Math.PI * a);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 1_000_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonMass(a, x) * sum;
}

/** Lentz's method. */
function upperFraction(a: number, x: number): number {
  const TINY = 1e-300;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / (b || TINY);
  let value = d;
  for (let i = 1; i < 1_000_000; i++) {
    const factor = -i * (i - a);
    b += 2;
    d = 1 / (factor * d + b || TINY);
    c = b + factor / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.min(1, poissonMass(a, x) * a * value);
}
