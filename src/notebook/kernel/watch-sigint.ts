import { Script } from 'node:vm';
import type { MessagePort } from 'node:worker_threads';

/**
 * Waits for SIGINT in a worker thread and tells of each one, also while the main thread is busy and hears no
 * signal. Never returns.
 *
 * Node lets SIGINT stop a script on whatever thread it runs; so the script here does nothing but wait, and that
 * it was stopped is the news.
 */
export function watchSigint(port: Pick<MessagePort, 'postMessage'>): never {
  const wait = new Script('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)');
  for (;;) {
    try {
      wait.runInThisContext({ breakOnSigint: true });
    } catch {
      port.postMessage('interrupt');
    }
  }
}
