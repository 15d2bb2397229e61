import type { WasmMemory } from './web-assembly.js';

/** The last memory that a calculation gave back; the garbage collector may take it at any time. */
const idle: { memory?: WeakRef<WasmMemory> } = {};

/**
 * Lends the memory of the process that is idle, if there is any: asking the machine for new memory costs as much as
 * some iterations over all customers. What it held before is still in it.
 */
export function lendMemory(): WasmMemory | undefined {
  const memory = idle.memory?.deref();
  idle.memory = undefined;
  return memory;
}

/** Gives back memory that nothing works on any more, no thread either. Nothing keeps it from the garbage collector. */
export function giveBackMemory(memory: WasmMemory): void {
  idle.memory = new WeakRef(memory);
}
