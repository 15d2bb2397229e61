import type { CustomerRows } from '../../simd/k-means-memory.js';
import { type DistinctRows, distinctRows } from './distinct-rows.js';

/**
 * About so many of many rows, sorted and merged: those whose values have the smallest hashes, so that the same rows in
 * another order give the same sample. Rows that are alike are in it together.
 *
 * @param seed - Another one draws another sample.
 *
 * O(rows · columns).
 */
export function sampleRows(rows: CustomerRows, size: number, seed: number): DistinctRows {
  const { count, columns, data, weights } = rows;
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const limit = Math.floor((size / count) * 2 ** 32);
  const chosen: number[] = [];
  for (let i = 0; i < count; i++) {
    if (hash(words, 2 * i * columns, 2 * (i + 1) * columns, seed) < limit) chosen.push(i);
  }
  const values = new Float64Array(chosen.length * columns);
  chosen.forEach((row, i) => {
    values.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return distinctRows({
    count: chosen.length,
    columns,
    data: values,
    ...(weights === undefined ? {} : { weights: Float64Array.from(chosen, (row) => weights[row]) }),
  });
}

/** 32 bits of some words. Source: the mixing steps of Appleby's MurmurHash3. */
function hash(words: Uint32Array, from: number, to: number, seed: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (let i = from; i < to; i++) {
    const word = Math.imul(words[i], 0xcc9e2d51);
    mixed ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    mixed = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
