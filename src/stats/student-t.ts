import { InputError } from '../core/input-error.js';
import { betaFraction } from './beta-fraction.js';

/**
 * Probability that a Student t variable exceeds `t`.
 *
 * @param t - Any finite number.
 * @param degreesOfFreedom - Above 0, need not be whole.
 * @returns 0 to 1, correct to about 13 significant digits also far out, where it is tiny.
 * @throws {InputError} For `t` that is not finite or degrees of freedom that are not above 0.
 *
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 6.4 (continued fraction of the incomplete beta).
 *
 * @example
 * studentTUpperTail(2, 10); // 0.03669401738537018
 */
export function studentTUpperTail(t: number, degreesOfFreedom: number): number {
  if (!Number.isFinite(t)) throw new InputError(`studentTUpperTail: t is ${t}. It has to be finite.`);
  checkDegrees('studentTUpperTail', degreesOfFreedom);
  const oneSide = upperTail(Math.abs(t), degreesOfFreedom);
  return t < 0 ? 1 - oneSide : oneSide;
}

/**
 * The value that a Student t variable stays below with probability `p`.
 *
 * @param p - Probability, above 0 and below 1.
 * @param degreesOfFreedom - Above 0, need not be whole.
 * @returns Correct to about 12 significant digits.
 * @throws {InputError} For `p` outside (0, 1) or degrees of freedom that are not above 0.
 *
 * @example
 * studentTQuantile(0.975, 10); // 2.2281388519862744
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new InputError(`studentTQuantile: p is ${p}. It lies between 0 and 1.`);
  checkDegrees('studentTQuantile', degreesOfFreedom);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const size = invertUpperTail(tail, degreesOfFreedom);
  return p < 0.5 ? -size : size;
}

function checkDegrees(who: string, degrees: number): void {
  if (!(degrees > 0 && Number.isFinite(degrees))) {
    throw new InputError(`${who}: degrees of freedom are ${degrees}. They have to be above 0.`);
  }
}

/** Newton's method on the tail, kept inside a bracket that halves where a step would leave it. */
function invertUpperTail(tail: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (upperTail(high, degrees) > tail && high < 1e300) {
    low = high;
    high *= 2;
  }
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const excess = upperTail(t, degrees) - tail;
    if (excess > 0) low = t;
    else high = t;
    const newton = t + excess / density(t, degrees);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * t) return next;
    t = next;
  }
  return t;
}

/** For `t` >= 0: half the incomplete beta function of (degrees / 2, 1/2) at degrees / (degrees + t²). */
function upperTail(t: number, degrees: number): number {
  if (t === 0) return 0.5;
  const ratio = (t * t) / degrees;
  const a = degrees / 2;
  const near = ratio / (1 + ratio); // 1 - x, without its cancellation
  const x = 1 / (1 + ratio);
  const front =
    Math.exp(-a * Math.log1p(ratio) + 0.5 * Math.log(near)) * (gammaRatio(a) / Math.sqrt(Math.PI));
  if (x < (a + 1) / (a + 2.5)) return (0.5 * front * betaFraction(x, a, 0.5)) / a;
  return 0.5 - front * betaFraction(near, 0.5, a);
}

function density(t: number, degrees: number): number {
  const a = degrees / 2;
  const exponent = -(a + 0.5) * Math.log1p((t * t) / degrees);
  return (gammaRatio(a) / Math.sqrt(degrees * Math.PI)) * Math.exp(exponent);
}

/** Γ(a + 1/2) / Γ(a), by the difference of two Stirling series at 16 or more. */
function gammaRatio(a: number): number {
  let factor = 1;
  let x = a;
  for (; x < 16; x++) factor *= x / (x + 0.5);
  const y = 1 / (x * x);
  const series =
    -1 / 8 + y * (1 / 192 + y * (-1 / 640 + y * (17 / 14336 + y * (-31 / 18432 + y * (691 / 180224)))));
  return factor * Math.sqrt(x) * Math.exp(series / x);
}
