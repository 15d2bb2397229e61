import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settledOrder } from '#clientele/cluster/settled-order';

it('puts larger segments first, and customers as near to several into the first', () => {
  const costs = fc.integer({ min: 1, max: 5 }).chain((k) =>
    fc.record({
      k: fc.constant(k),
      rows: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: k, maxLength: k }), {
        minLength: 1,
        maxLength: 30,
      }),
    }),
  );
  fc.assert(
    fc.property(costs, ({ k, rows }) => {
      const place = (order: readonly number[]) =>
        Int32Array.from(rows, (row) => {
          const own = order.map((s) => row[s]);
          return own.indexOf(Math.min(...own));
        });
      const { order, labels, sizes } = settledOrder(k, place, (a, b) => a - b);
      expect(order.toSorted((a, b) => a - b)).toEqual([...Array(k).keys()]);
      expect(labels).toEqual(place(order));
      sizes.forEach((size, s) => {
        expect(size).toBe(labels.filter((label) => label === s).length);
        if (s === 0) return;
        expect(size).toBeLessThanOrEqual(sizes[s - 1]);
        if (size === sizes[s - 1]) expect(order[s]).toBeGreaterThan(order[s - 1]);
      });
    }),
  );
});
