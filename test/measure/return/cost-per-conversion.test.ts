import { costPerConversion, InputError, newcombeInterval } from 'clientele';
import { describe, expect, it } from 'vitest';
import { openCell } from '#clientele/measure/return/open-estimate';

describe('costPerConversion', () => {
  it('turns the interval of the difference over', () => {
    const effect = newcombeInterval(56, 70, 48, 80); // Newcombe 1998: 0.2 (0.0524 to 0.3339)
    const cost = costPerConversion(3, effect);
    expect(cost.value).toBeCloseTo(15, 12);
    expect(cost.low).toBeCloseTo(3 / 0.3339, 2);
    expect(cost.high).toBeCloseTo(3 / 0.0524, 1);
    expect(cost.method).toBe('Newcombe interval, turned over');
    expect(openCell(cost)).toMatch(/^15\.00 \(8\.99\u00a0to\u00a057\.\d\d\)$/);
  });

  it('has no upper end where the effect may be 0, and no value where there is none', () => {
    const maybe = costPerConversion(3, newcombeInterval(12, 70, 10, 70));
    expect(maybe.high).toBeUndefined();
    expect(openCell(maybe)).toMatch(/^105\.00 \(\d+\.\d\d\u00a0to\u00a0unbounded\)$/);
    const below = costPerConversion(3, newcombeInterval(10, 70, 12, 70));
    expect(below).toMatchObject({ value: undefined, high: undefined });
    expect(openCell(below)).toMatch(/^\d+\.\d\d or more$/);
    const less = costPerConversion(3, newcombeInterval(1, 70, 40, 70));
    expect(less).toMatchObject({ value: undefined, low: undefined, high: undefined });
    expect(less.because).toContain('no more than the control group');
    expect(openCell(less)).toBe('not measured');
  });

  it.each([0, -1, Number.NaN])('refuses a cost of %d', (cost) => {
    expect(() => costPerConversion(cost, newcombeInterval(5, 10, 4, 10))).toThrow(InputError);
  });

  it.each([undefined, null, {}, { value: 0.1 }, 0.1])('refuses %j for an effect', (effect) => {
    expect(() => costPerConversion(2, effect as never)).toThrow(InputError);
  });
});
