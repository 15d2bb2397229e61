import { describe, expect, it } from 'vitest';
import { toDay } from '#clientele/core/day';
import { calendarOf, isSale } from '#clientele/load/simulator/calendar';

const dayOf = (date: string) => toDay(date, 'calendar');

const EVEN = { months: Array(12).fill(1), weekend: 1, sale: 1, christmas: 1 };

describe('isSale', () => {
  it.each([
    ['2024-01-01', false],
    ['2024-01-02', true],
    ['2025-07-26', true],
    ['2025-07-27', false],
    ['2025-11-30', true],
    ['2025-12-01', false],
  ])('%s: %s', (date, sale) => expect(isSale(dayOf(date))).toBe(sale));
});

describe('calendarOf', () => {
  const [from, to] = [dayOf('2024-01-01'), dayOf('2024-12-31')];

  it('counts plain days when every day is alike', () => {
    const calendar = calendarOf(EVEN, from, to);
    expect(calendar.between(from, to + 1)).toBeCloseTo(366, 9);
    expect(calendar.between(from + 10, from + 17)).toBeCloseTo(7, 9);
    expect(calendar.between(from + 17, from + 10)).toBe(0);
    expect(calendar.between(from - 100, from + 1)).toBeCloseTo(1, 9);
  });

  it('gives every day when fractions run from 0 to 1', () => {
    const calendar = calendarOf(EVEN, from, to);
    const days = Array.from({ length: 366 }, (_, i) => calendar.dayAt((i + 0.5) / 366, from, to + 1));
    expect(days).toEqual(Array.from({ length: 366 }, (_, i) => from + i));
  });

  it('keeps the average at one order-day a day and skips days without orders', () => {
    const season = { ...EVEN, months: [3, ...Array(11).fill(1)], weekend: 0 };
    const calendar = calendarOf(season, from, to);
    expect(calendar.between(from, to + 1)).toBeCloseTo(366, 9);
    for (let fraction = 0; fraction < 1; fraction += 0.001) {
      const weekday = new Date(calendar.dayAt(fraction, from, to + 1) * 86_400_000).getUTCDay();
      expect([1, 2, 3, 4, 5]).toContain(weekday);
    }
    // 2024-01-01 and 2024-02-05 are Mondays: five days of January against five of February.
    const january = calendar.between(from, from + 7);
    expect(january / calendar.between(dayOf('2024-02-05'), dayOf('2024-02-12'))).toBeCloseTo(3, 9);
  });
});
