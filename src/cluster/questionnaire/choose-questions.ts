import { breathe, type Task } from '../../core/task.js';
import { discriminantCosts, linearDiscriminant, type TypedCustomers } from './linear-discriminant.js';

/**
 * Questions one after the other, each the one that makes the segments of the rows most probable together with those
 * before; of equal ones the first column. Columns that are the same for all rows are not asked.
 */
export async function chooseQuestions(
  customers: TypedCustomers,
  rows: ArrayLike<number>,
  most: number,
  task: Task,
): Promise<number[]> {
  const chosen: number[] = [];
  const left = Array.from({ length: customers.columns }, (_, j) => j).filter((j) =>
    varies(customers, rows, j),
  );
  while (chosen.length < most && left.length > 0) {
    let best = -1;
    let highest = 0;
    for (const candidate of left) {
      await breathe(task);
      const fit = logProbability(customers, rows, [...chosen, candidate]);
      if (best < 0 || fit > highest + 1e-9 * Math.abs(highest)) {
        highest = fit;
        best = candidate;
      }
    }
    chosen.push(best);
    left.splice(left.indexOf(best), 1);
  }
  return chosen;
}

/** Sum over rows of the logarithm of the probability of their own segment. */
function logProbability(
  customers: TypedCustomers,
  rows: ArrayLike<number>,
  questions: readonly number[],
): number {
  const { columns, data, labels, segments } = customers;
  const discriminant = linearDiscriminant(customers, rows, questions);
  const costs = new Float64Array(segments);
  let sum = 0;
  for (let r = 0; r < rows.length; r++) {
    discriminantCosts(discriminant, data, rows[r] * columns, costs);
    let least = Infinity;
    for (const cost of costs) if (cost < least) least = cost;
    let weights = 0;
    for (const cost of costs) weights += Math.exp(least - cost);
    sum -= costs[labels[rows[r]]] - least + Math.log(weights);
  }
  return sum;
}

function varies({ columns, data }: TypedCustomers, rows: ArrayLike<number>, column: number): boolean {
  const first = data[rows[0] * columns + column];
  for (let r = 1; r < rows.length; r++) if (data[rows[r] * columns + column] !== first) return true;
  return false;
}
