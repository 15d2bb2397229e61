import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { removeNote } from '../notebook/kernel/running-note.js';
import { serveSockets } from '../notebook/kernel/sockets-thread.js';
import type { SocketsStart } from '../notebook/kernel/threads.js';

// Entry of the worker thread that holds a kernel's sockets. Its first message says where to listen.
const port = parentPort;
port?.once('message', (start: SocketsStart) => {
  void serveSockets(port, start, {
    now: () => new Date().toISOString(),
    log,
    parent: () => process.ppid,
    kill() {
      removeNote(start.connectionFile ?? '');
      process.kill(process.pid, 'SIGKILL');
    },
  });
});

/** Past the console, which goes through the main thread: that one may be busy. */
function log(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody reads it.
  }
}
