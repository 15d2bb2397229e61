import { InputError } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, sumMoney, toMicros } from '#clientele/core/money';

/** A decimal as text and as millionths: up to 15 digits, which every number keeps, up to 6 of them after the point. */
const decimal = fc
  .tuple(fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }), fc.nat(6))
  .map(([digits, places]) => {
    const size = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
    const cut = size.length - places;
    const text = `${digits < 0n ? '-' : ''}${size.slice(0, cut)}.${size.slice(cut)}0`;
    return { text, micros: digits * 10n ** BigInt(6 - places) };
  })
  .filter(({ micros }) => micros > -(2n ** 53n) * 1_000_000n && micros < 2n ** 53n * 1_000_000n);

describe('toMicros and fromMicros', () => {
  it('give the decimal that was written', () => {
    fc.assert(
      fc.property(decimal, ({ text, micros }) => {
        expect(toMicros(Number(text))).toBe(micros);
        expect(fromMicros(micros)).toBe(Number(text) || 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('give back every number that prints with up to 6 digits after the point', () => {
    const number = fc.double({ min: -9e15, max: 9e15, noNaN: true }).map((value) => Number(value.toFixed(6)));
    fc.assert(
      fc.property(number, (value) => {
        const digits = /\.(\d+)$/.exec(String(value))?.[1].length ?? 0;
        fc.pre(digits <= 6 && !String(value).includes('e'));
        expect(fromMicros(toMicros(value))).toBe(value || 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('are exact where the product with a million is not', () => {
    expect(toMicros(9_007_199_254.740993)).toBe(BigInt(String(9_007_199_254.740993).replace('.', '')));
    expect(toMicros(-123_456_789_012.34)).toBe(-123_456_789_012_340_000n);
    expect(toMicros(2 ** 53 - 1)).toBe(9_007_199_254_740_991_000_000n);
    expect(fromMicros(-9_007_199_254_740_991_000_000n)).toBe(1 - 2 ** 53);
  });

  it('round what is beyond 6 digits', () => {
    expect(toMicros(3 * 0.1)).toBe(300_000n); // 0.30000000000000004
    expect(toMicros(2 / 3)).toBe(666_667n);
    expect(toMicros(1e-9)).toBe(0n);
  });

  it.each([Number.NaN, Infinity, -Infinity, 2 ** 53, -1e16])('refuse %d', (amount) => {
    expect(() => toMicros(amount)).toThrow(InputError);
    expect(() => toMicros(amount)).toThrow(
      `money: an amount is ${amount}. It has to be a finite number below 2^53, about 9e15.`,
    );
  });
});

describe('sumMoney', () => {
  it('does not depend on the order, and gives the decimal', () => {
    expect(sumMoney([0.1, 0.2])).toBe(0.3);
    expect(sumMoney([9e15, 0.01, -9e15])).toBe(0.01);
    fc.assert(
      fc.property(fc.array(decimal), (amounts) => {
        const numbers = amounts.map(({ text }) => Number(text));
        const total = amounts.reduce((sum, { micros }) => sum + micros, 0n);
        expect(sumMoney(numbers)).toBe(fromMicros(total));
        expect(sumMoney([...numbers].reverse())).toBe(fromMicros(total));
      }),
    );
  });
});
