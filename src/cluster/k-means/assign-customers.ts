import type { Matrix } from '../../core/matrix.js';
import { type Frame, kMeansMemory, NO_LABEL, setFrame, TILE_ROWS } from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import type { Precision } from '../../simd/loops-module.js';
import { loopsOn } from '../../simd/loops-on.js';

const BLOCK_ROWS = 4096; // packed, they fit into the cache

/**
 * The nearest centroid of each customer, on one thread: as long as an iteration of k-means and packing, in little
 * memory.
 *
 * @param centroids - In the frame.
 */
export function assignCustomers(
  { rows, columns, data }: Matrix,
  centroids: Float64Array,
  frame: Frame,
  precision: Precision,
  shelf?: MemoryShelf,
): Int32Array {
  const labels = new Int32Array(rows);
  const count = Math.min(rows, BLOCK_ROWS);
  const room = { count, columns, data: data.subarray(0, count * columns) };
  const memory = kMeansMemory(room, { k: centroids.length / columns, threads: 1, shared: true }, shelf);
  const loops = loopsOn(memory.memory, precision);
  const { job } = memory.at;
  setFrame(memory, frame);
  memory.arrays.centroids.set(centroids);
  loops.readyCentroids(job);
  for (let from = 0; from < rows; from += count) {
    const to = Math.min(rows, from + count); // the last block may be short: what follows in memory is an older row
    const tiles = Math.ceil((to - from) / TILE_ROWS);
    memory.arrays.values.set(data.subarray(from * columns, to * columns));
    loops.pack(job, 0, tiles, 0);
    memory.arrays.labels.fill(NO_LABEL);
    loops.forgetSafety(job);
    loops.assignSurely(job, 0, tiles, 0);
    labels.set(memory.arrays.labels.subarray(0, to - from), from);
  }
  return labels;
}
