import { expect, test } from 'vitest';
import { logSumExp } from '#clientele/stats/log-sum-exp';

test('adds what the logarithms stand for', () => {
  expect(logSumExp([Math.log(1), Math.log(2), Math.log(5)])).toBeCloseTo(Math.log(8), 14);
});

test('neither overflows nor vanishes', () => {
  expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.log(2), 12);
  expect(logSumExp([-1000, -1000])).toBeCloseTo(-1000 + Math.log(2), 12);
});

test('an impossible value adds nothing', () => {
  expect(logSumExp([-Infinity, 3])).toBe(3);
  expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
  expect(logSumExp([])).toBe(-Infinity);
});

test('what is no number stays none', () => {
  expect(logSumExp([1, Number.NaN])).toBeNaN();
});
