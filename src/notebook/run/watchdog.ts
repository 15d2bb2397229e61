// The thread beside a session that answers while a cell keeps the main thread busy.
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { INTERRUPTS } from './messages.js';

/** How long the main thread may take to stop the cell itself. */
const PATIENCE_MS = 500;

/** Asks the main thread to stop its cell; stops whatever it is executing when it does not answer. */
async function interrupt(): Promise<void> {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  parentPort!.postMessage(answered);
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  if (Atomics.load(answered, 0) === 1) return;
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.terminateExecution', () => session.disconnect());
}

const requests = new Socket({ fd: INTERRUPTS, readable: true, writable: false });
requests.on('data', () => void interrupt());
// The supervisor is gone, however it ended: nobody reads what we would still find out.
requests.on('end', () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL'));
requests.on('error', () => process.kill(process.pid, 'SIGKILL'));
