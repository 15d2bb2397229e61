import { availableParallelism } from 'node:os';
import type { Loop, Loops } from './loops.js';
import { loopsModule, type Precision } from './loops-module.js';
import { lendThreads } from './pool.js';
import { takeChunks } from './take-chunks.js';
import { CONTROL, MOST_VALUES, SLOT, type TeamInvitation } from './team-control.js';
import { type WasmMemory, WebAssembly } from './web-assembly.js';

/** Units of work: how many there are, and how many a thread takes at a time. */
export interface Work {
  readonly units: number;
  readonly chunk: number;
}

/** Threads that run loops on one memory. */
export interface Team {
  /** Most threads that may work at the same time, the caller's own included; they number from 0. */
  readonly threads: number;
  /** How the loops round. */
  readonly precision: Precision;
  /** The loops on the caller's own thread. */
  readonly loops: Loops;
  /**
   * Runs a loop on all units, and comes back when all are done. What a loop computes may not depend on which thread
   * takes which units, nor when.
   *
   * @param values - Arguments of the loop before its units.
   * @returns Sum of what the loop returned for each chunk.
   */
  run(loop: string, work: Work, ...values: number[]): Promise<number>;
}

const MOST_THREADS = 64; // more than there are cores for: an absurd number must not exhaust the machine
const WAIT_MS = 5;
const BLOCKING_MS = 50; // longer than that the event loop turns in between: a thread may have died

/**
 * Calls `work` with a team of threads on a memory, and dissolves the team when it is done or fails. Threads join when
 * they have started: nobody waits for them.
 *
 * @param threads - Most threads; default one a core. The number changes nothing but the time.
 */
export async function withTeam<Result>(
  { memory, precision, threads = availableParallelism() }: TeamOptions,
  work: (team: Team) => Promise<Result>,
): Promise<Result> {
  const { module, shared, precision: rounding } = loopsModule(precision);
  const loops = new WebAssembly.Instance(module, { env: { memory } }).exports as Loops;
  const names = Object.keys(loops);
  const others = shared ? Math.max(0, Math.min(threads, MOST_THREADS) - 1) : 0;
  const control = new Int32Array(sharedBytes((CONTROL.slots + others) * 4, others > 0));
  const values = new Float64Array(sharedBytes(MOST_VALUES * 8, others > 0));
  let isBroken = false;
  const lent = lendThreads(others, () => {
    isBroken = true;
  });
  lent.threads.forEach((thread, i) => {
    const invitation: TeamInvitation = { module, memory, control, values, names, thread: i + 1 };
    thread.postMessage(invitation);
  });
  const slots = lent.threads.map((_, i) => CONTROL.slots + i);
  try {
    return await work({ threads: lent.threads.length + 1, precision: rounding, loops, run });
  } finally {
    for (const slot of slots) {
      Atomics.store(control, slot, SLOT.leave);
      Atomics.notify(control, slot);
    }
    lent.giveBack();
  }

  async function run(loop: string, { units, chunk }: Work, ...given: number[]): Promise<number> {
    if (units <= chunk || slots.length === 0) return runAlone(loops[loop], units, chunk, given);
    values.set(given);
    control[CONTROL.values] = given.length;
    control[CONTROL.loop] = names.indexOf(loop);
    control[CONTROL.units] = units;
    control[CONTROL.chunk] = chunk;
    control[CONTROL.total] = 0;
    Atomics.store(control, CONTROL.next, 0);
    for (const slot of slots) {
      Atomics.add(control, CONTROL.running, 1);
      if (Atomics.compareExchange(control, slot, SLOT.idle, SLOT.work) === SLOT.idle)
        Atomics.notify(control, slot);
      else Atomics.sub(control, CONTROL.running, 1);
    }
    takeChunks(loops, names, control, values, 0);
    await allDone();
    return control[CONTROL.total];
  }

  async function allDone(): Promise<void> {
    for (let waited = 0; ; waited += WAIT_MS) {
      for (let spin = 0; spin < 2000 && Atomics.load(control, CONTROL.running) > 0; spin++);
      const running = Atomics.load(control, CONTROL.running);
      if (running === 0) break;
      if (waited < BLOCKING_MS) Atomics.wait(control, CONTROL.running, running, WAIT_MS);
      else await new Promise((resolve) => setTimeout(resolve, 1));
      if (isBroken)
        throw new Error('a thread ended before its part of the calculation was done; run it again');
    }
    if (Atomics.load(control, CONTROL.failed) === 1) throw new Error('a loop failed on a thread');
  }
}

/** In chunks all the same: V8 replaces a loop by its optimised code only between two calls. */
function runAlone(loop: Loop, units: number, chunk: number, given: readonly number[]): number {
  let total = 0;
  for (let from = 0; from < units; from += chunk) {
    total += loop(...given, from, Math.min(from + chunk, units), 0) ?? 0;
  }
  return total;
}

/** What a team works on. */
export interface TeamOptions {
  readonly memory: WasmMemory;
  readonly precision: Precision;
  readonly threads?: number;
}

function sharedBytes(size: number, shared: boolean): SharedArrayBuffer | ArrayBuffer {
  return shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size);
}
