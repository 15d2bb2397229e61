import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { isolated } from '../../display/isolated.js';
import type { EvaluatedSegment, SegmentEvaluation } from './evaluate-segments.js';

type Evaluation = Omit<SegmentEvaluation, symbol>;

const PERCENT = { style: 'percent', digits: 0 } as const;
const SCORE = { digits: 1 } as const;

/** Ranked segments from the first on, then those that are knocked out or not rated. */
export function inRankOrder(segments: readonly EvaluatedSegment[]): EvaluatedSegment[] {
  const status = ['ranked', 'knocked out', 'not rated'];
  const place = ({ status: own, rank = 0 }: EvaluatedSegment) => status.indexOf(own) * 1e6 + rank;
  return [...segments].sort((a, b) => place(a) - place(b));
}

/** Which segment comes first and how much that hangs on the weights. */
export function evaluationVerdict(evaluation: Omit<Evaluation, 'because'>): string {
  const { segments, sensitivity, scale, criteria } = evaluation;
  const ranked = inRankOrder(segments).filter(({ status }) => status === 'ranked');
  const out = segments.filter(({ status }) => status === 'knocked out').map(({ name }) => isolated(name));
  const outWords = out.length === 0 ? '' : ` Knocked out: ${out.join(', ')}.`;
  if (ranked.length === 0 || sensitivity === undefined) return `No segment is left to choose.${outWords}`;
  const score = (segment: EvaluatedSegment) => formatNumber(segment.score!, SCORE);
  const nameOf = (key: string) => isolated(segments.find((segment) => segment.key === key)!.name);
  const first = ranked.filter(({ rank }) => rank === 1);
  if (ranked.length === 1) {
    return `Only ${isolated(ranked[0].name)} is left to choose, score ${score(ranked[0])} of ${formatNumber(scale[1])}.${outWords}`;
  }
  if (first.length > 1) {
    return `Equal at the top with ${score(first[0])} of ${formatNumber(scale[1])}: ${first.map(({ name }) => isolated(name)).join(', ')}. The weights do not decide between them.${outWords}`;
  }
  const [best, next] = ranked;
  const { value, low, high } = sensitivity.first[best.key];
  const percent = (share: number) => formatNumber(share, PERCENT);
  const sentences = [
    `${isolated(best.name)} comes first with ${score(best)} of ${formatNumber(scale[1])}, before ${isolated(next.name)} with ${score(next)}.`,
    `Of all ways to weigh the ${criteria.length} criteria it is first in ${percent(value)} (${percent(low)} to ${percent(high)}).`,
  ];
  const [change] = sensitivity.changes;
  sentences.push(
    change === undefined
      ? 'No change of a single weight makes another segment the first.'
      : `The smallest change that makes another the first: “${change.criterion}” from ${share(change.from)} of all weights to ${change.to < change.from ? 'below' : 'above'} ${share(change.to)}, then it is ${nameOf(change.winner)}.`,
  );
  return `${sentences.join(' ')}${outWords}`;
}

function share(weight: number): string {
  return formatNumber(weight, { style: 'percent', digits: 1 });
}

/** One row a segment, the first rank first. */
export function evaluationContent(evaluation: Evaluation): TableContent {
  const { segments, sensitivity, because, scale } = evaluation;
  const rows = inRankOrder(segments).map((segment): TableCell[] => [
    segment.rank ?? segment.status,
    segment.name,
    segment.attractiveness ?? null,
    segment.competitiveness ?? null,
    segment.score ?? null,
    segment.status === 'ranked' ? (sensitivity?.first[segment.key].value ?? null) : null,
    segment.reason.text,
  ]);
  const number = (name: string, title: string) => ({ name, title, align: 'right', format: SCORE }) as const;
  const [low, high] = scale.map((end) => formatNumber(end));
  return {
    kind: 'table',
    caption: 'Which segments to choose',
    columns: [
      { name: 'rank', title: 'Rank' },
      { name: 'segment', title: 'Segment' },
      number('attractiveness', 'Attractive to us'),
      number('competitiveness', 'We to them'),
      number('score', 'Score'),
      { name: 'first', title: 'First in weightings', align: 'right', format: PERCENT },
      { name: 'reason', title: 'Why' },
    ],
    rows,
    totalRows: rows.length,
    note: `${because} Ratings and scores go from ${low} to ${high}, more is better.`,
  };
}
