import { formatNumber } from '../../core/format.js';
import { isAsGood } from '../k-means/k-means-certificate.js';
import type { KSweepRow } from './choose-k.js';

const NEARLY = 0.02; // silhouettes this close are the same for a choice
const WEAK = 0.25; // Kaufman and Rousseeuw (1990): below it no substantial structure was found
const SMALL = 0.03;

/** Recommends the k with the highest silhouette (of equal ones the smallest) and says what speaks against it. */
export function recommendK(rows: readonly KSweepRow[]): { recommended: number; because: string } {
  const best = rows.reduce((a, b) => (b.silhouette > a.silhouette ? b : a));
  const value = formatNumber(best.silhouette, { digits: 3 });
  const sentences = [
    rows.length === 1
      ? `Only k = ${best.k} was tried; its mean silhouette is ${value}.`
      : `k = ${best.k} has the highest mean silhouette, ${value}.`,
  ];

  const near = rows.filter((row) => row !== best && best.silhouette - row.silhouette < NEARLY);
  if (near.length > 0) {
    sentences.push(`By that measure k = ${listed(near.map((row) => row.k))} is as good.`);
  }
  const elbow = bendOf(rows);
  if (elbow !== undefined && elbow !== best.k)
    sentences.push(`The bend of the inertia lies at k = ${elbow}.`);
  if (best.k === 2 && rows.length > 1) {
    sentences.push('The silhouette often favours two segments, which may be too coarse to act on.');
  }
  if (best.silhouette < WEAK) {
    sentences.push('A value below 0.25 means no clear groups: the segments cut a continuum.');
  }
  if (best.smallestShare < SMALL) {
    const share = formatNumber(best.smallestShare, { style: 'percent' });
    sentences.push(`The smallest segment holds only ${share} of the customers.`);
  }
  const asGood = best.secondBest !== undefined && isAsGood(best.secondBest, best.inertia);
  if (best.hits === 1 && best.restarts > 1 && !asGood) {
    sentences.push(
      `Only one of ${best.restarts} starts found this solution, so a better one may exist: use more restarts.`,
    );
  } else if (best.restarts === 1) {
    sentences.push('One start only: whether better solutions exist is not known.');
  }
  return { recommended: best.k, because: sentences.join(' ') };
}

/** The k whose inertia lies farthest below the straight line from the first to the last; needs three of them. */
export function bendOf(rows: readonly KSweepRow[]): number | undefined {
  if (rows.length < 3) return undefined;
  const first = rows[0];
  const last = rows[rows.length - 1];
  const slope = (last.inertia - first.inertia) / (last.k - first.k);
  const below = (row: KSweepRow) => first.inertia + slope * (row.k - first.k) - row.inertia;
  const elbow = rows.reduce((a, b) => (below(b) > below(a) ? b : a));
  return below(elbow) > 0 ? elbow.k : undefined;
}

function listed(numbers: readonly number[]): string {
  const last = numbers[numbers.length - 1];
  return numbers.length === 1 ? `${last}` : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}
