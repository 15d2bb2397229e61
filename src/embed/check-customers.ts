import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { ColumnLoss } from './column-losses.js';

const LEAST_SIZE = 1e-6; // smaller squares vanish in single precision, and with them the error

/**
 * Checks that an autoencoder can learn from customers.
 *
 * @throws {InputError} For fewer than 10 of them, values that single precision cannot hold, yes/no items outside 0 to
 *   1, and customers that are all alike or too near to 0.
 */
export function checkCustomers({ rows, columns, data, names }: Matrix, losses: readonly ColumnLoss[]): void {
  if (rows < 10) throw new InputError(`autoencoder needs at least 10 customers, got ${rows}.`);
  const refuse = (i: number, wayOut: string): never => {
    const name = names[i % columns];
    throw new InputError(
      `autoencoder: row ${Math.floor(i / columns) + 1}, column "${name}" is ${data[i]}${wayOut}`,
      { column: name },
    );
  };
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(Math.fround(data[i])))
      refuse(i, ', beyond single precision. Scale the columns first.');
    if (losses[i % columns] === 'crossEntropy' && (data[i] < 0 || data[i] > 1)) {
      refuse(i, '. With the loss crossEntropy it has to lie between 0 and 1; do not scale yes/no items.');
    }
  }
  if (data.every((value, i) => value === data[i % columns])) {
    throw new InputError(
      `autoencoder: all ${rows} customers are alike in ${names.join(', ')}; there is nothing to learn.`,
    );
  }
  if (data.every((value) => Math.abs(value) < LEAST_SIZE)) {
    throw new InputError(
      `autoencoder: all values are nearer to 0 than 0.000001, too near for single precision. Scale the columns first.`,
    );
  }
}
