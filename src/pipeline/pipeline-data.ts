import type { NamedType, Scorer } from '../cluster/scoring/scorer.js';
import type { SegmentationOrigin } from '../cluster/segmentation.js';
import type { StepJSON } from '../core/step.js';
import type { Feature } from '../features/feature.js';
import type { FeatureTableOptions } from '../features/feature-table.js';

/** Version of the files; another one is refused. */
export const PIPELINE_VERSION = 1;

/** All that a pipeline remembers, as JSON writes it. It holds no customer. */
export interface PipelineData extends Scorer {
  readonly kind: 'pipeline';
  readonly version: typeof PIPELINE_VERSION;
  /** What it starts from: rows of what customers did, or one row a customer. */
  readonly source: ActivitySource | CustomerSource;
  /** What was done to the columns, for people and for the way back. */
  readonly steps: readonly StepJSON[];
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
