import { meanInterval, productChange, ratioInterval, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('productChange', () => {
  it('by hand: two and three factors', () => {
    // 10 · 2 to 12 · 3: customers (12 − 10) · (2 + 3)/2 = 5, orders (3 − 2) · (10 + 12)/2 = 11
    expect(productChange([10, 2], [12, 3])).toEqual([5, 11]);
    // 1·1·1 to 2·2·2: the change of 7 in three equal parts
    productChange([1, 1, 1], [2, 2, 2]).forEach((part) => {
      expect(part).toBeCloseTo(7 / 3, 12);
    });
    // Three factors, first: Δx · (y0z0/3 + y1z0/6 + y0z1/6 + y1z1/3) = 1 · (6/3 + 8/6 + 15/6 + 20/3)
    expect(productChange([1, 2, 3], [2, 4, 5])[0]).toBeCloseTo(1 * (6 / 3 + 12 / 6 + 10 / 6 + 20 / 3), 12);
  });

  const factor = fc.double({ min: -100, max: 100, noNaN: true });
  it('parts add up to the change, a factor that stays has none, and names do not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor), { minLength: 1, maxLength: 5 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const parts = productChange(a, b);
        const product = (values: number[]) => values.reduce((all, each) => all * each, 1);
        const scale = 1e-9 * Math.max(1, product(pairs.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y)))));
        expect(Math.abs(parts.reduce((all, each) => all + each, 0) - (product(b) - product(a)))).toBeLessThan(
          scale,
        );
        expect(productChange([...a, 3], [...b, 3])[a.length]).toBe(0);
        const turned = productChange([...a].reverse(), [...b].reverse()).reverse();
        turned.forEach((part, i) => {
          expect(Math.abs(part - parts[i])).toBeLessThan(scale);
        });
      }),
    );
  });

  it('refuses what is no list of factors', () => {
    expect(() => productChange([1], [1, 2])).toThrow('1 factors before and 2 after');
    expect(() => productChange([Number.NaN], [1])).toThrow('NaN');
    expect(() => productChange(Array(11).fill(1), Array(11).fill(1))).toThrow('11 factors');
  });
});

describe('ratioInterval', () => {
  it('with denominators of 1 is the mean with its interval', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const { value, low, high } = meanInterval(values);
    const ratio = ratioInterval(
      values,
      values.map(() => 1),
    );
    expect(ratio.value).toBeCloseTo(value, 12);
    expect(ratio.low).toBeCloseTo(low, 12);
    expect(ratio.high).toBeCloseTo(high, 12);
  });

  it('holds the truth as often as it says', () => {
    const RUNS = 2000;
    let held = 0;
    for (let run = 0; run < RUNS; run++) {
      const random = seeded(run);
      // 1 to 5 orders of mean 10, and larger ones of those who order more: E[sum]/E[orders] = (10·3 + (11 − 9)·2)/3
      const orders = Array.from({ length: 150 }, () => 1 + random.integer(5));
      const money = orders.map((count) => count * (10 + 2 * (count - 3)) + 3 * random.normal());
      const { low, high } = ratioInterval(money, orders);
      const truth = 10 + (2 * (11 - 9)) / 3;
      held += Number(low <= truth && truth <= high);
    }
    expect(held / RUNS).toBeGreaterThan(0.93);
    expect(held / RUNS).toBeLessThan(0.97);
  });

  it('refuses nothing to divide by', () => {
    expect(() => ratioInterval([], [])).toThrow('there are no observations');
    expect(() => ratioInterval([1], [0])).toThrow('add up to 0');
    expect(() => ratioInterval([1, 2], [1])).toThrow('2 numerators and 1 denominators');
  });
});
