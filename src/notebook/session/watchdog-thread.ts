import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { StopRequest, Terminated, WatchdogData, WatchOrder } from './watchdog-protocol.js';

/** How long the session has to answer a request before its busy loop is ended by force. */
const ANSWER_MS = 100;
/** How long a stopped cell has before it is asked again. */
const AGAIN_MS = 2000;

const { state, interruptFd, interruptPort } = workerData as WatchdogData;
const main = new Session();
main.connectToMainThread();
let requests = 0;
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
  return Atomics.load(state, 0);
}

function stop(why: StopRequest['why']): void {
  const execution = running();
  const request = ++requests;
  parentPort!.postMessage({ execution, request, why } satisfies StopRequest);
  if (execution === 0) return;
  setTimeout(() => {
    if (running() === execution && Atomics.load(state, 1) < request) terminate(execution, why);
  }, ANSWER_MS);
  setTimeout(() => {
    if (running() === execution && requests === request) stop(why);
  }, AGAIN_MS);
}

/** The session is busy: its task is aborted in the middle of the loop, then the loop is ended. */
function terminate(execution: number, why: StopRequest['why']): void {
  const prepare = `globalThis[Symbol.for('clientele.exchange')]?.prepareTermination(${JSON.stringify(why)})`;
  main.post('Runtime.evaluate', { expression: prepare });
  main.post('Runtime.terminateExecution', () => parentPort!.postMessage({ execution } satisfies Terminated));
}
