import type { SegmentStability } from '../../cluster/doubt/bootstrap-stability.js';
import type { EvidenceSource } from '../../core/evidence.js';
import { formatNumber } from '../../core/format.js';

/** How well segments come back, as evidence for cards. */
export interface StabilityEvidence {
  readonly source: EvidenceSource;
  verdictOf(key: string): SegmentStability['verdict'] | undefined;
  /** For example "stable, 0.93". */
  badgeOf(key: string): string | undefined;
}

const VERDICT_WORDS = { stable: 'stable', 'a pattern': 'a pattern', dissolves: 'not stable' } as const;

/** Addresses: `[key, 'jaccard', 'mean' | 'median' | 'low' | 'high']`. */
export function stabilityEvidence(segments: readonly SegmentStability[]): StabilityEvidence {
  const find = (key: string) => segments.find((segment) => segment.key === key);
  return {
    source: {
      name: 'stability',
      at: ([key, what, which]) => {
        if (what !== 'jaccard') return undefined;
        const spread = find(key)?.jaccard;
        return which === 'mean' || which === 'median' || which === 'low' || which === 'high'
          ? spread?.[which]
          : undefined;
      },
    },
    verdictOf: (key) => find(key)?.verdict,
    badgeOf: (key) => {
      const found = find(key);
      return found === undefined
        ? undefined
        : `${VERDICT_WORDS[found.verdict]}, ${formatNumber(found.jaccard.mean, { digits: 2 })}`;
    },
  };
}
