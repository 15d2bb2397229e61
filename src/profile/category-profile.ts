import type { ColumnInfo } from '../core/column.js';
import { compareText } from '../core/compare-text.js';

/** How many of a segment have a category. */
export interface CategoryCell {
  readonly count: number;
  /** Share of the segment's customers with a value, 0 to 1; `undefined` where nobody has one. */
  readonly share: number | undefined;
  /** As for numbers: 0.5 plus half the difference to the share among the others. */
  readonly superiority: number | undefined;
}

/** A category column by segment. */
export interface CategoryProfile {
  readonly name: string;
  readonly info: ColumnInfo;
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
}

/**
 * A category column by segment.
 *
 * @param values - One a customer; `undefined` where missing.
 */
export function categoryProfile(
  name: string,
  info: ColumnInfo,
  values: readonly (string | undefined)[],
  labels: Int32Array,
  segments: number,
): CategoryProfile {
  const n = new Array<number>(segments).fill(0);
  const counts = new Map<string, number[]>();
  values.forEach((value, i) => {
    if (value === undefined) return;
    n[labels[i]]++;
    let bySegment = counts.get(value);
    if (bySegment === undefined) {
      bySegment = new Array<number>(segments).fill(0);
      counts.set(value, bySegment);
    }
    bySegment[labels[i]]++;
  });
  const known = total(n);
  const categories = [...counts].map(([value, bySegment]) => {
    const count = total(bySegment);
    return {
      value,
      count,
      share: count / known,
      bySegment: bySegment.map((own, s) => {
        const share = n[s] === 0 ? undefined : own / n[s];
        const others = known - n[s];
        const superiority =
          share === undefined || others === 0 ? undefined : 0.5 + (share - (count - own) / others) / 2;
        return { count: own, share, superiority };
      }),
    };
  });
  categories.sort((a, b) => b.count - a.count || compareText(a.value, b.value));
  return { name, info, categories, n, missing: values.length - known };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
