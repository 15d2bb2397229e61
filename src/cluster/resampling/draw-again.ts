import type { Matrix } from '../../core/matrix.js';
import type { Random } from '../../core/random.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';

/** As many customers as there are, drawn with replacement: each that was drawn once, with how often it was as weight. */
export function drawAgain({ rows, columns, data }: Matrix, random: Random): CustomerRows {
  const times = new Uint16Array(rows);
  for (let draw = 0; draw < rows; draw++) times[random.integer(rows)]++;
  let count = 0;
  for (let i = 0; i < rows; i++) if (times[i] > 0) count++;
  const drawn = new Float64Array(count * columns);
  const weights = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < rows; i++) {
    if (times[i] === 0) continue;
    weights[at] = times[i];
    const from = i * columns;
    const to = at++ * columns;
    for (let j = 0; j < columns; j++) drawn[to + j] = data[from + j]; // a subarray for each takes ten times as long
  }
  return { count, columns, data: drawn, weights };
}
