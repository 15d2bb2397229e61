import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { unsharedModule } from './unshared-module.js';
import { type WasmModule, WebAssembly } from './web-assembly.js';

/**
 * How the loops round. `default`: as every machine does, so results agree to the last bit. `fast`: with fused
 * multiply-add where the machine has it, which rounds differently between machines.
 */
export type Precision = 'default' | 'fast';

/** The compiled loops. */
export interface LoopsModule {
  readonly module: WasmModule;
  /** Whether they expect shared memory, which several threads can work on. */
  readonly shared: boolean;
  /** `fast` only where it was asked for and the machine has it. */
  readonly precision: Precision;
}

const compiled = new Map<string, LoopsModule>();

/**
 * The compiled loops; compiled once in a process. Without shared memory in this JavaScript they come for one thread.
 *
 * About 5 ms the first time.
 */
export function loopsModule(precision: Precision): LoopsModule {
  const known = compiled.get(precision);
  if (known !== undefined) return known;
  const made = compileLoops(precision);
  compiled.set(precision, made);
  return made;
}

function compileLoops(precision: Precision): LoopsModule {
  const shared = typeof SharedArrayBuffer !== 'undefined';
  const bytesOf = (name: string): Uint8Array => {
    const bytes = Uint8Array.from(readFileSync(new URL(`./${name}.wasm`, import.meta.url)));
    return shared ? bytes : unsharedModule(bytes);
  };
  if (precision === 'fast') {
    const relaxed = bytesOf('loops-relaxed');
    if (hasRelaxedSimd(relaxed)) return { module: new WebAssembly.Module(relaxed), shared, precision };
  }
  return { module: new WebAssembly.Module(bytesOf('loops')), shared, precision: 'default' };
}

/** Node 20 has relaxed SIMD behind a flag that can be set at run time; later versions have it without. */
function hasRelaxedSimd(relaxed: Uint8Array): boolean {
  if (WebAssembly.validate(relaxed)) return true;
  if (!process.version.startsWith('v20.')) return false;
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(relaxed);
}
