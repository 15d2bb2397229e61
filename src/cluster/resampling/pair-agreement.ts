import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import type { Task } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { adjustedRand } from '../../stats/adjusted-rand.js';
import { contingency } from '../../stats/contingency.js';
import { drawAgain } from './draw-again.js';
import { fitCentroids } from './fit-centroids.js';

/** What a pair of samples is compared with, and how both are fitted. */
export interface PairSettings {
  readonly k: number;
  readonly seed: number;
  readonly restarts: number;
  /** Segments at hand. */
  readonly labels: Int32Array;
}

/** What one pair of samples shows. */
export interface PairAgreement {
  /** Adjusted Rand index of the two solutions, over all customers. */
  readonly agreement: number;
  /** Of each segment at hand: mean over both of the Jaccard index with the most similar segment. */
  readonly likeness: Float64Array;
  /** Of both samples, those in which fewer than k customers differ: they have fewer segments. */
  readonly fewer: number;
}

/** Draws customers twice, fits both samples, and places all customers by both. */
export async function pairAgreement(
  matrix: Matrix,
  { k, seed, restarts, labels }: PairSettings,
  pair: number,
  task: Task,
  shelf: MemoryShelf,
): Promise<PairAgreement> {
  const placed: Int32Array[] = [];
  let fewer = 0;
  for (const draw of [2 * pair, 2 * pair + 1]) {
    const sample = drawAgain(matrix, seeded(seed).stream(draw), shelf);
    const fit = await fitCentroids(sample, { k, seed: seed + draw, restarts }, task, shelf);
    fewer += Number(fit.fewer);
    placed.push(fit.assign(matrix));
  }
  const [first, second] = placed.map((side) => likenessOf(labels, side, k));
  return {
    // Two that put everybody into one segment found nothing alike.
    agreement: placed.every(isOneSegment) ? 0 : adjustedRand(placed[0], placed[1]),
    likeness: first.map((value, s) => value / 2 + second[s] / 2),
    fewer,
  };
}

function isOneSegment(labels: Int32Array): boolean {
  return labels.every((label) => label === labels[0]);
}

/** Jaccard index of each segment with the most similar one of another solution. */
function likenessOf(labels: ArrayLike<number>, others: ArrayLike<number>, k: number): Float64Array {
  const { counts, columns } = contingency(labels, others, k, k);
  const sizes = new Float64Array(columns);
  for (let s = 0; s < k; s++) for (let o = 0; o < columns; o++) sizes[o] += counts[s * columns + o];
  return Float64Array.from({ length: k }, (_, s) => {
    const row = counts.subarray(s * columns, (s + 1) * columns);
    const size = row.reduce((sum, count) => sum + count, 0);
    return row.reduce(
      (best, both, o) => (both === 0 ? best : Math.max(best, both / (size + sizes[o] - both))),
      0,
    );
  });
}
