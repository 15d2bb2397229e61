import type { Estimate } from '../../core/estimate.js';
import type { Table } from '../../core/table.js';
import type { Task } from '../../core/task.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { expectedSpend } from '../../stats/purchase-models/gamma-gamma-likelihood.js';
import { sum } from '../../stats/sum.js';
import { type FuturePurchases, futurePurchases } from './future-purchases.js';
import { earnedAPurchase, finished, type LifetimeValuesOptions } from './lifetime-values.js';
import type { PurchaseData } from './purchase-data.js';
import type { ValueHorizon } from './value-horizon.js';

/** What is summed over the customers of a segment; `share` is that of the value of all. */
export type SummedKind = 'alive' | 'purchases' | 'value' | 'share';

/** What segments are summed from. */
export interface SegmentSumsInput {
  readonly data: PurchaseData;
  /** Mean spend by row of the history. */
  readonly means: Float64Array;
  readonly table: Table;
  /** Rows of the history of each segment. */
  readonly rows: readonly (readonly number[])[];
  readonly horizon: Required<ValueHorizon>;
}

/** Sums with their doubt: of a kind, over a segment, divided by a number, from so many customers. */
export type SegmentSums = (kind: SummedKind, segment: number, divisor: number, n: number) => Estimate;

type Sums = Readonly<Record<SummedKind, Float64Array>>;
/** How sums change with the logarithm of a parameter. */
type Slope = (kind: SummedKind, segment: number) => number;

const STEP = 1e-4;

/** Sums by segment, with intervals for what the parameters of the models are not known exactly (delta method). */
export async function segmentSums(
  who: string,
  options: LifetimeValuesOptions,
  { data, means, table, rows, horizon }: SegmentSumsInput,
  task: Task,
): Promise<SegmentSums> {
  const { purchases: model, spend, margin = 1 } = options;
  const spendModel = typeof spend === 'object' ? spend : undefined;
  const own = model.parameters.map(({ value }) => value);
  const evaluations = 1 + 2 * own.length;
  let turn = 0;
  const future = (parameters: readonly number[]) => {
    const part = [turn / evaluations, ++turn / evaluations] as const;
    return finished(futurePurchases(model.process, parameters, data.groups, horizon), task, part);
  };
  const earned =
    spend === undefined ? undefined : earnedAPurchase(who, table, data.purchases, spend, options);
  const earnedAt = (parameters: readonly number[]) =>
    means.map((m, row) => margin * expectedSpend(parameters, m > 0 ? data.purchases[row] : 0, m));
  const sums = (expected: FuturePurchases, money: Float64Array | undefined) =>
    sumsOf(rows, data.groups.groupOf, expected, money);

  const center = await future(own);
  const values = sums(center, earned);
  const buying: Slope[] = [];
  for (let i = 0; i < own.length && model.covariance !== undefined; i++) {
    const above = sums(await future(moved(own, i, STEP)), earned);
    const below = sums(await future(moved(own, i, -STEP)), earned);
    buying.push((kind, s) => (above[kind][s] - below[kind][s]) / (2 * STEP));
  }
  const spending: Slope[] = [];
  if (spendModel?.covariance !== undefined) {
    const theirs = spendModel.parameters.map(({ value }) => value);
    theirs.forEach((_, i) => {
      const above = sums(center, earnedAt(moved(theirs, i, STEP)));
      const below = sums(center, earnedAt(moved(theirs, i, -STEP)));
      spending.push((kind, s) => (above[kind][s] - below[kind][s]) / (2 * STEP));
    });
  }
  const z = normalQuantile((1 + model.confidence) / 2);
  return (kind, s, divisor, n) => {
    const value = values[kind][s] / divisor;
    const isShare = kind === 'alive' || kind === 'share';
    const rests =
      kind === 'alive' || kind === 'purchases' ? [model] : [model, ...(spendModel ? [spendModel] : [])];
    const facts = { value, n, confidence: model.confidence };
    if (rests.some(({ covariance }) => covariance === undefined)) {
      return {
        ...facts,
        low: 0,
        high: isShare ? 1 : Infinity,
        method: 'no interval: a model did not converge',
      };
    }
    let square = variance(buying, model.covariance!, kind, s);
    if (rests.length > 1) square += variance(spending, spendModel!.covariance!, kind, s);
    const half = (z * Math.sqrt(Math.max(0, square))) / divisor;
    const method = `${rests.map(({ name }) => name).join(' and ')}, delta method`;
    return { ...facts, ...ends(value, half, isShare), method };
  };
}

function moved(parameters: readonly number[], position: number, step: number): number[] {
  return parameters.map((each, i) => (i === position ? each * Math.exp(step) : each));
}

function sumsOf(
  rows: readonly (readonly number[])[],
  groupOf: Int32Array,
  expected: FuturePurchases,
  money: Float64Array | undefined,
): Sums {
  const total = (value: (row: number) => number) => Float64Array.from(rows, (own) => sum(own.map(value)));
  const value = total((row) => expected.discounted[groupOf[row]] * (money?.[row] ?? 1));
  const all = value[rows.length - 1];
  return {
    alive: total((row) => expected.alive[groupOf[row]]),
    purchases: total((row) => expected.purchases[groupOf[row]]),
    value,
    share: value.map((each) => (all > 0 ? each / all : 0)),
  };
}

function variance(slopes: readonly Slope[], covariance: Float64Array, kind: SummedKind, s: number): number {
  const size = slopes.length;
  let square = 0;
  slopes.forEach((a, i) => {
    slopes.forEach((b, j) => {
      square += a(kind, s) * covariance[i * size + j] * b(kind, s);
    });
  });
  return square;
}

/** Ends that stay in range: on the log-odds for shares, on the logarithm for the rest. */
function ends(value: number, half: number, isShare: boolean): { low: number; high: number } {
  if (half === 0 || value <= 0 || (isShare && value >= 1)) return { low: value, high: value };
  if (!isShare) return { low: value * Math.exp(-half / value), high: value * Math.exp(half / value) };
  const [center, width] = [Math.log(value / (1 - value)), half / (value * (1 - value))];
  const back = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
  return { low: back(center - width), high: back(center + width) };
}
