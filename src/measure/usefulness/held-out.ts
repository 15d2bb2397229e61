import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import { breathe, type Task } from '../../core/task.js';
import { areaUnderCurve } from '../../stats/area-under-curve.js';
import { mean } from '../../stats/mean.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { ridgeDesign } from '../regression/ridge-design.js';
import { ridgeLogistic } from '../regression/ridge-logistic.js';
import { ridgeRegression } from '../regression/ridge-regression.js';

/** How the outcome is looked at: as it is, its logarithm (of 1 more, from 0 on), or its rank. */
export type OutcomeScale = 'as it is' | 'logarithm' | 'ranks';

/** Learns from some rows, and says what it expects of another. */
export type Learner = (rows: Int32Array) => (row: number) => number;

/** Customers in parts, and the rows in the order of their ids: sums do not depend on the order in which they came. */
export interface Folds {
  readonly count: number;
  readonly order: Int32Array;
  /** Part of each customer. */
  readonly of: Int32Array;
}

/** Deals customers into parts by id and seed; those with and without a yes apart, so that each part has its share. */
export function dealFolds(
  who: string,
  ids: readonly string[],
  outcome: Float64Array,
  yesNo: boolean,
  { folds = 10, seed }: { readonly folds?: number | undefined; readonly seed: number },
): Folds {
  const customers = ids.length;
  if (!Number.isInteger(folds) || folds < 2 || folds > customers) {
    throw new InputError(
      `${who}: folds is ${folds}. It is a whole number from 2 to that of the customers, ${customers}.`,
    );
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  const order = Array.from(ids, (_, i) => i).sort((a, b) => compareText(ids[a], ids[b]));
  const mixed = shuffled(seeded(seed), order);
  const dealt = yesNo
    ? [...mixed.filter((i) => outcome[i] === 1), ...mixed.filter((i) => outcome[i] === 0)]
    : mixed;
  const of = new Int32Array(customers);
  dealt.forEach((row, i) => {
    of[row] = i % folds;
  });
  return { count: folds, order: Int32Array.from(order), of };
}

/** Expects the mean of the group that a customer is in, and of all where nobody of it is known. */
export function groupMeans(groups: ArrayLike<number>, outcome: Float64Array): Learner {
  return (rows) => {
    const sums = new Map<number, [number, number]>();
    let all = 0;
    for (const row of rows) {
      const sum = sums.get(groups[row]) ?? [0, 0];
      sum[0] += outcome[row];
      sum[1]++;
      sums.set(groups[row], sum);
      all += outcome[row];
    }
    return (row) => {
      const [sum, count] = sums.get(groups[row]) ?? [all, rows.length];
      return sum / count;
    };
  };
}

/** Ridge regression, logistic for yes and no. */
export function regression({ data, columns }: Matrix, outcome: Float64Array, yesNo: boolean): Learner {
  return (rows) => {
    const design = ridgeDesign(data, columns, rows);
    const expected = (yesNo ? ridgeLogistic : ridgeRegression)(design, outcome);
    const placed = new Float64Array(columns);
    return (row) => {
      design.place(row, placed);
      return expected(placed);
    };
  };
}

/** What each learner expects of each customer, learnt from the other parts. */
export async function heldOut(
  learners: readonly Learner[],
  folds: Folds,
  task: Task,
): Promise<Float64Array[]> {
  const expected = learners.map(() => new Float64Array(folds.of.length));
  for (let fold = 0; fold < folds.count; fold++) {
    const known = folds.order.filter((row) => folds.of[row] !== fold);
    for (const [l, learner] of learners.entries()) {
      task.progress((fold + l / learners.length) / folds.count, `Part ${fold + 1} of ${folds.count}`);
      await breathe(task);
      const expect = learner(known);
      for (const row of folds.order) if (folds.of[row] === fold) expected[l][row] = expect(row);
    }
  }
  task.progress(1);
  return expected;
}

/** Squared errors in the order of the ids. */
export function squaredErrors(expected: Float64Array, outcome: Float64Array, { order }: Folds): Float64Array {
  return Float64Array.from(order, (row) => (outcome[row] - expected[row]) ** 2);
}

/**
 * How much smaller the second errors are than the first, as a share of the errors where nobody is known. A ratio of two
 * means, linearised: the interval is that of a mean over customers.
 */
export function lessError(
  first: Float64Array,
  second: Float64Array,
  unknown: Float64Array,
  confidence: number,
): Estimate {
  const whole = mean(unknown);
  const value = mean(first.map((error, i) => error - second[i])) / whole;
  const deviations = first.map((error, i) => (error - second[i] - value * unknown[i]) / whole);
  const { low, high } = meanInterval(deviations, confidence);
  const half = (high - low) / 2; // about the value, since the mean of the deviations is 0 only up to rounding
  return {
    value,
    low: value - half,
    high: value + half,
    n: first.length,
    confidence,
    method: "cross-validation, customers as units, Student's t interval",
  };
}

/** Area under the curve within each part, where the same model is at work, weighted by the pairs that are compared. */
export function areaWithin(expected: Float64Array, outcome: Float64Array, folds: Folds): number | undefined {
  let [sum, pairs] = [0, 0];
  for (let fold = 0; fold < folds.count; fold++) {
    const rows = folds.order.filter((row) => folds.of[row] === fold);
    const cases = Array.from(rows, (row) => outcome[row] === 1);
    const yes = cases.filter(Boolean).length;
    const compared = yes * (cases.length - yes);
    if (compared === 0) continue;
    const scores = Float64Array.from(rows, (row) => expected[row]);
    sum += compared * areaUnderCurve(scores, cases);
    pairs += compared;
  }
  return pairs === 0 ? undefined : sum / pairs;
}
