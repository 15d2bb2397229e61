import { fitPreparation, logStep, matrix, preparationFromJSON, zStep } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const features = matrix(
  [
    [1, 0, 7],
    [3, 1, 7],
    [5, 7, 7],
  ],
  ['recencyDays', 'orders', 'age'],
  ['a', 'b', 'c'],
);

describe('fitPreparation', () => {
  it('takes logarithms, then standardizes by the population deviation', () => {
    const scaled = fitPreparation(features, [logStep(['orders']), zStep()]).apply(features);
    // recencyDays: mean 3, deviation sqrt(8 / 3). orders: log1p gives 0, ln 2, 3 ln 2: in units of ln 2 mean 4/3,
    // deviation sqrt((16 + 1 + 25) / 27).
    const recency = 2 / Math.sqrt(8 / 3);
    const orders = [-4 / 3, -1 / 3, 5 / 3].map((deviation) => deviation / Math.sqrt(42 / 27));
    const expected = [-recency, orders[0], 0, 0, orders[1], 0, recency, orders[2], 0];
    scaled.data.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 14);
    });
    expect(scaled.ids).toEqual(['a', 'b', 'c']);
    expect(features.data[1]).toBe(0);
  });

  it('says which columns are constant, and makes them 0 for new customers too', () => {
    const preparation = fitPreparation(features, [zStep()]);
    expect(preparation.notes).toEqual([
      'All customers are alike in age: it becomes 0 and does not tell them apart.',
    ]);
    expect(preparation.apply(matrix([[3, 8 / 3, 99]], features.names)).data[2]).toBe(0);
    const awkward = matrix([[0.1], [0.1], [0.1]], ['x']);
    expect([...fitPreparation(awkward, [zStep()]).apply(awkward).data]).toEqual([0, 0, 0]);
  });

  it('goes back to where it came from', () => {
    const row = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), (rows) => {
        const values = matrix(rows);
        const preparation = fitPreparation(values, [logStep(['x1', 'x2']), zStep()]);
        const back = preparation.inverse(preparation.apply(values));
        back.data.forEach((value, i) => {
          expect(Math.abs(value - values.data[i])).toBeLessThanOrEqual(1e-9 * (1 + values.data[i]));
        });
      }),
    );
  });

  it('comes back from JSON to the last bit', () => {
    const preparation = fitPreparation(features, [logStep(['orders']), zStep(['recencyDays', 'orders'])]);
    const read = preparationFromJSON(JSON.parse(JSON.stringify(preparation)));
    expect(read.apply(features)).toEqual(preparation.apply(features));
    expect(read.toJSON()).toEqual(preparation.toJSON());
    expect(read.notes).toEqual(preparation.notes);
  });

  it('names row and column of a value without a logarithm', () => {
    const returns = matrix([[1], [-1]], ['revenue']);
    expect(() => fitPreparation(returns, [logStep(['revenue'])])).toThrow(
      'logStep: row 2, column "revenue" is -1. The logarithm of 1 + value needs more than −1',
    );
  });

  it('names the nearest column, and both lists for another matrix', () => {
    expect(() => fitPreparation(features, [logStep(['order'])])).toThrow(
      'logStep: there is no column "order". Nearest: "orders".',
    );
    expect(() => fitPreparation(features, [zStep(['age', 'age'])])).toThrow(
      'zStep: column "age" is listed twice.',
    );
    const preparation = fitPreparation(features, [zStep()]);
    expect(() => preparation.apply(matrix([[1, 2]], ['orders', 'age']))).toThrow(
      'zStep needs the columns recencyDays, orders, age, in this order; the matrix has orders, age.',
    );
  });

  it.each([
    [null, 'the value is no object'],
    [{ kind: 'pca' }, 'kind is "pca", not "preparation"'],
    [{ kind: 'preparation', columns: ['a'] }, 'there is no list of steps'],
    [
      { kind: 'preparation', columns: ['a'], steps: [{ kind: 'x', columns: ['a'] }] },
      'step 1 is of kind "x"',
    ],
    [
      {
        kind: 'preparation',
        columns: ['a'],
        steps: [{ kind: 'z', columns: ['a'], scaled: ['a'], means: [null], deviations: [1] }],
      },
      'means of step 1 is no list of 1 finite numbers',
    ],
  ])('refuses JSON that is none of its own: %j', (json, reason) => {
    expect(() => preparationFromJSON(json)).toThrow(`preparationFromJSON: ${reason}`);
  });
});
