import type { PlotlyObject } from './figure.js';

/** Numbers as Plotly takes them in few bytes: little-endian, in base64. */
export interface PackedNumbers {
  readonly dtype: string;
  readonly bdata: string;
}

/** Shorter lists stay readable. */
const LONG = 60;
/** Share of the range that may be lost: less than anybody sees. */
const PRECISION = 1e-5;

const ARRAYS: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayLike<number>>> = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
};

/**
 * Traces with their long lists of numbers packed: in a saved notebook every number of a list takes a line of its
 * own, and three thousand customers in a plane would be 200 kB.
 */
export function packedTraces(data: readonly PlotlyObject[]): PlotlyObject[] {
  return data.map((trace) =>
    Object.fromEntries(
      Object.entries(trace).map(([name, value]) => {
        const numbers = numbersOf(value);
        return [name, numbers === undefined ? value : packed(numbers)];
      }),
    ),
  );
}

/** A list that is worth packing, with `NaN` where it has gaps; `undefined` for everything else. */
export function numbersOf(value: unknown): Float64Array | undefined {
  return isLongNumbers(value) ? Float64Array.from(value, (part) => part ?? Number.NaN) : undefined;
}

/** The numbers of a packed list; `undefined` when it is none, or has more than one dimension. */
export function unpackedNumbers(value: unknown): number[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { dtype, bdata, shape } = value as Record<string, unknown>;
  if (typeof dtype !== 'string' || typeof bdata !== 'string' || /,/.test(String(shape ?? '')))
    return undefined;
  const array = ARRAYS[dtype];
  if (array === undefined) return undefined;
  const bytes = Uint8Array.from(Buffer.from(bdata, 'base64'));
  const size = Number(dtype[1]);
  const numbers = Array.from(new array(bytes.buffer.slice(0, bytes.length - (bytes.length % size))));
  return dtype === 'f4' ? numbers.map((number) => Number(number.toPrecision(7))) : numbers;
}

function isLongNumbers(value: unknown): value is ArrayLike<number | null> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView) && (value as Uint8Array).length >= LONG;
  return (
    Array.isArray(value) &&
    value.length >= LONG &&
    value.every((part) => typeof part === 'number' || part === null)
  );
}

function packed(numbers: Float64Array): PackedNumbers {
  const known = numbers.filter(Number.isFinite);
  const low = known.reduce((a, b) => Math.min(a, b), Infinity);
  const high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  if (known.length === numbers.length && known.every(Number.isInteger) && low >= -32_768 && high <= 32_767) {
    return { dtype: 'i2', bdata: Buffer.from(Int16Array.from(numbers).buffer).toString('base64') };
  }
  const isFine = known.every((value) => Math.abs(Math.fround(value) - value) <= (high - low) * PRECISION);
  const array = isFine ? Float32Array.from(numbers) : numbers;
  return { dtype: isFine ? 'f4' : 'f8', bdata: Buffer.from(array.buffer).toString('base64') };
}
