import type { Expression } from '../engine/plan/expression.js';

/**
 * How a segmentation decides, apart from the customers it was made from: an expression for every segment, so that the
 * same decision can be taken in memory, as SQL and as a plain function.
 */
export interface SegmentModel {
  /** For example `centroids`, `medoids`, `gaussian-mixture`, `latent-classes`, `rules`, `tree`. */
  readonly kind: string;
  /** Columns it looks at, in order. */
  readonly columns: readonly string[];
  /** What the columns hold: numbers (default), texts, or true and false, which `decide` gets as 1 and 0. */
  readonly types?: readonly ('number' | 'text' | 'boolean')[];
  /** The decision as expressions of the columns. */
  decide(columns: readonly Expression[]): SegmentDecision;
  /** All that it remembers, as JSON writes it. */
  toJSON(): SegmentModelJSON;
}

/**
 * By costs, one a segment: the smallest wins, of equal ones the first. By conditions, one a segment but the last: the
 * first that is true wins, the last segment takes the rest.
 */
export type SegmentDecision =
  | { readonly by: 'costs'; readonly costs: readonly Expression[] }
  | {
      readonly by: 'conditions';
      readonly conditions: readonly Expression[];
      /** Whether a customer who lacks a value is in no segment; else conditions say what a missing value means. */
      readonly needsAll?: boolean;
    };

/** A model as JSON. */
export interface SegmentModelJSON {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly [parameter: string]: unknown;
}
