import type { SegmentDecision, SegmentModelJSON } from '../cluster/segment-model.js';
import type { Segment, SegmentationOrigin } from '../cluster/segmentation.js';
import type { StepJSON } from '../core/step.js';
import type { Expression } from '../engine/plan/expression.js';
import type { ValueType } from '../engine/plan/value-type.js';
import type { Feature } from '../features/feature.js';
import type { FeatureTableOptions } from '../features/feature-table.js';

/** Version of the files; another one is refused. */
export const PIPELINE_VERSION = 1;

/** All that a pipeline remembers, as JSON writes it. It holds no customer. */
export interface PipelineData {
  readonly kind: 'pipeline';
  readonly version: typeof PIPELINE_VERSION;
  /** What it starts from: rows of what customers did, or one row a customer. */
  readonly source: ActivitySource | CustomerSource;
  /** Columns of one row a customer that it looks at, and their types. */
  readonly columns: readonly NamedType[];
  /** What was done to them, for people and for the way back. */
  readonly steps: readonly StepJSON[];
  /** The same in expressions, stage after stage. */
  readonly stages: readonly Stage[];
  /** How the last stage decides. */
  readonly decision: SegmentDecision;
  readonly model: SegmentModelJSON;
  readonly segments: readonly Segment[];
  readonly origin: SegmentationOrigin;
}

/** Rows of what customers did, and the features that are made of them. */
export interface ActivitySource {
  readonly kind: 'activity';
  readonly columns: readonly NamedType[];
  readonly features: readonly Feature[];
  readonly options: Pick<FeatureTableOptions, 'columns' | 'rows' | 'later' | 'gaps' | 'currency'> & {
    readonly asOf?: string;
    readonly since?: string;
  };
}

/** One row a customer. */
export interface CustomerSource {
  readonly kind: 'customers';
  /** Column with the customer id. */
  readonly id: string;
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
