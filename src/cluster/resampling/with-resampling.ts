import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Matrix } from '../../core/matrix.js';
import { breathe, type Task } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { RESAMPLING_JOBS, type ResamplingJob, type ResamplingJobName } from './resampling-jobs.js';

type Jobs = typeof RESAMPLING_JOBS;

/** Does the same to the same customers many times, on several threads. */
export interface Resampling {
  /**
   * Runs a job with the numbers from `from` to below `to`.
   *
   * @param products - Size of it all, about: products of two numbers. Small work stays on one thread.
   * @param tell - Called with how many are done.
   * @returns One entry a number, in order: the same for any number of threads.
   */
  run<Name extends ResamplingJobName>(
    name: Name,
    settings: Parameters<Jobs[Name]>[1],
    range: { readonly from: number; readonly to: number; readonly products: number },
    tell: (done: number) => void,
  ): Promise<Awaited<ReturnType<Jobs[Name]>>[]>;
}

/** What a thread is told first. */
export interface ResamplingInvitation {
  readonly matrix: Matrix;
  /** The next number that nobody has taken. */
  readonly next: Int32Array;
}

/** A job that threads take numbers of. */
export interface ResamplingOrder {
  readonly name: ResamplingJobName;
  readonly settings: unknown;
  readonly to: number;
}

/** What a thread answers: a result, or that it takes no more. */
export type ResamplingAnswer = { readonly index: number; readonly result: unknown } | 'done';

const WORTH_A_THREAD = 5e8; // products: a thread takes 0.1 s to start

/**
 * Lends threads that share the customers, and ends them when `use` is done, fails or is stopped. A number whose thread
 * died or failed is done again by the caller's own: an error comes from there.
 *
 * @param threads - Most threads, the caller's own among them; default one a core.
 */
export async function withResampling<Result>(
  matrix: Matrix,
  threads: number | undefined,
  task: Task,
  use: (resampling: Resampling) => Promise<Result>,
): Promise<Result> {
  const next = new Int32Array(new SharedArrayBuffer(4));
  const most = (threads ?? availableParallelism()) - 1;
  const shelf: MemoryShelf = {};
  let team: Worker[] = [];

  const start = (): void => {
    const data = new Float64Array(new SharedArrayBuffer(matrix.data.byteLength));
    data.set(matrix.data);
    const { rows, columns, names } = matrix;
    const invitation: ResamplingInvitation = { matrix: { rows, columns, names, data }, next };
    team = Array.from({ length: most }, () => {
      const thread = new Worker(new URL('./resampling-thread.js', import.meta.url), {
        execArgv: [],
        workerData: invitation,
      });
      const leave = () => {
        team = team.filter((other) => other !== thread);
      };
      thread.on('error', leave);
      thread.on('exit', leave);
      return thread;
    });
  };

  const resampling: Resampling = {
    async run(name, settings, { from, to, products }, tell) {
      const job = RESAMPLING_JOBS[name] as unknown as ResamplingJob<typeof settings, never>;
      const results = new Map<number, never>();
      const keep = (index: number, result: never) => {
        results.set(index, result);
        tell(results.size);
      };
      if (team.length === 0 && most > 0 && products > WORTH_A_THREAD) start();
      Atomics.store(next, 0, from);
      const others = team.map((thread) => answersOf(thread, { name, settings, to }, keep));
      for (let index = Atomics.add(next, 0, 1); index < to; index = Atomics.add(next, 0, 1)) {
        keep(index, await job(matrix, settings, index, task, shelf));
        await breathe(task);
      }
      await untilAborted(Promise.all(others), task.signal);
      for (let index = from; index < to; index++) {
        if (!results.has(index)) keep(index, await job(matrix, settings, index, task, shelf));
      }
      return Array.from({ length: to - from }, (_, i) => results.get(from + i)!);
    },
  };
  try {
    return await use(resampling);
  } finally {
    Atomics.store(next, 0, 2 ** 30); // no thread takes another number
    await Promise.all(team.map((thread) => thread.terminate()));
  }
}

/** Comes back when a thread takes no more numbers, or is gone. */
function answersOf(
  thread: Worker,
  order: ResamplingOrder,
  keep: (index: number, result: never) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      thread.off('message', hear);
      thread.off('exit', end);
      resolve();
    };
    const hear = (answer: ResamplingAnswer) => {
      if (answer === 'done') end();
      else keep(answer.index, answer.result as never);
    };
    thread.on('message', hear);
    thread.on('exit', end);
    thread.postMessage(order);
  });
}

/** The promise, or the reason of an abort that comes first. */
function untilAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  let stop = () => {};
  const aborted = new Promise((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
