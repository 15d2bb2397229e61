import { costWorksheet, DISPLAY_KEY, InputError } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const given = {
  segments: 5,
  channels: 2,
  messages: 3,
  campaigns: 4,
  setUp: 1000,
  data: 500,
  tools: 1200,
  hourPrice: 50,
  hours: { setUp: 20, segment: 8, channel: 1, message: 0.5 },
  teamHours: 200,
  budget: 20_000,
  customers: 10_000,
  contactPrice: 0.1,
  conversionMargin: 25,
  controlRate: 0.04,
  currency: 'EUR',
};

describe('costWorksheet', () => {
  it('by hand', () => {
    const sheet = costWorksheet(given);
    // hours: 20 + 5 · 8 + 5 · 2 · 4 · 1 + 5 · 2 · 3 · 4 · 0.5 = 20 + 40 + 40 + 60 = 160, at 50: 8,000
    expect(sheet.hours).toBe(160);
    // 1000 + 500 + 1200 + 8000 + 40,000 · 0.1
    expect(sheet.total).toBe(14_700);
    expect(sheet.nextSegment).toEqual({ cost: 1400, hours: 28 });
    expect(sheet.costOfCell).toBeCloseTo(7000 / 120, 12);
    expect(sheet.costEach).toBeCloseTo(0.3675, 12);
    expect(sheet.breakEvenLift).toBeCloseTo(0.3675 / 25, 12);
    expect(sheet.breakEvenRelative).toBeCloseTo(0.0147 / 0.04, 12);
    // (200 − 20) / 28 = 6.4 by hours; (20,000 − 7700) / 1400 = 8.8 by money
    expect([sheet.largestSegments, sheet.limit]).toEqual([6, 'hours']);
    expect(sheet.because).toBe(
      'It pays once contacts add 1.47 points of conversion, 36.8% more than the 4.0% without a contact. Hours would allow up to 6 segments.',
    );
    expect(costWorksheet({ ...given, budget: 10_000 })).toMatchObject({ largestSegments: 1, limit: 'money' });
    expect(costWorksheet({ ...given, budget: 10_000 }).because).toContain(
      '5 segments are too many: money allows 1.',
    );
    expect(sheet[DISPLAY_KEY]()['text/plain']).toContain('Work: messages');
  });

  it('the largest number of segments fits, and one more does not', () => {
    const options = fc.record({
      segments: fc.integer({ min: 1, max: 30 }),
      channels: fc.integer({ min: 1, max: 4 }),
      messages: fc.integer({ min: 1, max: 4 }),
      teamHours: fc.integer({ min: 0, max: 2000 }),
      budget: fc.integer({ min: 0, max: 80_000 }),
    });
    fc.assert(
      fc.property(options, (changed) => {
        const { largestSegments: most } = costWorksheet({ ...given, ...changed });
        const fits = (segments: number) => {
          const { hours, total } = costWorksheet({ ...given, ...changed, segments });
          return hours <= changed.teamHours + 1e-6 && total <= changed.budget + 1e-6;
        };
        if (most! >= 1) expect(fits(most!)).toBe(true);
        expect(fits(most! + 1)).toBe(false);
      }),
    );
  });

  it('says when it cannot pay, and what it does not know', () => {
    const { because, largestSegments, breakEvenRelative, limit } = costWorksheet({
      ...given,
      customers: 10,
      teamHours: undefined as never,
      budget: undefined as never,
      controlRate: 0,
    });
    expect(because).toMatch(/^It cannot pay: contacts would have to add [\d,.]+ points of conversion\.$/);
    expect([largestSegments, breakEvenRelative, limit]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [{ segments: 0 }, 'segments is 0. It is a whole number from 1 on.'],
    [{ customers: 0 }, 'customers is 0'],
    [{ messages: 1.5 }, 'messages is 1.5'],
    [{ contactPrice: -0.1 }, 'contactPrice is -0.1'],
    [{ hours: { segment: Number.NaN } }, 'hours.segment is NaN'],
    [{ conversionMargin: 0 }, 'A conversion has to bring something, or nothing can pay.'],
    [{ controlRate: 4 }, 'controlRate is 4. It is a share from 0 to 1.'],
    [{ controlRate: null as never }, 'controlRate is null'],
    [{ currency: undefined as never }, "for example currency: 'EUR'"],
    [{ hours: undefined as never }, 'needs hours'],
    [{ budget: -1 }, 'budget is -1'],
  ])('refuses %j', (change, message) => {
    expect(() => costWorksheet({ ...given, ...change })).toThrow(InputError);
    expect(() => costWorksheet({ ...given, ...change })).toThrow(message);
  });
});
