import { parentPort, workerData } from 'node:worker_threads';
import { serveSockets } from '../notebook/kernel/sockets-thread.js';

// Entry of the worker thread that holds a kernel's sockets.
if (parentPort !== null) {
  await serveSockets(parentPort, workerData, {
    now: () => new Date().toISOString(),
    log: (line) => console.error(line),
    parent: () => process.ppid,
    kill: () => process.kill(process.pid, 'SIGKILL'),
  });
}
