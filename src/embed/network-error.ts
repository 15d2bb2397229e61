import type { ColumnLoss } from './column-losses.js';

/** Mean error per value of what a network made of rows, by the loss of each column; at least one row. */
export function networkError(
  values: Float64Array,
  made: Float64Array,
  losses: readonly ColumnLoss[],
): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total +=
      losses[i % losses.length] === 'squared'
        ? (values[i] - made[i]) ** 2
        : -weighted(values[i], made[i]) - weighted(1 - values[i], 1 - made[i]);
  }
  return total / values.length;
}

function weighted(share: number, probability: number): number {
  return share === 0 ? 0 : share * Math.log(probability);
}
