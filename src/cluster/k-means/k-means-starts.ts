import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import type { Task } from '../../core/task.js';
import { workMeter } from '../../core/work-meter.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { loopsModule, type Precision } from '../../simd/loops-module.js';
import { countDistinct } from './check-distinct.js';
import { type Frame, frameOfRows, fromFrame, intoFrame } from './frame.js';
import { bestSolutions, isAmongBest, type KMeansSolution } from './k-means-solution.js';
import { type LloydEnd, lloyd } from './lloyd.js';
import { miniBatch } from './mini-batch.js';
import { packAgain } from './order-by-lead.js';
import { type PackedCustomers, withPackedCustomers } from './packed-customers.js';
import { sampleRows } from './sample-rows.js';
import { spreadCentroids } from './spread-centroids.js';

/** What all starts of k-means came to. */
export interface KMeansStarts {
  /** The best solutions that differ, at most five, best first. */
  readonly best: readonly KMeansSolution[];
  /** Inertia of each start. */
  readonly inertias: readonly number[];
  /** Centroids of each start, in the units of the customers. */
  readonly all: readonly Float64Array[];
  readonly frame: Frame;
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
  /** Customers in a batch; all of them where it is absent. */
  readonly miniBatch?: number;
  /** Centroids to begin with, in place of all others. */
  readonly start?: Float64Array;
  /** Whether single customers are moved at the end as long as that helps, where there are few; default true. */
  readonly polish?: boolean;
  /** Memory to take. */
  readonly shelf?: MemoryShelf;
}

const SAMPLE = 5000; // rows for which 20 starts take a fraction of a second
const SAMPLE_OF_A_SEGMENT = 100;
const FEW = 50_000; // of more rows a single one moves nothing
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
  const { k, seed, start } = options;
  const size = Math.max(SAMPLE, SAMPLE_OF_A_SEGMENT * k);
  if (start === undefined) {
    const isLarge = options.miniBatch !== undefined || rows.count > 2 * size;
    const sample = isLarge ? sampleRows(rows, size, seed) : undefined;
    const isPoor = sample === undefined || sample.count < 2 * k || countDistinct(sample, k) < k; // a few may differ only
    if (isPoor) return spreadStarts(rows, options, task);
    return startsOnSample(rows, sample, options, task);
  }
  return givenStarts(rows, [start], options, task);
}

/** From centroids that are spread over all rows. */
function spreadStarts(rows: CustomerRows, options: StartOptions, task: Task): Promise<KMeansStarts> {
  const { k, seed, restarts } = options;
  const packing = {
    ...options,
    threads: threadsFor(rows, restarts, options),
    spread: true,
    reorder: rows.count > FEW,
  };
  return withPackedCustomers(rows, packing, async (packed) => {
    const due = workMeter(WORK_OF_A_BREATH);
    const collected = collectSolutions(packed);
    for (let restart = 0; restart < restarts; restart++) {
      task.progress(restart / restarts, `k-means with ${k} segments, start ${restart + 1} of ${restarts}`);
      await packAgain(packed);
      await spreadCentroids(packed, seeded(seed).stream(restart), due, task);
      collected.add(await lloyd(packed, { ...options, few: rows.count <= FEW }, due, task));
    }
    return collected.starts();
  });
}

/** From what the starts on a sample came to. */
async function startsOnSample(
  rows: CustomerRows,
  sample: CustomerRows,
  options: StartOptions,
  task: Task,
): Promise<KMeansStarts> {
  const exact = { ...options, tolerance: 0 };
  const onSample = await spreadStarts(sample, exact, partOfTask(task, 0, 0.3));
  const { inertias, all } = onSample;
  const differing = [...inertias.keys()].filter(
    (i) => inertias.findIndex((other) => isAlike(other, inertias[i])) === i,
  );
  const given = differing.map((i) => all[i]);
  const ends = await givenStarts(rows, given, options, partOfTask(task, 0.3, 1));
  return {
    ...ends,
    inertias: inertias.map(
      (inertia) => ends.inertias[differing.findIndex((i) => isAlike(inertias[i], inertia))],
    ),
  };
}

/** From given centroids, in the units of the customers. */
async function givenStarts(
  rows: CustomerRows,
  given: readonly Float64Array[],
  options: StartOptions,
  task: Task,
): Promise<KMeansStarts> {
  const { k, seed } = options;
  const say = (i: number) =>
    task.progress(i / given.length, `k-means with ${k} segments, run ${i + 1} of ${given.length}`);
  if (options.miniBatch !== undefined) {
    const frame = frameOfRows(rows.data, rows.columns);
    const solutions: KMeansSolution[] = [];
    for (const [i, start] of given.entries()) {
      say(i);
      const random = seeded(seed).stream(i);
      solutions.push(
        await miniBatch(rows, frame, start, { ...options, batch: options.miniBatch }, random, task),
      );
    }
    return {
      best: bestSolutions(solutions),
      inertias: solutions.map(({ inertia }) => inertia),
      all: solutions.map(({ centroids }) => centroids),
      frame,
      precision: loopsModule(options.precision).precision,
    };
  }
  const packing = { ...options, threads: threadsFor(rows, given.length, options), reorder: rows.count > FEW };
  return withPackedCustomers(rows, packing, async (packed) => {
    const due = workMeter(WORK_OF_A_BREATH);
    const collected = collectSolutions(packed);
    for (const [i, start] of given.entries()) {
      say(i);
      packed.memory.arrays.centroids.set(intoFrame(start, packed.frame));
      collected.add(await lloyd(packed, { ...options, few: rows.count <= FEW }, due, task));
    }
    return collected.starts();
  });
}

/** Copies what is worth keeping out of the memory of the loops. */
function collectSolutions({ rows, frame, memory, team }: PackedCustomers) {
  const inertias: number[] = [];
  const all: Float64Array[] = [];
  let best: readonly KMeansSolution[] = [];
  return {
    add(end: LloydEnd): void {
      const { labels, centroids } = memory.arrays;
      inertias.push(end.inertia);
      all.push(fromFrame(centroids, frame));
      if (!isAmongBest(best, end.inertia)) return;
      best = bestSolutions([
        ...best,
        {
          ...end,
          labels: labels.slice(0, rows.count),
          centroidsInFrame: centroids.slice(),
          centroids: fromFrame(centroids, frame),
        },
      ]);
    },
    starts: (): KMeansStarts => ({ best, inertias, all, frame, precision: team.precision }),
  };
}

/** Whether two starts are at the same solution of a sample. */
function isAlike(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * other;
}

/** One thread where the work is done before another has started. */
function threadsFor({ count, columns }: CustomerRows, starts: number, { k, threads }: StartOptions): number {
  return count * columns * k * 20 * starts < 5e8 ? 1 : threads;
}
