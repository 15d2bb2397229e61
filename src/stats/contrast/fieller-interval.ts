import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';
import { studentTQuantile } from '../student-t.js';
import { fiellerSet } from './fieller-set.js';

/** Two estimates and how they vary together. */
export interface EstimatedPair {
  readonly numerator: number;
  readonly denominator: number;
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  /** Default 0. */
  readonly covariance?: number;
  /** Of the variances; infinite (default) where they are known. */
  readonly degreesOfFreedom?: number;
}

/** The ratios that two estimates do not rule out. */
export interface FiellerInterval {
  /** `undefined` where the denominator is 0. */
  readonly value: number | undefined;
  /**
   * `between`: from low to high. `outside`: up to low, and from high on, because the denominator may be 0. `everything`: no
   * ratio is ruled out.
   */
  readonly set: 'between' | 'outside' | 'everything';
  /** Minus infinity where there is no end. */
  readonly low: number;
  readonly high: number;
}

/**
 * Fieller's interval of a ratio of two normal estimates. Unlike the delta method it stays right where the denominator is
 * uncertain, and says so when that may be 0: the interval has no end then.
 *
 * @throws {InputError} For what is not finite, negative variances, and a covariance larger than they allow.
 *
 * Source: Fieller, "Some problems in interval estimation", J. R. Stat. Soc. B 16 (1954) 175-185.
 *
 * @example
 * const { low, high } = fiellerInterval({ numerator: 10, denominator: 5, numeratorVariance: 1, denominatorVariance: 0 });
 * [low, high]; // [1.6080…, 2.3919…]
 */
export function fiellerInterval(pair: EstimatedPair, confidence = 0.95): FiellerInterval {
  const who = 'fiellerInterval';
  checkConfidence(who, confidence);
  const { numerator: x, denominator: y, numeratorVariance: u, denominatorVariance: v } = pair;
  const { covariance: w = 0, degreesOfFreedom = Infinity } = pair;
  if (![x, y, u, v, w].every(Number.isFinite)) {
    throw new InputError(
      `${who}: estimates and variances have to be finite, got ${[x, y, u, v, w].join(', ')}.`,
    );
  }
  if (u < 0 || v < 0 || w * w > u * v * (1 + 1e-9)) {
    throw new InputError(`${who}: variances ${u} and ${v} with covariance ${w} do not exist.`);
  }
  if (!(degreesOfFreedom > 0)) {
    throw new InputError(`${who}: ${degreesOfFreedom} degrees of freedom. There have to be more than 0.`);
  }
  const level = (1 + confidence) / 2;
  const t = degreesOfFreedom === Infinity ? normalQuantile(level) : studentTQuantile(level, degreesOfFreedom);
  return fiellerSet(pair, t);
}
