import type { FindQuestion, Question } from './grow-leaves.js';
import { between } from './separate-centers.js';

/**
 * The question whose two sides have the least sum of squares within, each with so many customers at least; of equal ones
 * the first column and the lowest value.
 *
 * O(rows · (log rows + columns) · columns).
 */
export function inertiaQuestion(
  { columns, data }: { readonly columns: number; readonly data: Float64Array },
  least: number,
): FindQuestion {
  return (rows) => {
    const total = new Float64Array(columns);
    const first = rows[0] * columns;
    // Differences from the first customer: large values that are alike leave no rounding behind.
    const value = (row: number, j: number) => data[row * columns + j] - data[first + j];
    for (const row of rows) for (let j = 0; j < columns; j++) total[j] += value(row, j);
    const size = rows.length;
    const middle = total.reduce((sum, own) => sum + own * own, 0) / size;
    let best: Question | undefined;
    for (let column = 0; column < columns; column++) {
      const order = rows.slice().sort((a, b) => value(a, column) - value(b, column) || a - b);
      const before = new Float64Array(columns);
      for (let i = 0; i + 1 < size; i++) {
        for (let j = 0; j < columns; j++) before[j] += value(order[i], j);
        const [low, high] = [order[i], order[i + 1]].map((row) => data[row * columns + column]);
        const [left, right] = [i + 1, size - i - 1];
        if (low === high || left < least || right < least) continue;
        let gain = -middle;
        for (let j = 0; j < columns; j++) {
          gain += before[j] ** 2 / left + (total[j] - before[j]) ** 2 / right;
        }
        if (gain > (best?.gain ?? 0) * (1 + 1e-12) + 1e-12 * middle) {
          best = { column, threshold: between(low, high), gain, left: 0, right: 0 };
        }
      }
    }
    return best;
  };
}
