import { isSameInertia } from './k-means-certificate.js';

/** What one start of k-means came to. */
export interface KMeansSolution {
  /** In the frame of the customers. */
  readonly centroidsInFrame: Float64Array;
  /** In their units. */
  readonly centroids: Float64Array;
  /** Of each row. */
  readonly labels: Uint16Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const KEPT = 5;

/** Whether a solution may be among the best that differ. */
export function isAmongBest(best: readonly KMeansSolution[], inertia: number): boolean {
  return best.length < KEPT || inertia < best[best.length - 1].inertia;
}

/** The best solutions, at most five, best first; of those with the same inertia the first. */
export function bestSolutions(solutions: readonly KMeansSolution[]): readonly KMeansSolution[] {
  const sorted = [...solutions].sort((a, b) => a.inertia - b.inertia);
  return sorted
    .filter(({ inertia }, i) => i === 0 || !isSameInertia(inertia, sorted[i - 1].inertia))
    .slice(0, KEPT);
}
