import { famd, matrix, pca, type Table, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

// The six rows of the textbook example, and what FactoMineR 2.11 gives.
const table = tableOf({
  k1: [2, 5, 3, 4, 1, 6],
  k2: [4.5, 4.5, 1, 1, 1, 1],
  k3: [4, 4, 2, 2, 1, 2],
  q1: ['A', 'C', 'B', 'B', 'A', 'C'],
  q2: ['B', 'B', 'B', 'B', 'A', 'A'],
  q3: ['C', 'C', 'B', 'B', 'A', 'A'],
});
const columns = { numbers: ['k1', 'k2', 'k3'], categories: ['q1', 'q2', 'q3'] } as const;

describe('famd', () => {
  const fitted = famd(table, { ...columns, components: 5 });

  it('matches the eigenvalues and the coordinates of FactoMineR', () => {
    const known = [3.466804028, 2.5, 1.971104825, 0.055852845, 0.006238302];
    for (const [c, value] of fitted.eigenvalues.entries()) expect(value).toBeCloseTo(known[c], 8);
    const { data } = fitted.apply(table as unknown as Table);
    const row = [2.4125225, 0.4225771, 1.7279514, 0.2924097, 0.03567833];
    for (const [c, value] of row.entries()) expect(Math.abs(data[c])).toBeCloseTo(value, 5);
  });

  // 3 numbers, and 3 + 2 + 3 levels less one of each category: 8.
  it('shares a variance of numbers and free levels', () => {
    for (const [c, share] of fitted.shares.entries())
      expect(share).toBeCloseTo(fitted.eigenvalues[c] / 8, 12);
  });

  it('takes a new customer to where the same one was', () => {
    const one = table.slice(2, 3) as unknown as Table;
    const all = fitted.apply(table as unknown as Table).data;
    for (const [c, value] of fitted.apply(one).data.entries()) expect(value).toBeCloseTo(all[2 * 5 + c], 12);
  });

  it('is the principal components of standardized columns where all are numbers', () => {
    const x = [1, 2, 3, 5];
    const y = [2, 1, 5, 4];
    const z = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const deviation = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
      );
      return values.map((value) => (value - mean) / deviation);
    };
    const scores = famd(tableOf({ x, y }), { numbers: ['x', 'y'], categories: [], components: 2 });
    const components = pca(matrix(z(x).map((value, i) => [value, z(y)[i]])), { components: 2 });
    for (const [c, share] of scores.shares.entries()) expect(share).toBeCloseTo(components.shares[c], 12);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a level that was not there',
      () =>
        fitted.apply(
          tableOf({ k1: [1], k2: [1], k3: [1], q1: ['Z'], q2: ['A'], q3: ['A'] }) as unknown as Table,
        ),
      'the level "Z", which was not there',
    ],
    ['too many components', () => famd(table, { ...columns, components: 9 }), 'a whole number from 1 to 8'],
    [
      'a number that does not vary',
      () => famd(tableOf({ x: [1, 1], c: ['a', 'b'] }), { numbers: ['x'], categories: ['c'], components: 1 }),
      'column "x" is the same',
    ],
    [
      'a missing value',
      () =>
        famd(tableOf({ x: [1, 2], c: ['a', null] }), { numbers: ['x'], categories: ['c'], components: 1 }),
      'row 2, column "c" is missing',
    ],
  ])('refuses %s', (_, call, message) => expect(call).toThrow(message));
});
