import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { RESAMPLING_JOBS, type ResamplingJob } from './resampling-jobs.js';
import type { ResamplingAnswer, ResamplingInvitation, ResamplingOrder } from './with-resampling.js';

const { matrix, next } = workerData as ResamplingInvitation;
const task: Task = { signal: new AbortController().signal, progress() {}, warn() {} };
const shelf: MemoryShelf = {};
const answer = (message: ResamplingAnswer) => parentPort!.postMessage(message);

/** One thread of many: takes numbers until none is left, waits for the next job. */
parentPort!.on('message', async ({ name, settings, to }: ResamplingOrder) => {
  const job = RESAMPLING_JOBS[name] as unknown as ResamplingJob<unknown>;
  try {
    for (let index = Atomics.add(next, 0, 1); index < to; index = Atomics.add(next, 0, 1)) {
      answer({ index, result: await job(matrix, settings as never, index, task, shelf) });
    }
  } finally {
    answer('done'); // also after a number that failed: the caller does it again, and says why
  }
});
