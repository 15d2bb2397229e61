import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, toDay } from '#clientele/core/day';

describe('toDay and dayText', () => {
  it('count from 1970-01-01', () => {
    expect(toDay('1970-01-01', 'test')).toBe(0);
    expect(toDay('1971-01-01', 'test')).toBe(365);
    expect(dayText(365 + 31)).toBe('1971-02-01');
    expect(toDay(new Date('1969-12-31T23:59:59Z'), 'test')).toBe(-1);
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        expect(toDay(dayText(day), 'test')).toBe(day);
      }),
    );
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', 'yesterday', ''])('%j is no day', (text) => {
    expect(() => toDay(text, 'rfm')).toThrow(`rfm: "${text}" is no day.`);
  });
});
