import { drawSample } from '../core/draw-sample.js';
import { InputError } from '../core/input-error.js';
import { seeded } from '../core/random.js';
import type { Task } from '../core/task.js';
import { workMeter } from '../core/work-meter.js';
import type { WeightedRows } from './distinct-rows.js';
import { isSameInertia } from './k-means-certificate.js';
import { type LloydSolution, lloyd } from './lloyd.js';
import { spreadCentroids } from './spread-centroids.js';

/** What all starts of k-means came to. */
export interface KMeansStarts {
  readonly best: LloydSolution;
  /** The best one that differs from it; absent when all starts agree. */
  readonly secondBest?: LloydSolution;
  /** Inertia of each start. */
  readonly inertias: readonly number[];
}

/** How k-means starts. */
export interface StartOptions {
  readonly k: number;
  readonly seed: number;
  readonly restarts: number;
  readonly maxIterations: number;
}

const SAMPLE = 5000; // rows for which 20 starts take a fraction of a second
const SAMPLE_OF_A_SEGMENT = 100;

/**
 * Runs k-means from different centroids.
 *
 * When there are many rows, more than twice a sample of 5,000 (or 100 for each segment), the starts are worked out on
 * the sample first, and those that agree there go on together: for as many starts, few runs over all rows are
 * left, and each needs fewer iterations.
 *
 * @throws {InputError} For values too large to be squared.
 */
export async function kMeansStarts(
  rows: WeightedRows,
  options: StartOptions,
  task: Task,
): Promise<KMeansStarts> {
  const { k, seed, restarts, maxIterations } = options;
  const due = workMeter(5e6);
  const sample = sampleOf(rows, k, seed);
  const onSample: { inertia: number; solution: LloydSolution }[] = [];
  const inertias: number[] = [];
  let kept: readonly LloydSolution[] = [];
  for (let restart = 0; restart < restarts; restart++) {
    task.progress(restart / restarts, `k-means with ${k} segments, start ${restart + 1} of ${restarts}`);
    const solution = await solve(restart);
    if (!Number.isFinite(solution.inertia)) {
      throw new InputError('kmeans: the values are too large to be squared. Scale the columns first.');
    }
    inertias.push(solution.inertia);
    kept = bestTwo([...kept, solution]);
  }
  const [best, secondBest] = kept;
  return secondBest === undefined ? { best, inertias } : { best, secondBest, inertias };

  async function solve(restart: number): Promise<LloydSolution> {
    const start = await spreadCentroids(sample ?? rows, k, seeded(seed).stream(restart), due, task);
    if (sample === undefined) return lloyd(rows, start, maxIterations, due, task);
    const { inertia, centroids } = await lloyd(sample, start, maxIterations, due, task);
    const before = onSample.find((other) => Math.abs(other.inertia - inertia) <= 1e-9 * inertia);
    if (before !== undefined) return before.solution;
    const solution = await lloyd(rows, centroids, maxIterations, due, task);
    onSample.push({ inertia, solution });
    return solution;
  }
}

/** The best solution, of equal ones the first, and the best of those that differ from it. */
function bestTwo(solutions: readonly LloydSolution[]): readonly LloydSolution[] {
  const [best, ...others] = [...solutions].sort((a, b) => a.inertia - b.inertia);
  const second = others.find(({ inertia }) => !isSameInertia(inertia, best.inertia));
  return second === undefined ? [best] : [best, second];
}

/** Some of many rows, each with its customers; `undefined` when there are few. */
function sampleOf(rows: WeightedRows, k: number, seed: number): WeightedRows | undefined {
  const { count, columns, data, weights } = rows;
  const size = Math.max(SAMPLE, SAMPLE_OF_A_SEGMENT * k);
  if (count <= 2 * size) return undefined;
  const drawn = drawSample(seeded(seed), [...weights.keys()], size);
  const values = new Float64Array(size * columns);
  drawn.forEach((row, i) => {
    values.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { count: size, columns, data: values, weights: Float64Array.from(drawn, (row) => weights[row]) };
}
