import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digamma } from '#clientele/stats/digamma';

test('known values: minus Euler’s constant, and with two logarithms of 2 less at a half', () => {
  const euler = 0.5772156649015329;
  expect(digamma(1)).toBeCloseTo(-euler, 13);
  expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 13);
});

test('rises by 1 / x from x to x + 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 8);
    }),
  );
});
