import type { Loops } from './loops.js';
import { loopsModule, type Precision } from './loops-module.js';
import { type WasmMemory, WebAssembly } from './web-assembly.js';

/** The loops on a memory, for one thread. About 0.1 ms. */
export function loopsOn(memory: WasmMemory, precision: Precision): Loops {
  return new WebAssembly.Instance(loopsModule(precision).module, { env: { memory } }).exports as Loops;
}
