import type { ColumnInfo } from '../../core/column.js';
import { isYear } from '../../display/is-year.js';
import { type GroupedNumbers, groupedNumbers } from '../../stats/grouped/grouped-numbers.js';
import { labelledSort, type SortRoom } from '../../stats/grouped/labelled-sort.js';
import type { ColumnPart } from './column-part.js';
import { type Distribution, distribution } from './distribution.js';
import { type NumberDifference, type NumberTests, numberTests } from './number-tests.js';

/** A distribution beside that of all customers. */
export interface SegmentDistribution extends Distribution {
  /** Mean against all customers' mean, times 100. `undefined` as `indexUndefined` of the column says. */
  readonly index: number | undefined;
  /**
   * Probability that a customer of the segment has more than one of the others (ties count half), 0 to 1;
   * 0.5: no difference. `undefined` when either side has no value.
   */
  readonly superiority: number | undefined;
  /** How the segment differs from all others; `undefined` with weights, and where either side has fewer than two values. */
  readonly difference: NumberDifference | undefined;
}

/** A number column by segment. */
export interface NumberProfile {
  readonly name: string;
  readonly info: ColumnInfo;
  readonly part: ColumnPart;
  readonly all: Distribution;
  /** In the order of the profile's segments. */
  readonly bySegment: readonly SegmentDistribution[];
  /** Whether segments differ; `undefined` with weights, and where fewer than two segments have two values. */
  readonly tests: NumberTests | undefined;
  /** Whether all values lie from 0 to 1: shares, and yes or no. */
  readonly isFromZeroToOne: boolean;
  /** Whether all values are 0 or 1: its mean is a share, and told as one. */
  readonly isYesNo: boolean;
  /** Why there is no index, where there is none. */
  readonly indexUndefined?: string;
}

/** What a number column is profiled by. */
export interface NumberProfileInput {
  readonly name: string;
  readonly info: ColumnInfo;
  readonly part: ColumnPart;
  /** One a customer; `NaN` where missing. */
  readonly values: Float64Array;
  /** Segment of each customer. */
  readonly labels: Int32Array;
  /** Customers of each segment. */
  readonly sizes: readonly number[];
  readonly weights: Float64Array | undefined;
  /** Memory for sorting, shared by the columns. */
  readonly room: SortRoom;
  /** Shares of the quantiles. */
  readonly quantiles: readonly number[];
  readonly confidence: number;
}

/**
 * A number column by segment.
 *
 * Source of superiority: Vargha and Delaney, "A critique and improvement of the CL common language effect size
 * statistics of McGraw and Wong", J. Educ. Behav. Stat. 25 (2000) 101-132.
 */
export function numberProfile(input: NumberProfileInput): NumberProfile {
  const { name, info, part, sizes, weights, confidence } = input;
  const { sorted, groups, superiority, groupWeights, sortedWeights, ordered } =
    weights === undefined ? plainOrder(input) : weightedOrder(input, weights);
  const all = distribution(sorted, input.values.length, input.quantiles, sortedWeights);
  const indexUndefined = isYear(name, info) ? 'years have no ratio' : whyNoIndex(sorted, all.mean);
  const tested = ordered === undefined ? undefined : numberTests(ordered, confidence);
  const bySegment = groups.map((group, s) => {
    const own = distribution(group, sizes[s], input.quantiles, groupWeights?.[s]);
    const index =
      own.mean === undefined || all.mean === undefined || indexUndefined !== undefined
        ? undefined
        : (own.mean / all.mean) * 100;
    return { ...own, index, superiority: superiority[s], difference: tested?.differences[s] };
  });
  const isFromZeroToOne = sorted.length > 0 && sorted[0] >= 0 && sorted[sorted.length - 1] <= 1;
  const isYesNo = isFromZeroToOne && sorted.every((value) => value === 0 || value === 1);
  const profiled = { name, info, part, all, bySegment, tests: tested?.tests, isFromZeroToOne, isYesNo };
  return indexUndefined === undefined ? profiled : { ...profiled, indexUndefined };
}

interface Order {
  readonly sorted: Float64Array;
  readonly groups: readonly Float64Array[];
  readonly superiority: readonly (number | undefined)[];
  readonly sortedWeights?: Float64Array;
  readonly groupWeights?: readonly Float64Array[];
  readonly ordered?: GroupedNumbers;
}

function plainOrder({ values, labels, sizes, room }: NumberProfileInput): Order {
  const ordered = groupedNumbers(values, labels, sizes.length, room);
  const { sorted, groups, rankSums } = ordered;
  const superiority = groups.map((group, s) => {
    const pairs = group.length * (sorted.length - group.length);
    return pairs === 0 ? undefined : 0.5 + rankSums[s] / pairs;
  });
  return { sorted, groups, superiority, ordered };
}

function weightedOrder({ values, labels, sizes, room }: NumberProfileInput, weights: Float64Array): Order {
  const { sorted, labels: order } = labelledSort(
    values,
    Int32Array.from(values, (_, i) => i),
    room,
  );
  const n = sorted.length;
  const sortedWeights = Float64Array.from(order, (i) => weights[i]);
  const places = sizes.map(() => [] as number[]);
  order.forEach((i, place) => {
    places[labels[i]].push(place);
  });
  const groups = places.map((own) => Float64Array.from(own, (place) => sorted[place]));
  const groupWeights = places.map((own) => Float64Array.from(own, (place) => sortedWeights[place]));
  // Weight of pairs in which the segment has more, ties half.
  const own = new Float64Array(sizes.length);
  const won = new Float64Array(sizes.length);
  let total = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    const tied = new Float64Array(sizes.length);
    let tiedAll = 0;
    for (; end < n && sorted[end] === sorted[start]; end++) {
      tied[labels[order[end]]] += sortedWeights[end];
      tiedAll += sortedWeights[end];
    }
    for (let s = 0; s < sizes.length; s++) {
      won[s] += tied[s] * (total - own[s] + (tiedAll - tied[s]) / 2);
      own[s] += tied[s];
    }
    total += tiedAll;
    start = end;
  }
  const superiority = groups.map((group, s) =>
    group.length === 0 || group.length === n ? undefined : won[s] / (own[s] * (total - own[s])),
  );
  return { sorted, groups, superiority, sortedWeights, groupWeights };
}

function whyNoIndex(sorted: Float64Array, overall: number | undefined): string | undefined {
  if (overall === undefined) return 'nobody has a value';
  const size = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
  if (Math.abs(overall) <= 1e-12 * size) return 'the mean of all customers is 0'; // to rounding, as after z scaling
  return overall < 0 ? 'the mean of all customers is below 0' : undefined;
}
