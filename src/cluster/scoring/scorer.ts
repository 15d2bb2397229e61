import type { Expression } from '../../engine/plan/expression.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import type { SegmentDecision, SegmentModelJSON } from '../segment-model.js';
import type { Segment } from '../segmentation.js';

/** All it takes to place a customer by the values of columns. It holds no customer. */
export interface Scorer {
  /** Columns of one row a customer that it looks at, and their types. */
  readonly columns: readonly NamedType[];
  /** What is made of them, stage after stage. */
  readonly stages: readonly Stage[];
  /** How the last stage decides. */
  readonly decision: SegmentDecision;
  /** What the decision was made of. */
  readonly model: SegmentModelJSON;
  readonly segments: readonly Segment[];
}

/** A column and what it holds. */
export interface NamedType {
  readonly name: string;
  readonly type: ValueType;
}

/** Columns made of those of the stage before. */
export interface Stage {
  readonly names: readonly string[];
  readonly values: readonly Expression[];
}
