import { gzipSync } from 'node:zlib';
import type { PlotlyObject } from './figure.js';
import type { DrawableFigure } from './figure-svg.js';
import { numbersOf } from './packed-figure.js';

const DIGITS = 7;

/** Stands for a long list of numbers, `from + step × level`, whose levels come after the text. */
export interface LevelledNumbers {
  /** How many. */
  readonly levels: number;
  /** Bits of a level; all of them set say that there is no number. */
  readonly bits: number;
  readonly from: number;
  readonly step: number;
}

/**
 * A chart as its HTML carries it for the library, compressed, in base64. It is a second copy beside the one under
 * Plotly's MIME type, so it is kept small: long lists of numbers are rounded, and follow the text and a line break in
 * order, each from a new byte on.
 *
 * @param bits - Of a rounded number: with 10 it is off by a two-thousandth of its trace's range at most, a third of a
 *   pixel, with 12 by a quarter of that, with 16 by less than its hover text shows.
 */
export function packedChart({ data, layout }: DrawableFigure, bits: 10 | 12 | 16): string {
  const lists: Uint8Array[] = [];
  const packedTrace = (trace: PlotlyObject): PlotlyObject => {
    const parts = Object.entries(trace).map(([name, value]) => {
      if (name === 'type' && value === 'scattergl') return [name, 'scatter'];
      const numbers = numbersOf(value);
      if (numbers === undefined) return [name, value];
      const { bytes, ...rule } = levelled(numbers, bits);
      lists.push(bytes);
      return [name, rule];
    });
    return Object.fromEntries(parts);
  };
  const { title: _, width: __, ...shown } = layout; // words stand beside the chart, its width is the page's
  const text = JSON.stringify({ data: data.map(packedTrace), layout: shown }, plain);
  const bytes = gzipSync(Buffer.concat([Buffer.from(`${text}\n`), ...lists]), { level: 9 });
  bytes[9] = 255; // the header names the operating system otherwise
  return bytes.toString('base64');
}

function levelled(numbers: Float64Array, mostBits: number): LevelledNumbers & { readonly bytes: Uint8Array } {
  let low = Infinity;
  let high = -Infinity;
  let areWhole = true;
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    low = Math.min(low, number);
    high = Math.max(high, number);
    areWhole &&= Number.isInteger(number);
  }
  if (low > high) [low, high] = [0, 0];
  const most = 2 ** mostBits - 2;
  const isExact = areWhole && high - low <= most;
  const bits = isExact ? Math.ceil(Math.log2(high - low + 2)) : mostBits;
  const step = isExact ? 1 : (high - low) / most || 1;
  const none = 2 ** bits - 1;
  const levels = numbers.map((number) =>
    Number.isFinite(number) ? Math.round((number - low) / step) : none,
  );
  return { levels: numbers.length, bits, from: low, step, bytes: bitsOf(levels, bits) };
}

/** Whole numbers in a row, the highest bit of each first. */
function bitsOf(numbers: Float64Array, bits: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((numbers.length * bits) / 8));
  let at = 0;
  for (const number of numbers) {
    for (let bit = bits - 1; bit >= 0; bit--, at++) {
      if ((number >> bit) & 1) bytes[at >> 3] |= 128 >> (at & 7);
    }
  }
  return bytes;
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
  if (typeof value === 'bigint') return Number(value);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<unknown>)
    : value;
}
