import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { checkFinite } from '../check-finite.js';
import { mean } from '../mean.js';
import { studentTQuantile } from '../student-t.js';
import { sum } from '../sum.js';
import { type EstimatedPair, type FiellerInterval, fiellerInterval } from './fieller-interval.js';

/** Two numbers of each customer of a group, in the same order. */
export interface PairedValues {
  readonly numerator: ArrayLike<number>;
  readonly denominator: ArrayLike<number>;
}

/** A ratio of two differences of means, and what it was made of. */
export interface RatioOfDifferences extends FiellerInterval {
  /** By the delta method; `undefined` where the denominator is 0. */
  readonly standardError: number | undefined;
  readonly degreesOfFreedom: number;
  /** The two differences, their variances and covariance. */
  readonly pair: EstimatedPair;
  readonly n: number;
  readonly confidence: number;
  readonly method: string;
}

/**
 * How much more of one thing for each more of another: the difference of two groups in the numerator over their difference
 * in the denominator, for example extra revenue for extra cost. Both are measured in the same customers.
 *
 * @param options - `interval`: `fieller` (default), or `delta`, which is shorter to explain and too narrow where the
 *   denominator is uncertain.
 * @throws {InputError} For fewer than two customers in a group, lists of unlike length, and what is not finite.
 *
 * O(customers). Where the denominator does not vary, both are Welch's interval divided by it.
 * Source: Fieller, J. R. Stat. Soc. B 16 (1954) 175-185; degrees of freedom after Welch, Biometrika 34 (1947) 28-35, at the
 * estimated ratio.
 *
 * @example
 * const a = { numerator: [8, 12, 10], denominator: [2, 2, 2] };
 * const b = { numerator: [4, 6, 5], denominator: [0, 0, 0] };
 * ratioOfDifferences(a, b).value; // 2.5
 */
export function ratioOfDifferences(
  a: PairedValues,
  b: PairedValues,
  options: { readonly interval?: 'fieller' | 'delta'; readonly confidence?: number } = {},
): RatioOfDifferences {
  const who = 'ratioOfDifferences';
  const { interval = 'fieller', confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  for (const { numerator, denominator } of [a, b]) {
    if (numerator.length < 2 || denominator.length !== numerator.length) {
      throw new InputError(
        `${who} needs two or more customers in each group with both values, got ${numerator.length} and ${denominator.length}.`,
      );
    }
    checkFinite(who, numerator);
    checkFinite(who, denominator);
  }
  const [p, q] = [momentsOf(a), momentsOf(b)];
  const x = p.x - q.x;
  const y = p.y - q.y;
  const pair = {
    numerator: x,
    denominator: y,
    numeratorVariance: p.xx + q.xx,
    denominatorVariance: p.yy + q.yy,
    covariance: p.xy + q.xy,
  };
  const ratio = y === 0 ? 0 : x / y;
  const squareOf = ({ xx, xy, yy }: Moments) => Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
  const [own, other] = [squareOf(p), squareOf(q)];
  const square = own + other;
  const degreesOfFreedom =
    square === 0
      ? Infinity
      : 1 /
        ((own / square) ** 2 / (a.numerator.length - 1) + (other / square) ** 2 / (b.numerator.length - 1));
  const standardError = y === 0 ? undefined : Math.sqrt(square) / Math.abs(y);
  const common = {
    standardError,
    degreesOfFreedom,
    pair,
    n: a.numerator.length + b.numerator.length,
    confidence,
  };
  if (interval === 'delta') {
    if (standardError === undefined) {
      return {
        ...common,
        value: undefined,
        set: 'everything',
        low: -Infinity,
        high: Infinity,
        method: 'delta method',
      };
    }
    const half =
      standardError === 0 ? 0 : standardError * studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
    return {
      ...common,
      value: ratio,
      set: 'between',
      low: ratio - half,
      high: ratio + half,
      method: 'delta method',
    };
  }
  return {
    ...common,
    ...fiellerInterval({ ...pair, degreesOfFreedom }, confidence),
    method: "Fieller's interval",
  };
}

/** Means, and variances of the means. */
interface Moments {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function momentsOf({ numerator, denominator }: PairedValues): Moments {
  const n = numerator.length;
  const [x, y] = [mean(numerator), mean(denominator)];
  const [xx, xy, yy] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [u, v] = [numerator[i] - x, denominator[i] - y];
    xx[i] = u * u;
    xy[i] = u * v;
    yy[i] = v * v;
  }
  const each = n * (n - 1);
  return { x, y, xx: sum(xx) / each, xy: sum(xy) / each, yy: sum(yy) / each };
}
