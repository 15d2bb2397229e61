import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import {
  SHARED,
  type StopRequest,
  type Terminated,
  type WatchdogData,
  type WatchOrder,
} from './watchdog-protocol.js';

/** How long the session has to answer a request before its busy loop is ended by force. */
const ANSWER_MS = 40;
/** How long a stopped cell has before it is asked again. */
const AGAIN_MS = 2000;
/** How often and how long it is asked to get ready for that. */
const ATTEMPTS = 500;
const PREPARE_MS = 1000;

const { state, interruptFd, interruptPort } = workerData as WatchdogData;
const main = new Session();
main.connectToMainThread();
let requests = 0;
let orders = 0;
let deadline: NodeJS.Timeout | undefined;

parentPort!.on('message', ({ execution, timeoutMs }: WatchOrder) => {
  clearTimeout(deadline);
  if (timeoutMs === undefined) return;
  deadline = setTimeout(() => {
    if (running() === execution) stop('timeout');
  }, timeoutMs);
});

interruptPort?.on('message', () => stop('interrupt'));
if (interruptFd !== undefined) {
  const pipe = new Socket({ fd: interruptFd, readable: true, writable: false });
  pipe.on('data', () => stop('interrupt'));
  pipe.on('error', () => pipe.destroy());
}

function running(): number {
  return Atomics.load(state, SHARED.running);
}

function stop(why: StopRequest['why']): void {
  const execution = running();
  const request = ++requests;
  parentPort!.postMessage({ execution, request, why } satisfies StopRequest);
  if (execution === 0) return;
  setTimeout(() => {
    if (running() === execution && Atomics.load(state, SHARED.seen) < request) terminate(execution, why);
  }, ANSWER_MS);
  setTimeout(() => {
    if (running() === execution && requests === request) stop(why);
  }, AGAIN_MS);
}

/**
 * The session is busy: in the middle of its loop it is told what comes, and waits there until the end is on
 * its way. In the middle of Node's own code it asks to be told again.
 */
function terminate(execution: number, why: StopRequest['why'], attempt = 1): void {
  if (running() !== execution) return;
  const order = ++orders;
  const prepare = `globalThis[Symbol.for('clientele.exchange')]?.prepareTermination('${why}', ${order})`;
  main.post('Runtime.evaluate', { expression: prepare });
  if (!isReady(order) && attempt < ATTEMPTS) {
    setTimeout(() => terminate(execution, why, attempt + 1), 1);
    return;
  }
  main.post('Runtime.terminateExecution', () => parentPort!.postMessage({ execution } satisfies Terminated));
  Atomics.store(state, SHARED.ordered, order);
  Atomics.notify(state, SHARED.ordered);
}

/** The answer of the session; none in time counts as yes. */
function isReady(order: number): boolean {
  for (;;) {
    const prepared = Atomics.load(state, SHARED.prepared);
    if (prepared >= 2 * order) return prepared === 2 * order + 1;
    if (Atomics.wait(state, SHARED.prepared, prepared, PREPARE_MS) === 'timed-out') return true;
  }
}
