import { formatNumber } from '../core/format.js';

/** How sure k-means can be that no better solution was missed. */
export interface KMeansCertificate {
  /** Starts from different centroids. */
  readonly restarts: number;
  /** Starts that ended at the best solution, within 1e-6 of its inertia. */
  readonly hits: number;
  /** Inertia of the next best solution; absent when all starts agree. */
  readonly secondBest?: number;
  /**
   * Adjusted Rand index of the best solution and the next best: 1 the same segments, about 0 no more alike than by
   * chance. Absent when all starts agree.
   */
  readonly agreement?: number;
  /** The same in one sentence. */
  readonly verdict: string;
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

/**
 * Judges the inertias of all starts.
 *
 * @param agreement - Adjusted Rand index of the best and the next best solution, where there is one.
 */
export function certify(inertias: readonly number[], agreement?: number): KMeansCertificate {
  const restarts = inertias.length;
  const best = inertias.reduce((a, b) => Math.min(a, b));
  const others = inertias.filter((inertia) => !isSameInertia(inertia, best));
  const hits = restarts - others.length;
  if (restarts === 1) {
    return { restarts, hits, verdict: 'One start only: whether a better solution exists is not known.' };
  }
  if (others.length === 0) return { restarts, hits, verdict: `All ${restarts} starts found this solution.` };

  const secondBest = others.reduce((a, b) => Math.min(a, b));
  const verdict = verdictOf(`${hits} of ${restarts}`, hits, best, secondBest, agreement);
  return agreement === undefined
    ? { restarts, hits, secondBest, verdict }
    : { restarts, hits, secondBest, agreement, verdict };
}

function verdictOf(found: string, hits: number, best: number, second: number, agreement?: number): string {
  const worse = best === 0 ? 'worse' : `${formatNumber(second / best - 1, { style: 'percent' })} worse`;
  const rand =
    agreement === undefined
      ? ''
      : ` (adjusted Rand index of the two: ${formatNumber(agreement, { digits: 3 })})`;
  const facts = `${found} starts found this solution; the next best is ${worse}${rand}`;
  if (isAsGood(second, best)) {
    return agreement !== undefined && agreement < ALIKE
      ? `${facts}: as good, but it divides the customers differently, so do not lean on single borders.`
      : `${facts}: practically as good.`;
  }
  return hits === 1 ? `Only ${facts}. A better one may exist: use more restarts.` : `${facts}.`;
}
