import type { ColumnInfo } from '../core/column.js';
import { isYear } from '../display/is-year.js';
import { mean } from '../stats/mean.js';
import { quantile } from '../stats/quantile.js';

/** Values of one column among some customers. The numbers are `undefined` where nobody has a value. */
export interface Distribution {
  /** Customers with a value. */
  readonly n: number;
  /** Customers without one. */
  readonly missing: number;
  readonly mean: number | undefined;
  readonly lowerQuartile: number | undefined;
  readonly median: number | undefined;
  readonly upperQuartile: number | undefined;
  /**
   * Largest value that at least a quarter reach, one that was observed, and the share that reaches it, 0.25 to 1.
   * In whole numbers it says what quartiles between two values cannot.
   */
  readonly top: { readonly from: number; readonly share: number } | undefined;
}

/** A distribution beside that of all customers. */
export interface SegmentDistribution extends Distribution {
  /** Mean against all customers' mean, times 100. `undefined` as `indexUndefined` of the column says. */
  readonly index: number | undefined;
  /**
   * Probability that a customer of the segment has more than one of the others (ties count half), 0 to 1;
   * 0.5: no difference. `undefined` when either side has no value.
   */
  readonly superiority: number | undefined;
}

/** A number column by segment. */
export interface NumberProfile {
  readonly name: string;
  readonly info: ColumnInfo;
  readonly all: Distribution;
  /** In the order of the profile's segments. */
  readonly bySegment: readonly SegmentDistribution[];
  /** Why there is no index, where there is none. */
  readonly indexUndefined?: string;
}

/**
 * A number column by segment.
 *
 * @param values - One a customer; `NaN` where missing.
 * @param labels - Segment of each customer.
 *
 * Source of superiority: Vargha and Delaney, "A critique and improvement of the CL common language effect size
 * statistics of McGraw and Wong", J. Educ. Behav. Stat. 25 (2000) 101-132.
 */
export function numberProfile(
  name: string,
  info: ColumnInfo,
  values: Float64Array,
  labels: Int32Array,
  segments: number,
): NumberProfile {
  const order = Uint32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b]);
  const sorted = Float64Array.from(order, (i) => values[i]);
  const groups = Array.from({ length: segments }, () => ({ sorted: [] as number[], ranks: 0, customers: 0 }));
  for (let i = 0; i < labels.length; i++) groups[labels[i]].customers++;
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    for (let position = start; position < end; position++) {
      const group = groups[labels[order[position]]];
      group.sorted.push(sorted[position]);
      group.ranks += (start + 1 + end) / 2; // equal values share the mean of their ranks
    }
    start = end;
  }

  const all = distribution(sorted, values.length);
  const indexUndefined = isYear(name, info) ? 'years have no ratio' : whyNoIndex(sorted, all.mean);
  const bySegment = groups.map((group) => {
    const own = distribution(group.sorted, group.customers);
    const others = sorted.length - own.n;
    const pairs = own.n * others;
    const index =
      own.mean === undefined || all.mean === undefined || indexUndefined !== undefined
        ? undefined
        : (own.mean / all.mean) * 100;
    const superiority = pairs === 0 ? undefined : (group.ranks - (own.n * (own.n + 1)) / 2) / pairs;
    return { ...own, index, superiority };
  });
  return indexUndefined === undefined
    ? { name, info, all, bySegment }
    : { name, info, all, bySegment, indexUndefined };
}

function distribution(sorted: ArrayLike<number>, customers: number): Distribution {
  const n = sorted.length;
  const missing = customers - n;
  if (n === 0) {
    return {
      n,
      missing,
      mean: undefined,
      lowerQuartile: undefined,
      median: undefined,
      upperQuartile: undefined,
      top: undefined,
    };
  }
  return {
    n,
    missing,
    mean: mean(sorted),
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    top: topQuarter(sorted),
  };
}

function topQuarter(sorted: ArrayLike<number>): { from: number; share: number } {
  const n = sorted.length;
  const from = sorted[n - Math.ceil(n / 4)];
  let below = n - Math.ceil(n / 4);
  while (below > 0 && sorted[below - 1] === from) below--;
  return { from, share: (n - below) / n };
}

function whyNoIndex(sorted: Float64Array, overall: number | undefined): string | undefined {
  if (overall === undefined) return 'nobody has a value';
  const size = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
  if (Math.abs(overall) <= 1e-12 * size) return 'the mean of all customers is 0'; // to rounding, as after z scaling
  return overall < 0 ? 'the mean of all customers is below 0' : undefined;
}
