import type { ColumnInfo } from '../../core/column.js';
import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { wilsonOfShare } from '../../stats/wilson-interval.js';
import { type CategoryDifference, type CategoryTests, categoryTests } from './category-tests.js';
import type { ColumnPart } from './column-part.js';

/** How many of a segment have a category. */
export interface CategoryCell {
  readonly count: number;
  /** Share of the segment's customers with a value, 0 to 1; `undefined` where nobody has one. */
  readonly share: number | undefined;
  /** The share with Wilson's interval; with weights by the number of customers that say as much. */
  readonly interval: Estimate | undefined;
  /** Share against that of all customers, times 100. */
  readonly index: number | undefined;
  /** As for numbers: 0.5 plus half the difference to the share among the others. */
  readonly superiority: number | undefined;
  /** How the segment differs from all others; `undefined` with weights, and where either side has nobody. */
  readonly difference: CategoryDifference | undefined;
}

/** A category column by segment. */
export interface CategoryProfile {
  readonly name: string;
  readonly info: ColumnInfo;
  readonly part: ColumnPart;
  /** Most frequent first, equally frequent ones by code point. */
  readonly categories: readonly {
    readonly value: string;
    readonly count: number;
    /** Share of all customers with a value. */
    readonly share: number;
    /** In the order of the profile's segments. */
    readonly bySegment: readonly CategoryCell[];
  }[];
  /** Customers with a value, by segment. */
  readonly n: readonly number[];
  /** Customers without a value, all together. */
  readonly missing: number;
  /** Whether segments differ; `undefined` with weights, and for one category or one segment with values. */
  readonly tests: CategoryTests | undefined;
}

/** What a category column is profiled by. */
export interface CategoryProfileInput {
  readonly name: string;
  readonly info: ColumnInfo;
  readonly part: ColumnPart;
  /** One a customer; `undefined` where missing. */
  readonly values: readonly (string | undefined)[];
  readonly labels: Int32Array;
  readonly segments: number;
  readonly weights: Float64Array | undefined;
  readonly confidence: number;
}

/** A category column by segment. */
export function categoryProfile(input: CategoryProfileInput): CategoryProfile {
  const { name, info, part, labels, segments, weights, confidence } = input;
  const zeros = () => new Float64Array(segments);
  const [n, weight, squares] = [zeros(), zeros(), zeros()];
  const counts = new Map<string, { customers: Float64Array; weight: Float64Array }>();
  input.values.forEach((value, i) => {
    if (value === undefined) return;
    const own = weights?.[i] ?? 1;
    n[labels[i]]++;
    weight[labels[i]] += own;
    squares[labels[i]] += own * own;
    let cell = counts.get(value);
    if (cell === undefined) {
      const customers = zeros();
      cell = { customers, weight: weights === undefined ? customers : zeros() };
      counts.set(value, cell);
    }
    cell.customers[labels[i]]++;
    if (weights !== undefined) cell.weight[labels[i]] += own;
  });
  const known = total(weight);
  const categories = [...counts].map(([value, cell]) => {
    const sum = total(cell.weight);
    const share = sum / known;
    return {
      value,
      count: total(cell.customers),
      share,
      bySegment: Array.from(cell.customers, (count, s): CategoryCell => {
        if (weight[s] === 0) {
          const none = { share: undefined, interval: undefined, index: undefined };
          return { count, ...none, superiority: undefined, difference: undefined };
        }
        const own = Math.min(1, cell.weight[s] / weight[s]);
        const others = known - weight[s];
        const effective = weights === undefined ? n[s] : (weight[s] * weight[s]) / squares[s];
        return {
          count,
          share: own,
          interval: { ...wilsonOfShare(own, effective, confidence), n: n[s] },
          index: (own / share) * 100,
          superiority: others === 0 ? undefined : 0.5 + (own - (sum - cell.weight[s]) / others) / 2,
          difference: undefined,
        };
      }),
    };
  });
  categories.sort((a, b) => b.count - a.count || compareText(a.value, b.value));
  const tested = weights === undefined ? categoryTests(categories, n, confidence) : undefined;
  return {
    name,
    info,
    part,
    categories:
      tested === undefined
        ? categories
        : categories.map((category, c) => ({
            ...category,
            bySegment: category.bySegment.map((cell, s) => ({
              ...cell,
              difference: tested.differences[c][s],
            })),
          })),
    n: Array.from(n),
    missing: input.values.length - total(n),
    tests: tested?.tests,
  };
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
