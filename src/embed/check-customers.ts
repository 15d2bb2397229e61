import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';

/**
 * Checks that an autoencoder can learn from customers.
 *
 * @throws {InputError} For fewer than 10 of them, values that single precision cannot hold, and customers that are
 *   all alike.
 */
export function checkCustomers({ rows, columns, data, names }: Matrix): void {
  if (rows < 10) throw new InputError(`autoencoder needs at least 10 customers, got ${rows}.`);
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(Math.fround(data[i]))) {
      const name = names[i % columns];
      throw new InputError(
        `autoencoder: row ${Math.floor(i / columns) + 1}, column "${name}" is ${data[i]}, beyond single precision. Scale the columns first.`,
        { column: name },
      );
    }
  }
  if (data.every((value, i) => value === data[i % columns])) {
    throw new InputError(
      `autoencoder: all ${rows} customers are alike in ${names.join(', ')}; there is nothing to learn.`,
    );
  }
}
