import { seeded } from '../core/random.js';
import type { Task } from '../core/task.js';
import { workMeter } from '../core/work-meter.js';
import type { CustomerRows } from '../simd/k-means-memory.js';
import type { Precision } from '../simd/loops-module.js';
import { isSameInertia } from './k-means-certificate.js';
import { lloyd } from './lloyd.js';
import {
  centroidsOf,
  type PackedCustomers,
  placeCentroids,
  withPackedCustomers,
} from './packed-customers.js';
import { sampleRows } from './sample-rows.js';
import { spreadCentroids } from './spread-centroids.js';

/** What one or more starts of k-means came to. */
export interface KMeansSolution {
  /** In the frame of the customers, and in their units. */
  readonly centroidsInFrame: Float64Array;
  readonly centroids: Float64Array;
  /** Of each row. */
  readonly labels: Uint16Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** What all starts of k-means came to. */
export interface KMeansStarts {
  /** The best solutions that differ, at most five, best first. */
  readonly best: readonly KMeansSolution[];
  /** Inertia of each start. */
  readonly inertias: readonly number[];
  readonly frame: PackedCustomers['frame'];
  readonly precision: Precision;
}

/** How k-means starts. */
export interface StartOptions {
  readonly k: number;
  readonly seed: number;
  readonly restarts: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly precision: Precision;
  readonly threads: number;
  /** Centroids to begin with, in place of all others. */
  readonly start?: Float64Array;
}

const SAMPLE = 5000; // rows for which 20 starts take a fraction of a second
const SAMPLE_OF_A_SEGMENT = 100;
const MOST_TRANSFERRED = 50_000; // of more rows a single one moves nothing
const KEPT = 5;
const WORK_OF_A_BREATH = 1e8; // products of single precision: about 10 ms

/**
 * Runs k-means from different centroids.
 *
 * When there are many rows, more than twice a sample of 5,000 (or 100 for each segment), the starts are worked out on
 * the sample first, and those that agree there go on together: for as many starts, few runs over all rows are
 * left, and each needs fewer iterations.
 *
 * @throws {InputError} For values that cannot be squared, and for more rows than there is memory.
 */
export async function kMeansStarts(
  rows: CustomerRows,
  options: StartOptions,
  task: Task,
): Promise<KMeansStarts> {
  const { k, seed, restarts } = options;
  const due = workMeter(WORK_OF_A_BREATH);
  const size = Math.max(SAMPLE, SAMPLE_OF_A_SEGMENT * k);
  if (options.start !== undefined) return solve([options.start]);
  if (rows.count <= 2 * size) return solve();
  const sample = sampleRows(rows, size, seed);
  if (sample.count < 2 * k) return solve();

  const onSample = await withPackedCustomers(
    sample,
    { ...options, threads: 1, spread: true },
    async (packed) => {
      const found: { inertia: number; centroids: Float64Array }[] = [];
      for (let restart = 0; restart < restarts; restart++) {
        say((0.3 * restart) / restarts, restart);
        await spreadCentroids(packed, seeded(seed).stream(restart), due, task);
        const { inertia } = await lloyd(packed, { ...options, transfers: true }, due, task);
        found.push({ inertia, centroids: centroidsOf(packed) });
      }
      return found;
    },
  );
  const differing = onSample.filter(
    ({ inertia }, i) => onSample.findIndex((other) => isAlike(other.inertia, inertia)) === i,
  );
  const ends = await solve(differing.map(({ centroids }) => centroids));
  const inertias = onSample.map(
    ({ inertia }) => ends.inertias[differing.findIndex((other) => isAlike(other.inertia, inertia))],
  );
  return { ...ends, inertias };

  /** All rows from given centroids, or from those spread over them. */
  function solve(given?: readonly Float64Array[]): Promise<KMeansStarts> {
    const packing = { ...options, threads: threadsFor(rows, options), spread: given === undefined };
    return withPackedCustomers(rows, packing, async (packed) => {
      const { frame, team } = packed;
      const inertias: number[] = [];
      let best: readonly KMeansSolution[] = [];
      const starts = given?.length ?? restarts;
      const transfers = rows.count <= MOST_TRANSFERRED;
      for (let restart = 0; restart < starts; restart++) {
        say(given === undefined ? restart / starts : 0.3 + (0.7 * restart) / starts, restart);
        if (given === undefined) await spreadCentroids(packed, seeded(seed).stream(restart), due, task);
        else placeCentroids(packed, given[restart]);
        const end = await lloyd(packed, { ...options, transfers }, due, task);
        inertias.push(end.inertia);
        if (isNew(best, end.inertia)) {
          const { labels, centroids } = packed.memory.arrays;
          const solution = {
            ...end,
            labels: labels.slice(0, rows.count),
            centroidsInFrame: centroids.slice(),
            centroids: centroidsOf(packed),
          };
          best = bestOf([...best, solution]);
        }
      }
      return { best, inertias, frame, precision: team.precision };
    });
  }

  function say(fraction: number, restart: number): void {
    task.progress(fraction, `k-means with ${k} segments, start ${restart + 1} of ${restarts}`);
  }
}

/** Whether two starts are at the same solution of a sample. */
function isAlike(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * other;
}

/** Whether a solution may be among the best that differ. */
function isNew(best: readonly KMeansSolution[], inertia: number): boolean {
  return best.length < KEPT || inertia < best[best.length - 1].inertia;
}

/** The best solutions, of equal ones the first, leaving out what another has within the tolerance. */
function bestOf(solutions: readonly KMeansSolution[]): readonly KMeansSolution[] {
  const sorted = [...solutions].sort((a, b) => a.inertia - b.inertia);
  return sorted
    .filter(({ inertia }, i) => i === 0 || !isSameInertia(inertia, sorted[i - 1].inertia))
    .slice(0, KEPT);
}

/** One thread where the work is done before another has started. */
function threadsFor({ count, columns }: CustomerRows, { k, restarts, threads, start }: StartOptions): number {
  const products = count * columns * k * 20 * (start === undefined ? restarts : 1);
  return products < 5e8 ? 1 : threads;
}
