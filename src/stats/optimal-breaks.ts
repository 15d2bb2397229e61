import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';

/**
 * The best cuts of numbers into classes: those with the least sum of squared distances to the mean of the own class
 * (natural breaks, Jenks). The optimum, not a local one; equal values are never parted.
 *
 * @param classes - Number of classes, 1 to the number of different values.
 * @returns The greatest value of each class but the last, ascending, `classes - 1` of them.
 * @throws {InputError} For values that are not finite, and more classes than different values.
 *
 * O(classes · different values · log different values).
 * Source: Wang and Song, "Ckmeans.1d.dp: Optimal k-means Clustering in One Dimension by Dynamic Programming", The R
 * Journal 3 (2011) 29-33; divide and conquer by the monotony of the best cut.
 *
 * @example
 * optimalBreaks([1, 2, 10, 11, 12, 50], 3); // [2, 12]
 */
export function optimalBreaks(values: ArrayLike<number>, classes: number): number[] {
  checkFinite('optimalBreaks', values);
  const { distinct, counts } = countDistinct(values);
  if (!Number.isInteger(classes) || classes < 1 || classes > distinct.length) {
    throw new InputError(
      `optimalBreaks: ${classes} classes; there are ${distinct.length} different values, so give 1 to ${distinct.length}.`,
    );
  }
  const cost = classCost(distinct, counts);
  const n = distinct.length;
  let best = Float64Array.from({ length: n }, (_, end) => cost(0, end));
  const starts: Int32Array[] = []; // by class from the second: where it starts, for each last value
  for (let k = 1; k < classes; k++) {
    const next = new Float64Array(n).fill(Infinity);
    const start = new Int32Array(n);
    fillRow(best, next, start, cost, k, n - 1, k, n - 1);
    starts.push(start);
    best = next;
  }
  const breaks: number[] = [];
  for (let k = starts.length - 1, end = n - 1; k >= 0; k--) {
    end = starts[k][end] - 1;
    breaks.unshift(distinct[end]);
  }
  return breaks;
}

type Cost = (first: number, last: number) => number;

/** The least cost for each last value from `low` to `high`; the best start grows with the last value. */
function fillRow(
  before: Float64Array,
  next: Float64Array,
  start: Int32Array,
  cost: Cost,
  low: number,
  high: number,
  from: number,
  to: number,
): void {
  if (low > high) return;
  const middle = (low + high) >> 1;
  for (let first = from; first <= Math.min(middle, to); first++) {
    const total = before[first - 1] + cost(first, middle);
    if (total < next[middle]) {
      next[middle] = total;
      start[middle] = first;
    }
  }
  fillRow(before, next, start, cost, low, middle - 1, from, start[middle]);
  fillRow(before, next, start, cost, middle + 1, high, start[middle], to);
}

/** Sum of squared distances to the mean of a run of values, from sums of values that were centred before. */
function classCost(distinct: Float64Array, counts: Float64Array): Cost {
  const n = distinct.length;
  const middle = distinct[n >> 1];
  const weight = new Float64Array(n + 1);
  const sum = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = distinct[i] - middle;
    weight[i + 1] = weight[i] + counts[i];
    sum[i + 1] = sum[i] + counts[i] * value;
    squares[i + 1] = squares[i] + counts[i] * value * value;
  }
  return (first, last) => {
    const total = sum[last + 1] - sum[first];
    return Math.max(
      0,
      squares[last + 1] - squares[first] - (total * total) / (weight[last + 1] - weight[first]),
    );
  };
}

function countDistinct(values: ArrayLike<number>): { distinct: Float64Array; counts: Float64Array } {
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (value === distinct.at(-1)) counts[counts.length - 1]++;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  return { distinct: Float64Array.from(distinct), counts: Float64Array.from(counts) };
}
