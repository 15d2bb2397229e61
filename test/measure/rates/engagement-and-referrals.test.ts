import {
  type EngagementOptions,
  engagementBySegment,
  type ReferralRateOptions,
  referralRate,
  simulateReferrals,
  simulateRetailer,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

const segmentation = segmentsOf({ a: 0, b: 0, c: 0, d: 1, e: 1 });
const scores = (values: readonly (number | null)[], meaning = 'Opens 1, clicks 3.') =>
  tableOf({ customerId: ['a', 'b', 'c', 'd', 'e'], engagement: values }, { engagement: { meaning } });

describe('engagementBySegment', () => {
  const periods = [
    { period: '2025-03-31', scores: scores([1, 2, 3, 0, 4]) },
    { period: '2025-06-30', scores: scores([2, 2, 4, 0, 3]) },
    { period: '2025-09-30', scores: scores([3, 2, 5, null, 2]) },
  ];

  it('has scores, change in pairs and trend, by hand', () => {
    const result = engagementBySegment({ segmentation, periods, minimum: 0 });
    const [first, second, all] = result.rows;
    expect(first.scores.map((score) => score!.value)).toEqual([2, 8 / 3, 10 / 3]);
    // Changes 1, 0, 1: mean 2/3, standard deviation 1/√3, standard error 1/3, t(0.975, 2) = 4.302653.
    expect(first.change!.value).toBeCloseTo(2 / 3, 12);
    expect(first.change!.high).toBeCloseTo(2 / 3 + 4.302653 / 3, 5);
    // Slopes over three periods (last less first) / 2: 1, 0, 1.
    expect(first.trend!.value).toBeCloseTo(2 / 3, 12);
    expect(first.active).toMatchObject({ value: 1, n: 3 });
    // d has no score in the last period: e alone is no mean with an interval.
    expect(second).toMatchObject({ customers: 1, change: undefined, trend: undefined });
    expect(second.scores.map((score) => score?.value)).toEqual([2, 1.5, undefined]);
    expect(all.trend!.n).toBe(4);
    expect(result.withoutScore).toBe(1);
    expect(result.measure.change!.s1!.value).toBeCloseTo(2 / 3, 12);
  });

  it('shows the recipe, and what is small or missing', () => {
    const text = shownText(engagementBySegment({ segmentation, periods, minimum: 3 }));
    expect(text).toContain('Recipe of the score: Opens 1, clicks 3.');
    expect(text).toContain('fewer than 3');
    expect(text).toContain('1 customer without a score: left out.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(engagementBySegment({ segmentation, periods, recipe: 'own' }).recipe).toBe('own');
  });

  it.each<[string, object, string]>([
    ['no periods', { periods: [] }, 'there are no periods'],
    [
      'unlike recipes',
      { periods: [periods[0], { period: 'x', scores: scores([1, 1, 1, 1, 1], 'Opens 1.') }] },
      'Scores of unlike recipes cannot be compared.',
    ],
    [
      'days out of order',
      { periods: [periods[1], periods[0]] },
      'period "2025-03-31" comes after "2025-06-30"',
    ],
    [
      'a score below 0',
      { periods: [{ period: 'x', scores: scores([1, -1, 1, 1, 1]) }] },
      'row 2 of period "x", column "engagement" is -1.',
    ],
    [
      'a customer twice',
      { periods: [{ period: 'x', scores: tableOf({ customerId: ['a', 'a'], engagement: [1, 2] }) }] },
      'row 2 of period "x", customer "a" stands twice.',
    ],
    ['no such column', { column: 'score' }, 'there is no column "score"'],
  ])('refuses %s', (_, change, message) => {
    const options = { segmentation, periods, ...change };
    expect(() => engagementBySegment(options as unknown as EngagementOptions)).toThrow(message);
  });
});

describe('referralRate', () => {
  it('counts who brought whom, by hand', () => {
    // a brought b and x (a stranger), b brought d, a stranger brought e, c says they brought themselves, y is nobody's.
    const referrals = tableOf({
      customerId: ['b', 'x', 'd', 'e', 'c', 'y', 'a'],
      referredBy: ['a', 'a', 'b', 'z', 'c', 'z', null],
    });
    const { rows, selfReferrals, rowsOutside, measure } = referralRate({
      segmentation,
      referrals,
      minimum: 0,
    });
    const told = rows.map(({ brought, referrers, referred }) => [brought, referrers!.value, referred!.value]);
    expect(told).toEqual([
      [3, 2 / 3, 1 / 3],
      [0, 0, 1],
      [3, 2 / 5, 3 / 5],
    ]);
    expect([selfReferrals, rowsOutside]).toEqual([1, 1]);
    expect(rows[0].perCustomer!.value).toBe(1);
    expect(rows[0].perCustomer!.low).toBeGreaterThanOrEqual(0);
    expect(measure.bySegment.all!.value).toBe(0.4);
  });

  it('finds the rates that the simulator planted', async () => {
    const retailer = await simulateRetailer({ seed: 5, customers: 3000, answers: 20 });
    const { referrals, truth } = simulateReferrals(retailer, { seed: 2 });
    const keys = Object.keys(truth.rate) as (keyof typeof truth.rate)[];
    const segments = Object.fromEntries(
      retailer.groups.objects().map(({ customerId, group }) => [customerId, keys.indexOf(group)]),
    );
    const { rows } = referralRate({ segmentation: segmentsOf(segments, keys), referrals });
    keys.forEach((key, g) => {
      expect(Math.abs(rows[g].referred!.value - truth.rate[key])).toBeLessThan(0.06);
    });
  });

  it('hides small segments and never shows what is no number', () => {
    const referrals = tableOf({ customerId: ['b'], referredBy: ['a'] });
    const text = shownText(referralRate({ segmentation, referrals, minimum: 3 }));
    expect(text).toContain('fewer than 3');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    const nobody = tableOf({ customerId: [] as string[], referredBy: [] as string[] });
    expect(referralRate({ segmentation, referrals: nobody }).rows[2].referrers!.value).toBe(0);
  });

  it('refuses a customer who was brought twice, and missing columns', () => {
    const twice = tableOf({ customerId: ['b', 'b'], referredBy: ['a', 'c'] });
    expect(() => referralRate({ segmentation, referrals: twice })).toThrow(
      'referralRate: customer "b" was brought in row 1 and again in row 2.',
    );
    const without = { segmentation, referrals: tableOf({ customerId: ['b'] }) };
    expect(() => referralRate(without as unknown as ReferralRateOptions<object>)).toThrow(
      'there is no column "referredBy"',
    );
  });
});
