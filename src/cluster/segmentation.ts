import type { SegmentModel } from './segment-model.js';

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
export interface Segmentation<Input = never> {
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
