/** How sure k-means can be that no better solution was missed. */
export interface KMeansCertificate {
  /** Starts from different centroids. */
  readonly restarts: number;
  /** Starts that ended at the best solution, within 1e-6 of its inertia. */
  readonly hits: number;
  /** Inertia of the next best solution; absent when all starts agree. */
  readonly secondBest?: number;
  /** The same in one sentence. */
  readonly verdict: string;
}

/** Judges the inertias of all starts. */
export function certify(inertias: readonly number[]): KMeansCertificate {
  const restarts = inertias.length;
  const best = Math.min(...inertias);
  const others = inertias.filter((inertia) => inertia > best * (1 + 1e-6));
  const hits = restarts - others.length;
  if (restarts === 1) {
    return { restarts, hits, verdict: 'One start only: whether a better solution exists is not known.' };
  }
  if (others.length === 0) return { restarts, hits, verdict: `All ${restarts} starts found this solution.` };

  const secondBest = Math.min(...others);
  const worse = best === 0 ? 'worse' : `${percent(secondBest / best - 1)} worse`;
  const found = `${hits} of ${restarts} starts found this solution; the next best is ${worse}.`;
  return {
    restarts,
    hits,
    secondBest,
    verdict: hits === 1 ? `Only ${found} A better one may exist: use more restarts.` : found,
  };
}

function percent(share: number): string {
  return share < 0.001 ? 'less than 0.1%' : `${(share * 100).toFixed(1)}%`;
}
