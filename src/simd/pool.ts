import { Worker } from 'node:worker_threads';

/** The threads that are there beside the caller's own, and whether a team has them. */
interface Pool {
  readonly threads: Worker[];
  busy: boolean;
}

const pool: Pool = { threads: [], busy: false };

/**
 * Lends so many threads of the process's pool, fewer where another team has them: then none. They start when first
 * lent, and none keeps the process alive.
 *
 * @param onDeath - Called when one of them ends while it is lent.
 */
export function lendThreads(
  count: number,
  onDeath: () => void,
): { readonly threads: readonly Worker[]; giveBack(): void } {
  if (count === 0 || pool.busy) return { threads: [], giveBack: () => {} };
  while (pool.threads.length < count) pool.threads.push(startThread());
  pool.busy = true;
  const threads = pool.threads.slice(0, count);
  for (const thread of threads) thread.once('exit', onDeath);
  return {
    threads,
    giveBack: () => {
      for (const thread of threads) thread.off('exit', onDeath);
      pool.busy = false;
    },
  };
}

function startThread(): Worker {
  const thread = new Worker(new URL('./pool-thread.js', import.meta.url), { execArgv: [] });
  thread.unref();
  const leave = () => {
    const at = pool.threads.indexOf(thread);
    if (at !== -1) pool.threads.splice(at, 1);
  };
  thread.on('error', leave);
  thread.on('exit', leave);
  return thread;
}
