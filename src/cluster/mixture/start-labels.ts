import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import type { Task } from '../../core/task.js';
import { kmeans } from '../k-means/kmeans.js';
import { rowsByValue } from '../rows-by-value.js';

/**
 * Groups from which a mixture starts. Components may lie inside one another, which no k-means finds: so the second start takes
 * shells around the middle, and others the neighbours of customers who are drawn.
 *
 * @param variances - Of each column.
 *
 * O(a run of k-means), or O(customers · (log(customers) + k · columns)).
 * Source for random starts: Biernacki, Celeux and Govaert, Computational Statistics & Data Analysis 41 (2003) 561-575.
 */
export async function startLabels(
  matrix: Matrix,
  variances: Float64Array,
  { k, seed, start }: { readonly k: number; readonly seed: number; readonly start: number },
  task: Task,
): Promise<Int32Array> {
  if (start === 1) return shells(matrix, variances, k);
  if (start % 2 === 0 && start > 0) return nearDrawn(matrix, variances, k, seed + start);
  const options = { k, seed: seed + start, restarts: start === 0 ? 10 : 1 };
  return (await kmeans(matrix, options, { ...task, progress() {} })).labels;
}

/** As many customers in each of k shells, by the distance from the middle in standard deviations. */
function shells(matrix: Matrix, variances: Float64Array, k: number): Int32Array {
  const { rows, columns, data } = matrix;
  const middle = new Float64Array(columns);
  const order = Array.from(rowsByValue(matrix)); // sums and equally far customers in an order of their own
  for (const row of order) for (let j = 0; j < columns; j++) middle[j] += data[row * columns + j] / rows;
  const far = new Float64Array(rows);
  for (let i = 0; i < data.length; i++) {
    const j = i % columns;
    far[(i - j) / columns] += (data[i] - middle[j]) ** 2 / variances[j];
  }
  order.sort((a, b) => far[a] - far[b]);
  const labels = new Int32Array(rows);
  order.forEach((row, place) => {
    labels[row] = Math.floor((place * k) / rows);
  });
  return labels;
}

/** The nearest of k customers who differ, in standard deviations. */
function nearDrawn(matrix: Matrix, variances: Float64Array, k: number, seed: number): Int32Array {
  const { rows, columns, data } = matrix;
  const random = seeded(seed);
  const order = rowsByValue(matrix);
  const square = (a: number, b: number) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      sum += (data[a * columns + j] - data[b * columns + j]) ** 2 / variances[j];
    }
    return sum;
  };
  const drawn: number[] = [];
  const least = new Float64Array(rows).fill(Infinity);
  const labels = new Int32Array(rows);
  while (drawn.length < k) {
    const from = random.integer(rows);
    const place = order.findIndex((_, i) => least[order[(from + i) % rows]] > 0); // like none before
    const next = order[(from + Math.max(0, place)) % rows];
    drawn.push(next);
    for (let i = 0; i < rows; i++) {
      const distance = square(i, next);
      if (distance < least[i]) [least[i], labels[i]] = [distance, drawn.length - 1];
    }
  }
  return labels;
}
