import { formatNumber } from '../../core/format.js';

/** How sure k-means can be that no better solution was missed. */
export interface KMeansCertificate {
  /** Starts from different centroids. */
  readonly restarts: number;
  /** Starts that ended at the best solution, within 1e-6 of its inertia. */
  readonly hits: number;
  /** The next best solutions that differ, at most four, best first; none when all starts agree. */
  readonly nextBest: readonly NextBest[];
  /** The same in one sentence. */
  readonly verdict: string;
}

/** A solution that is not the best. */
export interface NextBest {
  readonly inertia: number;
  /** Adjusted Rand index with the best: 1 the same segments, about 0 no more alike than by chance. */
  readonly agreement: number;
}

const ALIKE = 0.9; // adjusted Rand index from which two segmentations count as nearly the same

/** Whether two solutions count as the same by their inertia: within 1e-6 of the smaller. */
export function isSameInertia(inertia: number, smaller: number): boolean {
  return inertia <= smaller * (1 + 1e-6);
}

/** Whether another solution is practically as good: less than 0.1% above the smallest inertia. */
export function isAsGood(inertia: number, smallest: number): boolean {
  return inertia < smallest * 1.001;
}

/** Judges the inertias of all starts, the best among them, and the next best solutions. */
export function certify(inertias: readonly number[], nextBest: readonly NextBest[]): KMeansCertificate {
  const restarts = inertias.length;
  const best = inertias.reduce((a, b) => Math.min(a, b));
  const hits = inertias.filter((inertia) => isSameInertia(inertia, best)).length;
  return { restarts, hits, nextBest, verdict: verdictOf(restarts, hits, best, nextBest) };
}

function verdictOf(restarts: number, hits: number, best: number, nextBest: readonly NextBest[]): string {
  if (restarts === 1) return 'One start only: whether a better solution exists is not known.';
  if (nextBest.length === 0) return `All ${restarts} starts found this solution.`;
  const [{ inertia, agreement }] = nextBest;
  const worse = best === 0 ? 'worse' : `${formatNumber(inertia / best - 1, { style: 'percent' })} worse`;
  const rand = formatNumber(agreement, { digits: 3 });
  const facts = `${hits} of ${restarts} starts found this solution; the next best is ${worse} (adjusted Rand index of the two: ${rand})`;
  if (isAsGood(inertia, best)) {
    return agreement < ALIKE
      ? `${facts}: as good, but it divides the customers differently, so do not lean on single borders.`
      : `${facts}: practically as good.`;
  }
  const few = nextBest.filter((other) => other.inertia < best * 1.01);
  const doubt =
    few.length > 1 && few.some((other) => other.agreement < ALIKE)
      ? ` ${few.length} others are less than 1% worse, and not all divide the customers alike.`
      : '';
  return hits === 1
    ? `Only ${facts}. A better one may exist: use more restarts.${doubt}`
    : `${facts}.${doubt}`;
}
