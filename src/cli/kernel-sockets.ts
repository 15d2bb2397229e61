import { Worker } from 'node:worker_threads';

/** Starts the thread for a kernel's sockets, which waits to be told where to listen. */
export function socketsThread(): Worker {
  return new Worker(new URL('./kernel-worker.js', import.meta.url));
}
