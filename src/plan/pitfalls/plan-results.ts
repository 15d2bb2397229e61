import type { Stability } from '../../cluster/doubt/bootstrap-stability.js';
import type { ColumnSensitivity } from '../../cluster/doubt/leave-one-column-out.js';
import type { NullReference } from '../../cluster/doubt/null-reference.js';
import type { HowMany } from '../../cluster/how-many/how-many.js';
import type { KMeansCertificate } from '../../cluster/k-means/k-means-certificate.js';
import type { Segmentation } from '../../cluster/segmentation.js';
import type { Silhouette } from '../../cluster/separation/silhouette.js';
import type { ColumnInfo } from '../../core/column.js';
import type { Finding } from '../../core/finding.js';
import type { Matrix } from '../../core/matrix.js';
import type { BoughtColumn } from '../../measure/return/bought-column.js';
import type { CostWorksheet } from '../../measure/return/cost-worksheet.js';
import type { SegmentingGain } from '../../measure/return/segmenting-gain.js';
import type { Profile } from '../../profile/profile.js';
import type { Plan } from '../plan.js';

/** What was done with a plan. Everything is optional: what is not given is not looked at, and listed as such. */
export interface PlanResults {
  /** With `certificate` and `inertia` where k-means made it. */
  readonly segmentation?: Pick<Segmentation, 'ids' | 'labels' | 'segments' | 'origin'> & {
    readonly certificate?: KMeansCertificate;
    readonly inertia?: number;
  };
  /** What was segmented, prepared. */
  readonly matrix?: Matrix;
  /** What is known of the columns that segments were made of, their basis above all: `info` of the table. */
  readonly columns?: Readonly<Record<string, ColumnInfo>>;
  readonly profile?: Profile;
  readonly silhouette?: Silhouette;
  /** One a customer. */
  readonly shadowValues?: ArrayLike<number>;
  readonly howMany?: HowMany;
  readonly nullReference?: NullReference;
  readonly stability?: Stability;
  /** From `leaveOneColumnOut`, or the same for another way to leave columns out. */
  readonly sensitivity?: readonly Pick<ColumnSensitivity, 'column' | 'agreement'>[];
  /**
   * Values of protected attributes by name, in the order of the customers; `null`, `undefined` and empty texts are left out.
   */
  readonly protectedAttributes?: Readonly<
    Record<string, ArrayLike<string | number | boolean | null | undefined>>
  >;
  /** From `segmentingGain`: messages by segment against one message for all. */
  readonly segmenting?: Pick<SegmentingGain, 'verdict' | 'returns' | 'currency'>;
  /** From `costWorksheet`. */
  readonly worksheet?: Pick<
    CostWorksheet,
    'segments' | 'largestSegments' | 'limit' | 'breakEvenLift' | 'highestLift'
  >;
  /** From `boughtColumn`. */
  readonly boughtColumn?: BoughtColumn;
  /** Day on which it is looked at, ISO. */
  readonly today?: string;
}

/** One thing to look at. */
export interface PitfallCheck {
  /** Key of the pitfall. */
  readonly key: string;
  /** What is looked at, in words. */
  readonly title: string;
  /** What it takes, in words, for those who have not given it. */
  readonly needs: string;
  /** What was found; `undefined` where the results do not allow a look. */
  readonly look: (plan: Plan, results: PlanResults) => readonly Finding[] | undefined;
}
