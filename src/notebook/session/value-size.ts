import { types } from 'node:util';

/** How large a value is, as far as a quick look tells. */
export interface ValueSize {
  /** Rough memory. */
  readonly bytes: number;
  /** Numbers and texts in it. */
  readonly values: number;
  /** Bytes that are text or numbers side by side, whose memory is known. */
  readonly packed: number;
}

const NONE: ValueSize = { bytes: 0, values: 1, packed: 0 };
/** Entries of a long list that are looked at, and how deep. */
const SAMPLE = 16;
const DEPTH = 5;
const POINTER = 8;
const OBJECT = 24;
const MAP_ENTRY = 32;

/**
 * Estimates how large a value is from a few of its entries. Reads data properties alone: a getter or a proxy would be
 * code of the user's. Tables count by their rows and columns.
 */
export function valueSize(value: unknown, seen = new Set<object>()): ValueSize {
  if (typeof value === 'string') return { bytes: value.length, values: 1, packed: value.length };
  const isLeaf = typeof value !== 'object' || value === null || types.isProxy(value);
  if (isLeaf || seen.has(value) || seen.size > DEPTH) return NONE;
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    const { byteLength } = value;
    return { bytes: byteLength, values: dataOf(value, 'length') ?? 1, packed: byteLength };
  }
  const inside = new Set(seen).add(value);
  if (Array.isArray(value)) return ofMany(value.length, (i) => dataOf(value, String(i)), inside);
  if (types.isMap(value) || types.isSet(value)) {
    const entries = firstOf(value);
    const { bytes, ...all } = ofMany(value.size, (i) => entries[i % entries.length], inside);
    return { ...all, bytes: bytes + MAP_ENTRY * value.size };
  }
  if (typeof dataOf(value, 'numRows') === 'function' && typeof dataOf(value, 'numCols') === 'function') {
    const table = value as { numRows(): number; numCols(): number };
    const cells = Number(table.numRows()) * Number(table.numCols());
    return { bytes: POINTER * cells, values: cells, packed: 0 };
  }
  const keys = Object.keys(value);
  const { bytes, ...all } = ofMany(keys.length, (i) => dataOf(value, keys[i]), inside);
  return { ...all, bytes: bytes + OBJECT };
}

function ofMany(count: number, at: (index: number) => unknown, seen: Set<object>): ValueSize {
  let [bytes, values, packed] = [POINTER * count, count, 0];
  const step = Math.max(1, Math.floor(count / SAMPLE));
  for (let i = 0; i < count; i += step) {
    const each = valueSize(at(i), seen);
    const times = Math.min(step, count - i);
    bytes += each.bytes * times;
    values += (each.values - 1) * times;
    packed += each.packed * times;
  }
  return { bytes, values, packed };
}

function firstOf(entries: Iterable<unknown>): unknown[] {
  const found: unknown[] = [];
  for (const entry of entries) if (found.push(entry) === SAMPLE) break;
  return found;
}

function dataOf<Value>(object: object, key: string): Value | undefined {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at)) {
    const property = Object.getOwnPropertyDescriptor(at, key);
    if (property !== undefined) return property.value;
  }
  return undefined;
}
