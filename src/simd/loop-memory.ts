import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { type WasmMemory, WebAssembly } from './web-assembly.js';

const KINDS = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
};

type Kind = keyof typeof KINDS;

/** Room for an array: what it holds, how many, and whether the loops write all of it before they read any. */
export type Room = readonly [kind: Kind, length: number, written?: 'written'];

type Arrays<Rooms> = {
  readonly [Name in keyof Rooms]: Rooms[Name] extends readonly [infer Is extends Kind, number, 'written'?]
    ? InstanceType<(typeof KINDS)[Is]>
    : never;
};

/** Memory of one calculation: named arrays, and where each begins. */
export interface LoopMemory<Rooms> {
  readonly memory: WasmMemory;
  readonly arrays: Arrays<Rooms>;
  /** Address of each array in bytes, a multiple of 64: what loops take. */
  readonly at: { readonly [Name in keyof Rooms]: number };
}

/** Memory that calculations take one after the other: asking the machine for it each time costs as much as a short one. */
export interface MemoryShelf {
  memory?: WasmMemory;
  /** Rows that were made for it. */
  rows?: Float64Array;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;
const START = 4096; // nothing of the module's own lies above

/**
 * Memory for a calculation, filled with zeros where it is not written before it is read, and freed with the last
 * reference to it: nothing stays behind, whatever its size.
 *
 * @param caller - Who complains when it is too large, and the way out.
 * @param shelf - Where the memory of the calculation before may be, which nobody needs any more.
 * @throws {InputError} For more than the 4 GB that WebAssembly can address, or than the machine gives.
 */
export function loopMemory<const Rooms extends Readonly<Record<string, Room>>>(
  rooms: Rooms,
  shared: boolean,
  caller: { readonly name: string; readonly wayOut: string },
  shelf: MemoryShelf = {},
): LoopMemory<Rooms> {
  const at: Record<string, number> = {};
  let end = START;
  for (const [name, [kind, length]] of Object.entries(rooms)) {
    at[name] = end;
    end = Math.ceil((end + length * KINDS[kind].BYTES_PER_ELEMENT) / 64) * 64;
  }
  const pages = Math.ceil(end / PAGE);
  const tooMuch = (limit: string) =>
    new InputError(
      `${caller.name} needs ${formatNumber(end / 1e9, { digits: 2 })} GB of memory, ${limit}. ${caller.wayOut}`,
    );
  if (pages > MOST_PAGES) throw tooMuch('more than the 4 GB that WebAssembly can address');
  let { memory } = shelf;
  if (memory === undefined || memory.buffer.byteLength < end) {
    try {
      memory = new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared });
    } catch {
      throw tooMuch('more than the machine gives');
    }
    shelf.memory = memory;
  } else {
    for (const [name, [kind, length, written]] of Object.entries(rooms)) {
      if (written !== 'written') new KINDS[kind](memory.buffer, at[name], length).fill(0);
    }
  }
  const arrays = Object.entries(rooms).map(([name, [kind, length]]) => [
    name,
    new KINDS[kind](memory.buffer, at[name], length),
  ]);
  return { memory, arrays: Object.fromEntries(arrays), at: at as LoopMemory<Rooms>['at'] };
}
