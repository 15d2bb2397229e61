import type { EvidenceSource } from '../../core/evidence.js';
import type { SegmentEvaluation, WeighedCriterion } from './evaluate-segments.js';
import { type Fact, factSource } from './facts.js';

/**
 * An evaluation as a source that sentences quote. Addresses:
 *
 * - `['segment', key, 'name' | 'customers' | 'rank' | 'score' | 'attractiveness' | 'competitiveness']`;
 * - `['segment', key, 'rating', criterion]`;
 * - `['criterion', name, 'words' | 'weight' | 'average']`;
 * - `['must', text, 'words']`, `['plan', 'smallestSegment']`, `['scale', 'lowest' | 'highest']`.
 *
 * @example
 * const evaluation = evaluateSegments(people, {
 *   criteria: [
 *     { name: 'growth', side: 'attractiveness', ratings: { s1: 7, s2: 5, s3: 6, s4: 1 } },
 *     { name: 'fit', side: 'competitiveness', ratings: { s1: 4, s2: 8, s3: 6, s4: 2 } },
 *   ],
 *   seed: 1,
 * });
 * evaluationEvidence(evaluation).at(['segment', 's2', 'score']); // 6.5
 */
export function evaluationEvidence(evaluation: Omit<SegmentEvaluation, symbol>): EvidenceSource {
  return factSource('evaluation', [
    ...planFacts(evaluation),
    ...evaluation.segments.flatMap((segment) => segmentFacts(segment)),
  ]);
}

/** What sentences about one segment quote beside its own numbers. */
export function planFacts({
  criteria,
  scale,
  knockOuts,
  smallestSegment,
}: Pick<SegmentEvaluation, 'criteria' | 'scale' | 'knockOuts' | 'smallestSegment'>): Fact[] {
  return [
    ...criteria.flatMap(({ name, weight, average }: WeighedCriterion): Fact[] => [
      [['criterion', name, 'words'], name],
      [['criterion', name, 'weight'], weight],
      [['criterion', name, 'average'], average],
    ]),
    ...knockOuts.map((must): Fact => [['must', must, 'words'], must]),
    [['plan', 'smallestSegment'], smallestSegment],
    [['scale', 'lowest'], scale[0]],
    [['scale', 'highest'], scale[1]],
  ];
}

/** Numbers of one segment. */
export function segmentFacts(segment: Omit<SegmentEvaluation['segments'][number], 'reason'>): Fact[] {
  const { key, name, size, rank, score, attractiveness, competitiveness, ratings } = segment;
  const own = (what: string, value: number | string | undefined): Fact => [['segment', key, what], value];
  return [
    own('name', name),
    own('customers', size),
    own('rank', rank),
    own('score', score),
    own('attractiveness', attractiveness),
    own('competitiveness', competitiveness),
    ...Object.entries(ratings).map(
      ([criterion, rating]): Fact => [['segment', key, 'rating', criterion], rating],
    ),
  ];
}
