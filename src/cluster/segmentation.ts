import type { Explanation } from './scoring/explain-customer.js';
import type { PlacedCustomer } from './scoring/score-script.js';
import type { ScoreSqlOptions } from './scoring/score-sql.js';
import type { SegmentModel } from './segment-model.js';
import type { SegmentationData } from './segmentation-data.js';

/** A group of customers. */
export interface Segment {
  /** Stable key, `s1`, `s2`, … in order of size for models, in order of the rules for rules. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  /** Customers in it. */
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly share: number;
}

/** How a segmentation was made: enough to make it again. */
export interface SegmentationOrigin {
  /** For example `k-means` or `rules`. */
  readonly method: string;
  /** Columns it looked at. */
  readonly columns: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Seed of chance, where there was any. */
  readonly seed?: number;
  /** SHA-256 of names, ids and values it was made from, the first 16 hex digits. */
  readonly dataHash: string;
}

/**
 * Customers and the segment of each; models and rules give the same type.
 *
 * @typeParam Input - What `assign` takes: a `Matrix` prepared like the original for models, a `Table` for rules.
 */
export interface Segmentation<Input = never> extends SegmentationMethods {
  readonly kind: 'model' | 'rules';
  /** Customer id of each label. */
  readonly ids: readonly string[];
  /** Position in `segments` of each customer. */
  readonly labels: Int32Array;
  readonly segments: readonly Segment[];
  readonly origin: SegmentationOrigin;
  /** How it decides, where that can be said in expressions. */
  readonly model?: SegmentModel;
  /** Segment of customers it has not seen: positions in `segments`. */
  assign(input: Input): Int32Array;
}

/**
 * What every segmentation can do with the columns it looks at. A whole way from raw rows is a `Pipeline`. Each throws an
 * `InputError` where `model` is absent: rules that are functions of ours cannot be written down.
 */
export interface SegmentationMethods {
  /** Why a customer is where it is, from the values of the columns. */
  explain(customer: Readonly<Record<string, unknown>>): Explanation;
  /** One query on a table of the columns, with one row a customer, that gives `customerId`, `segment` and `gap`. */
  toSQL(options?: SegmentSqlOptions): string;
  /** Places one customer by the values of the columns. */
  toFunction(): (customer: Readonly<Record<string, unknown>>) => PlacedCustomer;
  /**
   * The same function as the text of a TypeScript module, without any import. It throws nothing: a value that is missing,
   * blank, infinite or no number is a gap, and the customer is `other`.
   */
  toTypeScript(): string;
  /** All that is needed to place customers, without those it was made from; `segmentationFromJSON` reads it. */
  toJSON(): SegmentationData;
}

/** How the SQL of segments is written. The table is called `customers`. */
export interface SegmentSqlOptions extends ScoreSqlOptions {
  /** Column with the customer id; default `customerId`. */
  readonly id?: string;
}
