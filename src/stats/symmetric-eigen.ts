/** Eigenvalues of a symmetric matrix, largest first, and their vectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** One vector a row, of length 1, `size * size` numbers in all. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations: accurate also for small eigenvalues.
 * The sign of each vector is fixed: its largest component by size (the first of equal ones) is positive.
 *
 * @param matrix - Row after row, `size * size` finite numbers; only symmetric ones make sense.
 *
 * O(size³) for each of about ten sweeps: size 64 takes about 50 ms.
 * Source: Golub and Van Loan, "Matrix Computations", 4th ed. (2013), 8.5.
 *
 * @example
 * symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values; // Float64Array [3, 1]
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size); // one a row
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;

  for (let sweep = 0; sweep < 100; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotated = rotate(a, vectors, size, p, q) || rotated;
    }
    if (!rotated) break;
  }

  const order = Array.from({ length: size }, (_, i) => i);
  order.sort((i, j) => a[j * size + j] - a[i * size + i]);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => {
    const vector = vectors.subarray(from * size, (from + 1) * size);
    const sign = signOf(vector);
    for (let j = 0; j < size; j++) sorted[to * size + j] = sign * vector[j] || 0; // no -0
  });
  return { values: Float64Array.from(order, (i) => a[i * size + i]), vectors: sorted };
}

/** Turns the plane of axes p and q so that their off-diagonal element becomes 0; false when it counts as 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): boolean {
  const off = a[p * size + q];
  const scale = Math.sqrt(Math.abs(a[p * size + p])) * Math.sqrt(Math.abs(a[q * size + q]));
  if (off === 0 || Math.abs(off) <= 1e-17 * scale) return false;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * off);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let i = 0; i < size; i++) turn(a, i * size + p, i * size + q, c, s);
  for (let i = 0; i < size; i++) {
    turn(a, p * size + i, q * size + i, c, s);
    turn(vectors, p * size + i, q * size + i, c, s);
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
  return true;
}

function turn(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = values[i];
  const y = values[j];
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}

function signOf(vector: Float64Array): number {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest) * (1 + 1e-9)) largest = value;
  return largest < 0 ? -1 : 1;
}
