import type { Matrix } from '../../core/matrix.js';
import type { Random } from '../../core/random.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';

/**
 * As many customers as there are, drawn with replacement: each that was drawn once, with how often it was as weight.
 *
 * @param shelf - Where the rows of the draw before lie, which are overwritten.
 */
export function drawAgain(
  { rows, columns, data }: Matrix,
  random: Random,
  shelf: MemoryShelf = {},
): CustomerRows {
  const times = new Uint16Array(rows);
  for (let draw = 0; draw < rows; draw++) times[random.integer(rows)]++;
  const size = rows * (columns + 1);
  if (shelf.rows === undefined || shelf.rows.length < size) shelf.rows = new Float64Array(size);
  const drawn = shelf.rows;
  const weights = drawn.subarray(rows * columns, size);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (times[i] === 0) continue;
    weights[count] = times[i];
    const from = i * columns;
    const to = count++ * columns;
    for (let j = 0; j < columns; j++) drawn[to + j] = data[from + j]; // a subarray for each takes ten times as long
  }
  return { count, columns, data: drawn.subarray(0, count * columns), weights: weights.subarray(0, count) };
}
