import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { removeNote } from '../notebook/kernel/running-note.js';
import { serveSockets } from '../notebook/kernel/sockets-thread.js';

// Entry of the worker thread that holds a kernel's sockets.
if (parentPort !== null) {
  await serveSockets(parentPort, workerData, {
    now: () => new Date().toISOString(),
    log,
    parent: () => process.ppid,
    kill() {
      removeNote(workerData.connectionFile);
      process.kill(process.pid, 'SIGKILL');
    },
  });
}

/** Past the console, which goes through the main thread: that one may be busy. */
function log(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody reads it.
  }
}
