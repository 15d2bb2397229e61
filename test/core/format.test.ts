import { formatNumber } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('formatNumber', () => {
  it.each([
    [0, {}, '0'],
    [1234567.8, {}, '1,234,568'],
    [12.345, {}, '12.3'],
    [1.5, {}, '1.5'],
    [-3, { unit: 'days' }, '\u22123\u00a0days'],
    [-0.001, { digits: 1 }, '0.0'],
    [0.1234, { style: 'percent' }, '12.3%'],
    [1, { style: 'percent' }, '100%'],
    [0.005, { style: 'percent' }, '0.5%'],
    [999.99, { digits: 2 }, '999.99'],
    [0.00123, {}, '0.0012'],
    [0.05, {}, '0.05'],
    [-1e-31, {}, '\u22121.0e\u221231'],
    [3e22, {}, '3.0e22'],
    [0.00012, { style: 'percent' }, '0.012%'],
    [Number.NaN, {}, 'not measured'],
    [Number.POSITIVE_INFINITY, {}, 'not measured'],
  ] as const)('writes %s %o as %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });

  it('reads back as the number, to the digits shown', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const read = Number(formatNumber(value, { digits: 3 }).replaceAll(',', '').replace('\u2212', '-'));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(0.000501);
      }),
    );
  });
});
