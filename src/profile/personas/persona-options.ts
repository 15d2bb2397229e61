import type { Stability } from '../../cluster/doubt/bootstrap-stability.js';
import type { EvidenceSource, Sentence } from '../../core/evidence.js';
import type { TypicalCustomers } from './typical-customers.js';

/** Words by key of the segment. */
type BySegment<Value> = Readonly<Record<string, Value>>;

/** What cards say beside the profile. */
export interface PersonaCardsOptions {
  readonly title?: string;
  /** Names by segment key, default those of the profile. */
  readonly names?: BySegment<string>;
  /** How well segments come back: what `bootstrapStability` gave. */
  readonly stability?: Pick<Stability, 'segments'>;
  /** Real customers in the middle: what `typicalCustomers` gave. */
  readonly typical?: TypicalCustomers;
  /** How to reach them, by segment key: an assumption unless it is a sentence that quotes a source. */
  readonly channels?: BySegment<string | Sentence>;
  /** What they need, by segment key: likewise, or `fromFeedback` for what they said themselves. */
  readonly needs?: BySegment<readonly (string | Sentence)[]>;
  /** Tables beside the profile that sentences quote, for example `tableEvidence` of topics in feedback. */
  readonly sources?: readonly EvidenceSource[];
  /** Protected columns to be told all the same, as distributions. */
  readonly protected?: readonly string[];
  /** What nobody measured, default satisfaction, needs and channel as far as neither column nor option tells them. */
  readonly notMeasured?: readonly string[];
}
