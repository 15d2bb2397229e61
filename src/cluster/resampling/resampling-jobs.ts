import type { Matrix } from '../../core/matrix.js';
import type { Task } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { gapLogs } from './gap-logs.js';
import { keptTogether } from './kept-together.js';
import { nullSilhouette } from './null-silhouette.js';
import { pairAgreement } from './pair-agreement.js';
import { sweepStarts } from './sweep-starts.js';

/**
 * One of many tries that do not need each other: what it gives depends on customers, settings and its number alone, so
 * that any thread may do it, with memory from the shelf of that thread. Settings and result are plain values.
 */
export type ResamplingJob<Settings = never, Result = unknown> = (
  matrix: Matrix,
  settings: Settings,
  index: number,
  task: Task,
  shelf: MemoryShelf,
) => Promise<Result>;

/** What can be tried again and again. */
export const RESAMPLING_JOBS = { gapLogs, keptTogether, nullSilhouette, pairAgreement, sweepStarts } as const;

/** Name of a job. */
export type ResamplingJobName = keyof typeof RESAMPLING_JOBS;
