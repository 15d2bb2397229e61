import { expect, test } from 'vitest';
import { cholesky } from '../../src/stats/cholesky.js';

test('a factor by hand', () => {
  // 4 = 2²; 2 = 1 · 2; 5 = 1² + 2²
  expect(cholesky([4, 2, 2, 5], 2)).toEqual(Float64Array.of(2, 0, 1, 2));
  // Rows of L: 5 0 0 / 3 3 0 / -1 1 3. Products: 25; 15, 9+9; -5, -3+3, 1+1+9
  expect(cholesky([25, 15, -5, 15, 18, 0, -5, 0, 11], 3)).toEqual(
    Float64Array.of(5, 0, 0, 3, 3, 0, -1, 1, 3),
  );
});

test('none where the matrix is singular or indefinite', () => {
  expect(cholesky([1, 1, 1, 1], 2)).toBeUndefined();
  expect(cholesky([1, 2, 2, 1], 2)).toBeUndefined();
  expect(cholesky([0], 1)).toBeUndefined();
  expect(cholesky([Number.NaN], 1)).toBeUndefined();
  // The second column is three times the first, with rounding: 0.1 · 0.1, 0.1 · 0.3, 0.3 · 0.3
  expect(cholesky([0.1 * 0.1, 0, 0.1 * 0.3, 0.3 * 0.3], 2)).toBeUndefined();
});
