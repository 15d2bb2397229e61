import type { WasmMemory, WasmModule } from './web-assembly.js';

/** Words of the block of shared memory by which the threads of a team talk; the slots of the threads follow. */
export const CONTROL = {
  /** The next unit that nobody works on yet. */
  next: 0,
  units: 1,
  /** Units that a thread takes at a time. */
  chunk: 2,
  /** Threads that have not finished yet, the caller's own aside. */
  running: 3,
  /** Position of the loop among the names. */
  loop: 4,
  /** Arguments of the loop before the units. */
  values: 5,
  /** Sum of what the loop returned. */
  total: 6,
  /** 1 when a loop failed on a thread. */
  failed: 7,
  /** Slot of the first thread. */
  slots: 8,
} as const;

/** What the slot of a thread says. */
export const SLOT = { absent: 0, idle: 1, work: 2, leave: 3 } as const;

/** Most arguments of a loop. */
export const MOST_VALUES = 32;

/** What a thread of the pool is given to join a team. */
export interface TeamInvitation {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly control: Int32Array;
  readonly values: Float64Array;
  readonly names: readonly string[];
  /** From 1; 0 is the caller's own thread. */
  readonly thread: number;
}
