import { formatNumber } from '../../core/format.js';
import type { Gap } from './gap-statistic.js';
import type { HowManyRow } from './how-many.js';
import { bendOf } from './recommend-k.js';

/** What one criterion speaks for. */
export interface Vote {
  readonly criterion: string;
  /** Absent where it speaks for none of those that were tried. */
  readonly k?: number;
}

const TRUSTED = 0.8; // Tibshirani and Walther (2005): of prediction strength
const STABLE = 0.75;
const WEAK = 0.25; // Kaufman and Rousseeuw (1990): of the silhouette
const SMALL = 0.03;

/** What each criterion speaks for. */
export function votesOf(rows: readonly HowManyRow[], gap: Gap): Vote[] {
  const most = (value: (row: HowManyRow) => number) =>
    rows.reduce((best, row) => (value(row) > value(best) ? row : best)).k;
  const trusted = rows.filter((row) => row.predictionStrength >= TRUSTED).map(({ k }) => k);
  const votes: [string, number | undefined][] = [
    ['silhouette', most((row) => row.silhouette)],
    ['Calinski-Harabasz', most((row) => row.calinskiHarabasz)],
    ['Davies-Bouldin', most((row) => -row.daviesBouldin)],
    ['bend of the inertia', bendOf(rows)],
    ['gap', rows.some(({ k }) => k === gap.chosen) ? gap.chosen : undefined],
    ['prediction strength', trusted.at(-1)],
    ['BIC', most((row) => -row.bic)],
    ['stability', most((row) => row.stability.agreement.mean)],
  ];
  return votes.map(([criterion, k]) => (k === undefined ? { criterion } : { criterion, k }));
}

/** Counts the votes and says who disagrees. */
export function weighVotes(
  rows: readonly HowManyRow[],
  votes: readonly Vote[],
  gap: Gap,
): { readonly recommended: number; readonly because: string } {
  const count = (k: number) => votes.filter((vote) => vote.k === k).length;
  const best = rows.reduce((a, b) => {
    const more = count(b.k) - count(a.k);
    const steadier = b.stability.agreement.mean > a.stability.agreement.mean;
    return more > 0 || (more === 0 && steadier) ? b : a;
  });
  const named = (list: readonly Vote[]) => list.map(({ criterion }) => criterion).join(', ');
  const sentences = [
    `k = ${best.k} is what ${count(best.k)} of ${votes.length} criteria speak for: ${named(votes.filter(({ k }) => k === best.k))}.`,
  ];
  const others = rows.filter(({ k }) => k !== best.k && count(k) > 0);
  for (const { k } of others) {
    sentences.push(`For k = ${k} speak ${named(votes.filter((vote) => vote.k === k))}.`);
  }
  const one = gap.rows[0];
  const more = gap.rows.find((row) => row.gap - row.error > one.gap);
  if (gap.chosen === 1) {
    sentences.push(
      more === undefined
        ? 'The gap finds no groups at all.'
        : `The rule of the gap stops at one segment, as two are no better, though from ${more.k} on there is more than chance.`,
    );
  }
  const undecided = votes.filter(
    ({ criterion, k }) => k === undefined && criterion !== 'bend of the inertia',
  );
  if (undecided.some(({ criterion }) => criterion === 'prediction strength')) {
    sentences.push(
      `No number of segments can be predicted from one half of the customers to the other (${TRUSTED} or more).`,
    );
  }
  const { agreement } = best.stability;
  sentences.push(
    agreement.mean >= STABLE
      ? `It comes back when customers are drawn again (${agreement.mean.toFixed(2)}).`
      : `It does not come back when customers are drawn again (${agreement.mean.toFixed(2)}; ${STABLE} would do): the segments are made rather than found.`,
  );
  const { reduced, pairs } = best.stability;
  if (reduced > 0) {
    sentences.push(
      `In ${reduced} of ${2 * pairs} samples too few customers differ: they have fewer segments.`,
    );
  }
  if (best.silhouette < WEAK) {
    sentences.push('A silhouette below 0.25 means no clear groups: the segments cut a continuum.');
  }
  if (best.smallestShare < SMALL) {
    const share = formatNumber(best.smallestShare, { style: 'percent' });
    sentences.push(`The smallest segment holds only ${share} of the customers.`);
  }
  if (best.hits === 1 && best.restarts > 1) {
    sentences.push(`Only one of ${best.restarts} starts found it: use more restarts.`);
  }
  return { recommended: best.k, because: sentences.join(' ') };
}
