import { parentPort } from 'node:worker_threads';
import type { Loops } from './loops.js';
import { takeChunks } from './take-chunks.js';
import { CONTROL, SLOT, type TeamInvitation } from './team-control.js';
import { WebAssembly } from './web-assembly.js';

const SPINS = 2000; // about 20 µs: the next loop usually comes sooner than a sleeping thread wakes

/** One thread of the pool: joins a team, works until it is dissolved, waits for the next. */
parentPort!.on('message', ({ module, memory, control, values, names, thread }: TeamInvitation) => {
  const slot = CONTROL.slots + thread - 1;
  const loops = new WebAssembly.Instance(module, { env: { memory } }).exports as Loops;
  if (Atomics.compareExchange(control, slot, SLOT.absent, SLOT.idle) !== SLOT.absent) return; // dissolved already
  for (;;) {
    for (let spin = 0; spin < SPINS && Atomics.load(control, slot) === SLOT.idle; spin++);
    Atomics.wait(control, slot, SLOT.idle);
    const order = Atomics.load(control, slot);
    if (order === SLOT.leave) return;
    if (order !== SLOT.work) continue;
    try {
      takeChunks(loops, names, control, values, thread);
    } catch {
      Atomics.store(control, CONTROL.failed, 1);
    }
    Atomics.compareExchange(control, slot, SLOT.work, SLOT.idle);
    Atomics.sub(control, CONTROL.running, 1);
    Atomics.notify(control, CONTROL.running);
  }
});
