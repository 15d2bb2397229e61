import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { betaUpperTail } from '../beta-upper-tail.js';
import { checkConfidence } from '../check-confidence.js';
import { poissonMass } from '../chi-squared.js';
import { logGamma } from '../log-gamma.js';

/**
 * Share of the variance that lies between groups, with its interval: omega squared, or 0 where it comes out below.
 *
 * @param f - Of an analysis of variance.
 * @param between - Degrees of freedom between groups.
 * @param within - Degrees of freedom within groups.
 * @param confidence - Of the interval, default 0.95.
 * @returns 0 (groups tell nothing) to 1 (they tell all).
 * @throws {InputError} For an F below 0, degrees of freedom that are not above 0, and a confidence out of range.
 *
 * O(√(n · share)) a step of the search. Source: Steiger, "Beyond the F test", Psychological Methods 9 (2004) 164-182
 * (noncentral F).
 *
 * @example
 * explainedVarianceInterval(13, 2, 6).value; // 0.7272727272727273
 */
export function explainedVarianceInterval(
  f: number,
  between: number,
  within: number,
  confidence = 0.95,
): Estimate {
  checkConfidence('explainedVarianceInterval', confidence);
  if (!(f >= 0 && between > 0 && within > 0)) {
    throw new InputError(
      `explainedVarianceInterval: F is ${f} with ${between} and ${within} degrees of freedom. F is a number from 0 on, degrees of freedom lie above 0.`,
    );
  }
  const n = between + within + 1;
  const base = { n, confidence, method: 'omega squared, noncentral F interval' };
  if (f === Infinity) return { ...base, value: 1, low: 1, high: 1 };
  const value = Math.max(0, (between * (f - 1)) / (between * f + within + 1));
  const lost = (1 - confidence) / 2;
  const share = (center: number) => center / (center + n);
  return {
    ...base,
    value,
    low: Math.min(value, share(centerAt(f, between, within, lost))),
    high: Math.max(value, share(centerAt(f, between, within, 1 - lost))),
  };
}

/** The noncentrality under which `f` is exceeded with a probability; that grows with it. */
function centerAt(f: number, between: number, within: number, probability: number): number {
  const tail = (center: number) => noncentralUpperTail(f, between, within, center);
  if (tail(0) >= probability) return 0;
  let [low, high] = [0, 2 * between * f + 50];
  while (tail(high) < probability) [low, high] = [high, 2 * high];
  for (let step = 0; step < 100 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    if (tail(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A mixture of beta distributions, summed from the most likely one outwards. */
function noncentralUpperTail(f: number, between: number, within: number, center: number): number {
  const [a, b] = [between / 2, within / 2];
  const x = (between * f) / (between * f + within);
  const rate = center / 2;
  const start = Math.floor(rate);
  const window = Math.ceil(9 * Math.sqrt(rate)) + 40;
  const first = {
    weight: poissonMass(start, rate),
    tail: betaUpperTail(x, a + start, b),
    // what the tail gains with the next term
    step: Math.exp(
      (a + start) * Math.log(x) +
        b * Math.log1p(-x) -
        Math.log(a + start) -
        (logGamma(a + start) + logGamma(b) - logGamma(a + start + b)),
    ),
  };
  let sum = 0;
  let { weight, tail, step } = first;
  for (let j = start; j <= start + window; j++) {
    sum += weight * tail;
    tail = Math.min(1, tail + step);
    step *= (x * (a + j + b)) / (a + j + 1);
    weight *= rate / (j + 1);
  }
  ({ weight, tail, step } = first);
  for (let j = start; j > Math.max(0, start - window); j--) {
    step *= (a + j) / (x * (a + j - 1 + b));
    tail = Math.max(0, tail - step);
    weight *= j / rate;
    sum += weight * tail;
  }
  return sum;
}
