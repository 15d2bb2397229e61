import { quantileBands, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('quantileBands', () => {
  it('cuts into parts of about the same size, for others too', async () => {
    const table = tableOf({ customerId: ['a', 'b', 'c', 'd', 'e'], income: [1, 2, 3, 4, null] });
    const halves = quantileBands(table, 'income', 2, { labels: ['lower', 'upper'] }); // the median is 2.5
    expect(halves.edges).toEqual([2.5]);
    expect(halves).toMatchObject({ merged: 0, missing: 1 });
    expect(halves.bands.map(({ customers }) => customers)).toEqual([2, 2]);
    const others = tableOf({ customerId: ['x', 'y'], income: [100, -100] });
    expect((await bothPlaces(others, [halves.feature])).array('incomeBand')).toEqual(['upper', 'lower']);
  });

  it('does not part equal values, and says how many bands that costs', () => {
    // Fifths of 0 0 0 0 0 0 0 1 2 3: quantiles at 1.8, 3.6, 5.4, 7.2 of the places are 0, 0, 0, 1.2.
    const bands = quantileBands(tableOf({ spent: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3] }), 'spent', 5);
    expect(bands.edges).toHaveLength(1);
    expect(bands.edges[0]).toBeCloseTo(1.2, 12);
    expect(bands.bands.map(({ customers }) => customers)).toEqual([8, 2]);
    expect(bands.merged).toBe(3);
    // Nine of ten alike: all quantiles are 0; what differs is still told apart.
    const rare = quantileBands(tableOf({ spent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 9] }), 'spent', 4);
    expect([rare.edges, rare.merged]).toEqual([[9], 2]);
  });

  it('puts every value into one band, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }),
        fc.integer({ min: 2, max: 6 }),
        (x, k) => {
          fc.pre(new Set(x).size > 1);
          const { bands, edges, merged } = quantileBands(tableOf({ x }), 'x', k);
          expect(bands.reduce((total, { customers }) => total + customers, 0)).toBe(x.length);
          expect(bands.every(({ customers }) => customers > 0)).toBe(true);
          expect(edges.length + 1 + merged).toBe(k);
        },
      ),
    );
  });

  it('refuses what cannot be cut', () => {
    expect(() => quantileBands(tableOf({ x: [1, 1] }), 'x', 2)).toThrow('no two values that differ');
    expect(() => quantileBands(tableOf({ x: ['a', 'b'] }), 'x', 2)).toThrow(
      'row 1, column "x" is "a", not a number',
    );
    expect(() => quantileBands(tableOf({ x: [1, 2] }), 'x', 1)).toThrow('count is 1');
    const labels = ['low', 'middle', 'high'];
    expect(() => quantileBands(tableOf({ x: [0, 0, 0, 1] }), 'x', 3, { labels })).toThrow(
      '3 labels for 2 bands of "x"; equal values cannot be parted, so there are fewer than 3. Leave labels out',
    );
  });
});
