import fc from 'fast-check';
import { expect, test } from 'vitest';
import { purchaseGroups, scaledGroups } from '#clientele/stats/purchase-models/purchase-groups';

const history = fc.tuple(fc.nat(3), fc.nat(4), fc.nat(5), fc.nat(2));

test('every customer is in the group of their history, and groups are all different', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 60 }), (rows) => {
      const column = (j: number) => rows.map((row) => row[j]);
      const groups = purchaseGroups(column(0), column(1), column(2), column(3));
      rows.forEach(([count, recency, age], i) => {
        const g = groups.groupOf[i];
        expect([groups.count[g], groups.recency[g], groups.age[g]]).toEqual([count, recency, age]);
        expect(groups.ages.values[groups.ages.at[g]]).toBe(age);
      });
      const keys = Array.from(groups.count, (x, g) => `${x},${groups.recency[g]},${groups.age[g]}`);
      expect(new Set(keys).size).toBe(groups.size);
      expect(new Set(rows.map((row) => row.slice(0, 3).join())).size).toBe(groups.size);
      expect(groups.customers).toBe(column(3).reduce((a, b) => a + b, 0));
      expect(groups.weight.reduce((a, b) => a + b, 0)).toBe(groups.customers);
    }),
  );
});

test('do not depend on the order of rows', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 30 }), (rows) => {
      const grouped = (list: typeof rows) => {
        const { groupOf, ...rest } = purchaseGroups(
          list.map((row) => row[0]),
          list.map((row) => row[1]),
          list.map((row) => row[2]),
        );
        return rest;
      };
      expect(grouped([...rows].reverse())).toEqual(grouped(rows));
    }),
  );
});

test('times in another unit', () => {
  const groups = scaledGroups(purchaseGroups([0, 2], [0, 14], [28, 28]), 1 / 7);
  expect([Array.from(groups.recency), Array.from(groups.age)]).toEqual([
    [0, 2],
    [4, 4],
  ]);
  expect(Array.from(groups.ages.values)).toEqual([4]);
});
