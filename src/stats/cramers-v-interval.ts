import type { Estimate } from '../core/estimate.js';
import { checkConfidence } from './check-confidence.js';
import { chiSquaredUpperTail, poissonMass } from './chi-squared.js';
import { type Contingency, contingency } from './contingency.js';
import { cramersVOfCounts } from './cramers-v.js';

/** Cramér's V with its doubt, and the test of no association. */
export interface CramersVInterval extends Estimate {
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  /** Chance of a chi-squared this large when the two have nothing to do with each other. */
  readonly p: number;
}

/**
 * Bias-corrected Cramér's V with an interval, from the noncentral chi-squared distribution: rough where many cells expect
 * fewer than 5.
 *
 * @param a - Labels: whole numbers from 0, gaps allowed.
 * @param b - Labels of the same things.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns 0 to 1; where one side has a single label 0 with an interval from 0 to 0.
 * @throws {InputError} As `contingency`, and for a confidence out of range.
 *
 * Source: Smithson, "Confidence Intervals" (2003), chapter 4; Bergsma, J. Korean Stat. Soc. 42 (2013) 323-328, for V.
 *
 * @example
 * cramersVInterval([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0]).low; // 0
 */
export function cramersVInterval(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  confidence = 0.95,
): CramersVInterval {
  checkConfidence('cramersVInterval', confidence);
  return cramersVIntervalOfCounts(contingency(a, b), confidence);
}

/** The same, of counted pairs. */
export function cramersVIntervalOfCounts(pairs: Contingency, confidence: number): CramersVInterval {
  const { rows, columns, counts, rowTotals, columnTotals, total } = pairs;
  const [r, c] = [rowTotals, columnTotals].map((totals) => totals.filter((each) => each > 0).length);
  const base = { n: total, confidence, method: 'noncentral chi-squared interval' };
  if (r < 2 || c < 2) return { ...base, value: 0, low: 0, high: 0, chiSquared: 0, degreesOfFreedom: 0, p: 1 };
  let chiSquared = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const expected = (rowTotals[i] * columnTotals[j]) / total;
      if (expected > 0) chiSquared += (counts[i * columns + j] - expected) ** 2 / expected;
    }
  }
  const degreesOfFreedom = (r - 1) * (c - 1);
  const largest = total * Math.min(r - 1, c - 1); // of chi-squared
  const v = (center: number) => Math.min(1, Math.sqrt(center / largest));
  const lost = (1 - confidence) / 2;
  const value = cramersVOfCounts(pairs);
  return {
    ...base,
    value,
    low: Math.min(value, v(centerAt(chiSquared, degreesOfFreedom, lost, largest))),
    high: Math.max(value, v(centerAt(chiSquared, degreesOfFreedom, 1 - lost, largest))),
    chiSquared,
    degreesOfFreedom,
    p: chiSquaredUpperTail(chiSquared, degreesOfFreedom),
  };
}

/** The noncentrality under which `x` is exceeded with a probability; it grows with it. */
function centerAt(x: number, degrees: number, probability: number, most: number): number {
  if (chiSquaredUpperTail(x, degrees) >= probability) return 0;
  let [low, high] = [0, 2 * most + 100];
  for (let step = 0; step < 100 && high - low > 1e-10 * high; step++) {
    const middle = (low + high) / 2;
    if (noncentralUpperTail(x, degrees, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A mixture of chi-squared distributions with 2 more degrees of freedom each, summed from the most likely one outwards. */
function noncentralUpperTail(x: number, degrees: number, center: number): number {
  const [half, rate] = [x / 2, center / 2];
  const start = Math.floor(rate);
  const window = Math.ceil(9 * Math.sqrt(rate)) + 40;
  let sum = 0;
  let weight = poissonMass(start, rate);
  let tail = chiSquaredUpperTail(x, degrees + 2 * start);
  let step = poissonMass(degrees / 2 + start, half); // what the tail gains with the next term
  const [firstWeight, firstTail, firstStep] = [weight, tail, step];
  for (let j = start; j <= start + window; j++) {
    sum += weight * tail;
    tail = Math.min(1, tail + step);
    step *= half / (degrees / 2 + j + 1);
    weight *= rate / (j + 1);
  }
  [weight, tail, step] = [firstWeight, firstTail, firstStep];
  for (let j = start; j > Math.max(0, start - window); j--) {
    step *= (degrees / 2 + j) / half;
    tail = Math.max(0, tail - step);
    weight *= j / rate;
    sum += weight * tail;
  }
  return sum;
}
