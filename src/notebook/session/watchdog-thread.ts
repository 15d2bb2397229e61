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
/** How often the memory of a running cell is looked at. */
const LOOK_MS = 40;
/** The cell ends when what is free would be less than this so many looks from now: a share, in a small heap at least some MB. */
const FREE_SHARE = 0.18;
const FREE_BYTES = 128 * 2 ** 20;
const MOST_FREE_SHARE = 0.35;
const LOOKS_AHEAD = 4;
const COLLECT = `globalThis[Symbol.for('clientele.exchange')]?.collectGarbage()`;
/** How long nobody looks again after a collection of garbage that helped. */
const RELIEF_MS = 400;

const { state, heapLimit, interruptFd, interruptPort } = workerData as WatchdogData;
const main = new Session();
main.connectToMainThread();
const full = heapLimit - Math.max(FREE_SHARE * heapLimit, Math.min(FREE_BYTES, MOST_FREE_SHARE * heapLimit));
let requests = 0;
let orders = 0;
let deadline: NodeJS.Timeout | undefined;
let looks: NodeJS.Timeout | undefined;

parentPort!.on('message', ({ execution, timeoutMs }: WatchOrder) => {
  clearTimeout(deadline);
  clearTimeout(looks);
  looks = setTimeout(() => void lookAtMemory(execution, Infinity), LOOK_MS);
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

/** V8 ends the process when its heap is full; the cell ends before, when a collection of garbage did not help. */
async function lookAtMemory(execution: number, before: number): Promise<void> {
  const used = await heapUsed();
  const growth = Math.max(0, used - before) * LOOKS_AHEAD;
  let next = LOOK_MS;
  if (used + growth > full) {
    // The inspector's own command for this waits until the cell is done.
    await asked('Runtime.evaluate', { expression: COLLECT });
    if (running() !== execution) return;
    const left = await heapUsed();
    const lasting = growth * Math.min(1, left / used); // the rest was garbage, and the next will be
    if (left + lasting > full) {
      stop('memory');
      return;
    }
    next = RELIEF_MS;
  }
  if (running() === execution) looks = setTimeout(() => void lookAtMemory(execution, used), next);
}

async function heapUsed(): Promise<number> {
  return ((await asked('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
}

function asked(method: string, parameters: object = {}): Promise<unknown> {
  return new Promise((resolve) => main.post(method, parameters, (_, reply) => resolve(reply)));
}

function stop(why: StopRequest['why']): void {
  clearTimeout(looks);
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
}

/** The answer of the session; none in time counts as yes. */
function isReady(order: number): boolean {
  for (;;) {
    const prepared = Atomics.load(state, SHARED.prepared);
    if (prepared >= 2 * order) return prepared === 2 * order + 1;
    if (Atomics.wait(state, SHARED.prepared, prepared, PREPARE_MS) === 'timed-out') return true;
  }
}
