import { matrix, matrixOf, tableOf, toMatrix } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('matrix', () => {
  it('lays rows out one after the other', () => {
    const x = matrix(
      [
        [1, 2],
        [3, 4],
      ],
      ['a', 'b'],
    );
    expect(x).toEqual({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4), names: ['a', 'b'] });
  });

  it.each([
    ['ragged rows', () => matrix([[1, 2], [3]]), 'matrix: row 2 has 1 values, row 1 has 2.'],
    [
      'a missing number',
      () => matrix([[1], [Number.NaN]], ['orders']),
      'matrix: row 2, column "orders" is NaN. Impute or drop it first.',
    ],
    ['too few names', () => matrix([[1, 2]], ['a']), 'matrix: 1 names for 2 columns.'],
    ['too few ids', () => matrix([[1], [2]], ['a'], ['x']), 'matrix: 1 customer ids for 2 rows.'],
    [
      'a length that does not fit',
      () => matrixOf(new Float64Array(5), 2),
      'matrix: 5 values do not fill rows of 2.',
    ],
    [
      'values without columns',
      () => matrixOf(Float64Array.of(1, 2), 0),
      'matrix: 2 values do not fill rows of 0.',
    ],
    [
      'a number of columns that is none',
      () => matrixOf(Float64Array.of(1, 2), -1),
      'matrix: columns is -1. It has to be a whole number from 0 on.',
    ],
  ])('refuses %s', (_, call, message) => expect(call).toThrow(message));

  it('has no rows for no rows', () => expect(matrix([])).toMatchObject({ rows: 0, columns: 0 }));
});

describe('toMatrix', () => {
  const table = tableOf({ customerId: ['a', 'b'], orders: [3, 1], name: ['x', 'y'] });

  it('takes columns in the order asked for, with ids', () => {
    expect(toMatrix(table, ['orders'], 'customerId')).toMatchObject({
      rows: 2,
      names: ['orders'],
      ids: ['a', 'b'],
    });
  });

  it('names row and column of what is no number', () => {
    expect(() => toMatrix(table, ['name'])).toThrow(
      'toMatrix: row 1, column "name" is "x", not a finite number. Impute, encode or drop it first.',
    );
  });

  it('names the nearest column', () => {
    expect(() => toMatrix(table, ['order' as 'orders'])).toThrow('Nearest: "orders"');
  });
});
