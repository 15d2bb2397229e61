import type { Estimate } from '../../core/estimate.js';
import { normalQuantile } from '../normal-quantile.js';
import { studentTQuantile } from '../student-t.js';

/** Values of which each counts whole or in part. */
export interface WeightedArm {
  readonly values: ArrayLike<number>;
  /** From 0 to 1. */
  readonly weights: ArrayLike<number>;
}

/** Size, mean and squared standard error of the mean of an arm. */
interface ArmMoments {
  readonly n: number;
  readonly mean: number;
  readonly square: number;
}

/**
 * Mean of one arm less that of the other, where customers may count in part: Newcombe's interval for yes and no, Welch's for
 * numbers. With whole customers both are the well-known ones.
 *
 * @returns `undefined` where an arm has no customer, or for numbers no more than one.
 *
 * O(n).
 * Source: Newcombe, Stat. Med. 17 (1998) 873-890, method 10; Welch, Biometrika 34 (1947) 28-35.
 *
 * @example
 * const arm = (values: number[]) => ({ values, weights: values.map(() => 1) });
 * weightedDifference(arm([1, 2, 3]), arm([3, 4, 8]), false, 0.95)!.value; // -3
 */
export function weightedDifference(
  a: WeightedArm,
  b: WeightedArm,
  isYesNo: boolean,
  confidence: number,
): Estimate | undefined {
  const [of, other] = [momentsOf(a), momentsOf(b)];
  if (of === undefined || other === undefined) return undefined;
  const value = of.mean - other.mean;
  const n = of.n + other.n;
  if (isYesNo) {
    const z = normalQuantile((1 + confidence) / 2);
    const [[lowA, highA], [lowB, highB]] = [wilson(of, z), wilson(other, z)];
    return {
      value,
      low: Math.max(-1, value - Math.hypot(of.mean - lowA, highB - other.mean)),
      high: Math.min(1, value + Math.hypot(highA - of.mean, other.mean - lowB)),
      n,
      confidence,
      method: 'Newcombe interval',
    };
  }
  if (of.n <= 1 || other.n <= 1) return undefined;
  const error = Math.sqrt(of.square + other.square);
  const [x, y] = [of.square / error ** 2, other.square / error ** 2];
  const degrees = 1 / ((x * x) / (of.n - 1) + (y * y) / (other.n - 1));
  const half = error === 0 ? 0 : error * studentTQuantile((1 + confidence) / 2, degrees);
  return { value, low: value - half, high: value + half, n, confidence, method: "Welch's t interval" };
}

function momentsOf({ values, weights }: WeightedArm): ArmMoments | undefined {
  let [n, sum] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    n += weights[i];
    sum += weights[i] * values[i];
  }
  if (!(n > 1e-9)) return undefined;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weights[i] * (values[i] - mean) ** 2;
  return { n, mean, square: n > 1 ? squares / (n - 1) / n : 0 };
}

function wilson({ n, mean }: ArmMoments, z: number): [number, number] {
  const center = (mean + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((mean * (1 - mean)) / n + (z * z) / (4 * n * n));
  return [center - half, center + half];
}
