import { joined, quote, type Sentence, sentence } from '../../core/evidence.js';
import type { EvaluatedSegment, SegmentEvaluation } from './evaluate-segments.js';
import { planFacts, segmentFacts } from './evaluation-evidence.js';
import { factSource } from './facts.js';

const PERCENT = { style: 'percent', digits: 0 } as const;
const SCORE = { digits: 1 } as const;
const MOST_ABOVE = 2;
const CLEAR = 1e-9;

/** Why a segment has its rank: what it lacks, or the criteria that lift it above the average and pull it below. */
export function evaluationReason(
  facts: Pick<SegmentEvaluation, 'criteria' | 'scale' | 'knockOuts' | 'smallestSegment'>,
  segment: Omit<EvaluatedSegment, 'reason'>,
  missed: readonly (string | undefined)[],
  { masked, ranked }: { readonly masked: boolean; readonly ranked: number },
): Sentence {
  const source = factSource('evaluation', [...planFacts(facts), ...segmentFacts(segment)]);
  const { key } = segment;
  if (missed.length > 0) {
    return joined(
      ...missed.map((must) =>
        must === undefined
          ? sentence`Knocked out: fewer than the ${quote(source, ['plan', 'smallestSegment'])} customers that the plan asks for.`
          : sentence`Knocked out: it lacks “${quote(source, ['must', must, 'words'])}”.`,
      ),
    );
  }
  if (masked) return sentence`Not rated: too few customers to show their numbers.`;
  const unrated = facts.criteria.filter(({ name }) => segment.ratings[name] === undefined);
  if (unrated.length > 0) {
    return joined(
      ...unrated.map(
        ({ name }) => sentence`Not rated: “${quote(source, ['criterion', name, 'words'])}” was not measured.`,
      ),
    );
  }
  const score = sentence`Score ${quote(source, ['segment', key, 'score'], SCORE)} of ${quote(source, ['scale', 'highest'])}.`;
  if (ranked === 1) return joined(score, sentence`No other segment is left to compare with.`);
  const pulls = facts.criteria
    .map(({ name, weight, average }) => ({ name, pull: weight * (segment.ratings[name]! - average!) }))
    .sort((a, b) => b.pull - a.pull);
  const above = pulls.filter(({ pull }) => pull > CLEAR).slice(0, MOST_ABOVE);
  const below = pulls.filter(({ pull }) => pull < -CLEAR).slice(-1);
  const said = (name: string) =>
    sentence`${quote(source, ['criterion', name, 'words'])} ${quote(source, ['segment', key, 'rating', name], SCORE)} (average ${quote(source, ['criterion', name, 'average'], SCORE)}, weight ${quote(source, ['criterion', name, 'weight'], PERCENT)})`;
  const listed = (names: readonly { readonly name: string }[]) =>
    names.map(({ name }) => said(name)).reduce((all, next) => together(all, ', ', next));
  const parts = [score];
  if (above.length > 0) parts.push(together(sentence`Above the other segments: `, '', listed(above), '.'));
  if (below.length > 0) parts.push(together(sentence`Below them: `, '', listed(below), '.'));
  if (above.length + below.length === 0) parts.push(sentence`It is average in every criterion.`);
  return joined(...parts);
}

/** Two sentences with words between and after them. */
function together(a: Sentence, between: string, b: Sentence, after = ''): Sentence {
  const parts = [...a.parts, between, ...b.parts, after].filter((part) => part !== '');
  return { text: `${a.text}${between}${b.text}${after}`, parts, basis: 'data' };
}
