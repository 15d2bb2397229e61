import { InputError } from '../core/input-error.js';
import type { Frame } from '../simd/k-means-memory.js';

export type { Frame } from '../simd/k-means-memory.js';

/** Sum, least and largest of a column, three numbers a column, for one or more shards of the rows. */
export type ColumnFacts = Float64Array;

const SMALLEST = 1e-150; // by squaring, smaller differences vanish and larger ones overflow
const LARGEST = 1e150;

/**
 * Centers at about the mean of each column (rounded, so that the order in which it was added up does not matter) and
 * a power of two that brings the largest difference to at most 1.
 *
 * @throws {InputError} For values whose differences are too large or too small to be squared.
 */
export function frameOf(facts: ColumnFacts, count: number, columns: number, who = 'kmeans'): Frame {
  const centers = new Float64Array(columns);
  let largest = 0;
  for (let j = 0; j < columns; j++) {
    let [mean, least, most] = [0, Infinity, -Infinity];
    for (let at = 3 * j; at < facts.length; at += 3 * columns) {
      mean += facts[at] / count;
      least = Math.min(least, facts[at + 1]);
      most = Math.max(most, facts[at + 2]);
    }
    centers[j] = least === most ? least : roundedMean(mean, least, most);
    largest = Math.max(largest, most - centers[j], centers[j] - least);
  }
  if (!(largest < LARGEST)) {
    throw new InputError(
      Number.isNaN(largest)
        ? `${who}: a value is no finite number. Fill or drop such customers first.`
        : `${who}: the values are too large to be squared. Scale the columns first.`,
    );
  }
  if (largest > 0 && largest < SMALLEST) throw tooClose(who);
  return { centers, scale: largest === 0 ? 1 : 2 ** -Math.ceil(Math.log2(largest)) };
}

/** The frame of rows that are not packed as a whole. O(rows · columns). */
export function frameOfRows(data: Float64Array, columns: number, who?: string): Frame {
  const facts = new Float64Array(3 * columns);
  for (let j = 0; j < columns; j++) facts.set([0, Infinity, -Infinity], 3 * j);
  for (let at = 0; at < data.length; at++) {
    const fact = 3 * (at % columns);
    const value = data[at];
    facts[fact] += value;
    if (value < facts[fact + 1]) facts[fact + 1] = value;
    if (value > facts[fact + 2]) facts[fact + 2] = value;
  }
  return frameOf(facts, data.length / columns, columns, who);
}

/** To 2^-20 of the range, within it. */
function roundedMean(mean: number, least: number, most: number): number {
  const step = 2 ** (Math.ceil(Math.log2(most - least)) - 20);
  const rounded = Math.round(mean / step) * step;
  return Number.isFinite(rounded) ? Math.min(most, Math.max(least, rounded)) : mean;
}

/** Customers that cannot be told apart. */
export function tooClose(who = 'kmeans'): InputError {
  return new InputError(
    `${who}: the customers differ by too little to be told apart. Scale the columns first.`,
  );
}

/** Rows of the frame in the units of the customers. */
export function fromFrame(values: Float64Array, { centers, scale }: Frame): Float64Array {
  return values.map((value, at) => value / scale + centers[at % centers.length]);
}

/** Rows in the units of the customers, in the frame. */
export function intoFrame(values: Float64Array, { centers, scale }: Frame): Float64Array {
  return values.map((value, at) => (value - centers[at % centers.length]) * scale);
}
