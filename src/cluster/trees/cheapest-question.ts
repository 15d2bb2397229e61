import type { FindQuestion, Question } from './grow-leaves.js';
import { between } from './separate-centers.js';

/**
 * The question that saves most when each side is given to the segment that suits it best: what a customer costs in each
 * segment is given.
 *
 * O(rows · (log rows + segments) · columns).
 * Source: Frost, Moshkovitz and Rashtchian, "ExKMC: Expanding explainable k-means clustering", arXiv:2006.02399.
 *
 * @param costs - Of each customer in each segment, row after row.
 */
export function cheapestQuestion(
  { columns, data }: { readonly columns: number; readonly data: Float64Array },
  costs: Float64Array,
  segments: number,
): FindQuestion {
  return (rows) => {
    const total = new Float64Array(segments);
    for (const row of rows) for (let s = 0; s < segments; s++) total[s] += costs[row * segments + s];
    const whole = Math.min(...total);
    let best: Question | undefined;
    for (let column = 0; column < columns; column++) {
      const coordinateOf = (row: number) => data[row * columns + column];
      const order = rows.slice().sort((a, b) => coordinateOf(a) - coordinateOf(b) || a - b);
      const before = new Float64Array(segments);
      for (let i = 0; i + 1 < order.length; i++) {
        let [left, right] = [0, 0];
        for (let s = 0; s < segments; s++) before[s] += costs[order[i] * segments + s];
        for (let s = 1; s < segments; s++) {
          if (before[s] < before[left]) left = s;
          if (total[s] - before[s] < total[right] - before[right]) right = s;
        }
        const [low, high] = [coordinateOf(order[i]), coordinateOf(order[i + 1])];
        if (low === high) continue;
        const gain = whole - before[left] - (total[right] - before[right]);
        if (gain > (best?.gain ?? 1e-12 * whole)) {
          best = { column, threshold: between(low, high), gain, left, right };
        }
      }
    }
    return best;
  };
}
