import { breathe, type Task } from '../../core/task.js';

/** Columns of a panel. */
const WIDTH = 128;

/**
 * Distances of all pairs of rows, of i and j < i at `rows[i] + columns[j]`. Columns stand together in panels of 128: then the
 * distances of a customer to those after it lie at even steps, which processors fetch ahead; in a plain triangle the steps
 * grow, and each takes its time.
 */
export interface DistancePanels {
  readonly values: Float64Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** Euclidean distances. O(rows² · columns) time, 4 bytes · rows² of memory. */
export async function distancePanels(
  data: Float64Array,
  columns: number,
  task: Task,
): Promise<DistancePanels> {
  const count = data.length / columns;
  const panels = panelsOf(count);
  const padded = new Float64Array((Math.ceil(count / WIDTH) * WIDTH + 4) * columns);
  padded.set(data);
  for (let row = 0; row < count; row++) {
    if (row % 64 === 0) {
      task.progress((0.3 * row ** 2) / count ** 2, 'Distances of customers');
      await breathe(task);
    }
    distancesOf(padded, columns, row, panels);
  }
  return panels;
}

function panelsOf(count: number): DistancePanels {
  const columns = new Int32Array(count);
  let end = 0;
  for (let first = 0; first < count; first += WIDTH) {
    // A panel has the rows from its first column on.
    for (let j = first; j < Math.min(count, first + WIDTH); j++)
      columns[j] = end - first * WIDTH + (j - first);
    end += (count - first) * WIDTH;
  }
  return {
    values: new Float64Array(end),
    rows: Int32Array.from({ length: count }, (_, i) => i * WIDTH),
    columns,
  };
}

/** Distances of a row to those before it: four sums at a time, which do not wait for each other. */
function distancesOf(
  data: Float64Array,
  width: number,
  row: number,
  { values, rows, columns }: DistancePanels,
): void {
  const own = row * width;
  for (let j = 0; j <= row; j += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0, from = j * width; k < width; k++, from++) {
      const value = data[own + k];
      const toA = data[from] - value;
      const toB = data[from + width] - value;
      const toC = data[from + 2 * width] - value;
      const toD = data[from + 3 * width] - value;
      a += toA * toA;
      b += toB * toB;
      c += toC * toC;
      d += toD * toD;
    }
    const at = rows[row] + columns[j];
    values[at] = Math.sqrt(a);
    values[at + 1] = Math.sqrt(b);
    values[at + 2] = Math.sqrt(c);
    values[at + 3] = Math.sqrt(d);
  }
}
