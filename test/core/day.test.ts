import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, toDay } from '#clientele/core/day';

describe('toDay', () => {
  it('counts days since 1970-01-01 in UTC', () => {
    expect(toDay('1970-01-01', 'x')).toBe(0);
    expect(toDay('1998-07-01', 'x')).toBe(10_408); // 28 years of 365 days, 7 leap days, 181 days of 1998
    expect(toDay(new Date('1969-12-31T23:59:59Z'), 'x')).toBe(-1);
  });

  it('is undone by dayText', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => toDay(dayText(day), 'x') === day),
    );
  });

  it.each(['2024-02-30', '2024-13-01', '2024-1-1', '', 'today', '2024-01-01T00:00'])('refuses %j', (text) => {
    expect(() => toDay(text, 'rfm')).toThrow(`rfm: "${text}" is no day. Write it as YYYY-MM-DD`);
  });

  it('refuses a Date that is none', () => {
    expect(() => toDay(new Date(Number.NaN), 'rfm')).toThrow('rfm: Invalid Date is no day.');
  });
});
