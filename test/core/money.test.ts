import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, sumMoney, toMicros } from '#clientele/core/money';

describe('money', () => {
  it('sums exactly', () => {
    expect(sumMoney([0.1, 0.2])).toBe(0.3);
    expect(sumMoney([])).toBe(0);
    expect(sumMoney([1e11, 0.01, -1e11])).toBe(0.01);
  });

  it('does not depend on the order', () => {
    const cents = fc.array(fc.integer({ min: -1e10, max: 1e10 }));
    fc.assert(
      fc.property(cents, (amounts) => {
        const money = amounts.map((amount) => amount / 100);
        const total = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        expect(sumMoney(money)).toBe(Number(total) / 100);
        expect(sumMoney(money.reverse())).toBe(Number(total) / 100);
      }),
    );
  });

  it('keeps amounts of up to 6 digits after the point', () => {
    expect(fromMicros(toMicros(123_456.654321))).toBe(123_456.654321);
    expect(toMicros(-0.000001)).toBe(-1n);
  });
});
