import { type Matrix, matrixOf } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';

/**
 * The same values in each column, in another order: customers without structure.
 *
 * @param index - Number of the permutation under this seed.
 */
export function permutedColumns({ rows, columns, data, names }: Matrix, seed: number, index: number): Matrix {
  const permuted = new Float64Array(data.length);
  for (let j = 0; j < columns; j++) {
    const order = shuffled(
      seeded(seed).stream(index * columns + j),
      Array.from({ length: rows }, (_, i) => i),
    );
    for (let i = 0; i < rows; i++) permuted[i * columns + j] = data[order[i] * columns + j];
  }
  return matrixOf(permuted, columns, names);
}
