import { type ConversionRatesOptions, conversionRates, tableFromRows, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedLines } from '../../fixtures/shared-data.js';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

/** One customer a contact: `[segment, arm, converted, n]`. */
function contactsOf(cells: readonly (readonly [number, string, number, number])[]) {
  const rows = cells.flatMap(([segment, arm, converted, n]) =>
    Array.from({ length: n }, (_, i) => ({
      customerId: `${segment}${arm}${i}`,
      arm,
      converted: i < converted ? 1 : 0,
      segment,
    })),
  );
  return {
    segmentation: segmentsOf(
      Object.fromEntries(rows.map(({ customerId, segment }) => [customerId, segment])),
    ),
    contacts: tableFromRows(rows),
  };
}

describe('conversionRates', () => {
  it('matches the reference intervals against a control group', () => {
    // 250/4000 less 200/4000: Newcombe 0.0023978715 to 0.0226478710; ratio 1.25 by the score 1.04365770155 to 1.49730596963.
    const data = contactsOf([
      [0, 'none', 200, 4000],
      [0, 'mail', 250, 4000],
      [1, 'none', 1, 20],
      [1, 'mail', 2, 20],
    ]);
    const { rows } = conversionRates({ ...data, arm: 'arm', control: 'none' });
    expect(rows.map(({ key, arm, contacts, converted }) => [key, arm, contacts, converted])).toEqual([
      ['s1', 'none', 4000, 200],
      ['s1', 'mail', 4000, 250],
      ['s2', 'none', 20, 1],
      ['s2', 'mail', 20, 2],
      ['all', 'none', 4020, 201],
      ['all', 'mail', 4020, 252],
    ]);
    expect(rows[0].difference).toBeUndefined();
    expect(rows[1].difference!.value).toBeCloseTo(0.0125, 12);
    expect(rows[1].difference!.low).toBeCloseTo(0.0023978715, 9);
    expect(rows[1].difference!.high).toBeCloseTo(0.022647871, 9);
    expect(rows[1].ratio!.low).toBeCloseTo(1.04365770155, 9);
    expect(rows[1].lift!.value).toBeCloseTo(0.25, 12);
    expect(rows[1].lift!.high).toBeCloseTo(0.49730596963, 9);
  });

  it('compares with all other customers where there are no arms, and says what that is worth', () => {
    const data = contactsOf([
      [0, 'x', 30, 100],
      [1, 'x', 10, 100],
    ]);
    const rates = conversionRates(data);
    expect(rates.against).toBe('other customers');
    expect(rates.rows[0].difference!.value).toBeCloseTo(0.2, 12);
    expect(rates.rows[1].ratio!.value).toBeCloseTo(1 / 3, 12);
    expect(rates.rows[2].difference).toBeUndefined(); // there are no others
    expect(shownText(rates)).toContain('not that a campaign worked');
    expect(rates.measure.bySegment.s1!.value).toBe(0.3);
  });

  it('tells channels apart', () => {
    const { segmentation, contacts } = contactsOf([
      [0, 'mail', 5, 50],
      [0, 'letter', 20, 50],
      [1, 'mail', 10, 50],
    ]);
    const { rows } = conversionRates({ segmentation, contacts, channel: 'arm', minimum: 60 });
    expect(rows.map(({ key, channel, contacts: n }) => [key, channel, n])).toEqual([
      ['s1', undefined, 100],
      ['s1', 'letter', 50],
      ['s1', 'mail', 50],
      ['s2', undefined, 50],
      ['s2', 'letter', 0],
      ['s2', 'mail', 50],
      ['all', undefined, 150],
      ['all', 'letter', 50],
      ['all', 'mail', 100],
    ]);
    expect(rows[4]).toMatchObject({ rate: undefined, difference: undefined, lift: undefined });
    expect(rows[2].difference!.value).toBeCloseTo(0.1 - 0.2, 12);
    expect(rows[2].masked).toBe(true);
  });

  it('does not take contacts of one customer for independent', () => {
    const customers = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const segmentation = segmentsOf(Object.fromEntries(customers.map((id) => [id, 0])), ['Only']);
    // Ten customers convert each of five times, thirty never: see the same numbers in the test of clusteredShare.
    const rows = customers.flatMap((customerId, i) =>
      Array.from({ length: 5 }, () => ({ customerId, converted: i < 10 })),
    );
    const [only] = conversionRates({ segmentation, contacts: tableFromRows(rows) }).rows;
    expect(only).toMatchObject({ customers: 40, contacts: 200, converted: 50 });
    expect(only.rate!.effectiveN).toBeCloseTo(39 * (1.959964 / 2.022691) ** 2, 3);
  });

  it('does not depend on the order of rows', () => {
    const data = contactsOf([
      [0, 'none', 3, 20],
      [0, 'mail', 6, 20],
      [1, 'none', 2, 30],
      [1, 'mail', 9, 30],
    ]);
    const rows = data.contacts.objects();
    const of = (list: typeof rows) =>
      conversionRates({ ...data, contacts: tableFromRows(list), arm: 'arm', control: 'none' }).rows;
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(of(shuffled)).toEqual(of(rows));
      }),
      { numRuns: 20 },
    );
  });

  it('never shows what is not a number: a segment without conversions, arms of few', () => {
    const data = contactsOf([
      [0, 'none', 0, 20],
      [0, 'mail', 5, 20],
      [1, 'none', 1, 3],
      [1, 'mail', 30, 30],
    ]);
    const rates = conversionRates({ ...data, arm: 'arm', control: 'none' });
    expect(rates.rows[1]).toMatchObject({ ratio: undefined, lift: undefined });
    const text = shownText(rates);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text).toContain('not measured');
    expect(text).toContain('fewer than 10');
    expect(rates.rows[2].masked).toBe(true);
    expect(rates.rows[3].difference!.value).toBeCloseTo(2 / 3, 12);
    expect(text).not.toContain('66.7'); // it would tell the rate of the three
  });

  const good = contactsOf([
    [0, 'none', 1, 4],
    [1, 'mail', 1, 4],
  ]);
  it.each<[string, object, string]>([
    ['no such column', { converted: 'bought' }, 'conversionRates: there is no column "bought".'],
    ['arms without control', { arm: 'arm' }, 'arms need their control group'],
    ['a control that is no arm', { arm: 'arm', control: 'nome' }, 'there is no arm "nome". Nearest: "none".'],
    [
      'an outcome that is neither',
      { contacts: tableOf({ customerId: ['0none0'], converted: ['yes'] }) },
      'conversionRates: row 1, column "converted" is "yes". It has to be 0 or 1.',
    ],
    [
      'a customer in two arms',
      {
        contacts: tableOf({ customerId: ['0none0', '0none0'], arm: ['none', 'mail'], converted: [0, 1] }),
        arm: 'arm',
        control: 'none',
      },
      'customer "0none0" is in arm "none" in row 1 and in arm "mail" in row 2. Campaigns that overlap',
    ],
    [
      'other customers',
      { contacts: tableOf({ customerId: ['x'], converted: [0] }) },
      'no row of column "customerId" is of a customer of the segmentation. The first is "x"',
    ],
    [
      'a row without customer',
      { contacts: tableOf({ customerId: [null], converted: [0] }) },
      'row 1 has no customer in column "customerId"',
    ],
    ['a minimum that is none', { minimum: -1 }, 'conversionRates: minimum is -1.'],
    ['a confidence in percent', { confidence: 95 }, 'conversionRates: confidence is 95.'],
  ])('refuses %s', (_, change, message) => {
    expect(() => conversionRates({ ...good, ...change } as ConversionRatesOptions<object>)).toThrow(message);
  });
});

describe.skipIf(!hasShared)('conversionRates on real data (../shared/datasets)', () => {
  it('agrees with churn by contract of the telephone company', () => {
    // README: 1,655 of 3,875 (42.71%), 166 of 1,473 (11.27%), 48 of 1,695 (2.83%); in all 1,869 of 7,043 (26.54%).
    const rows = sharedLines('datasets/telco-churn/Telco-Customer-Churn.csv')
      .slice(1)
      .map((line) => line.split(','));
    const contracts = ['Month-to-month', 'One year', 'Two year'];
    const segmentation = segmentsOf(
      Object.fromEntries(rows.map((row) => [row[0], contracts.indexOf(row[15])])),
      contracts,
    );
    const contacts = tableOf({
      customerId: rows.map((row) => row[0]),
      converted: rows.map((row) => row[20] === 'Yes'),
    });
    const rates = conversionRates({ segmentation, contacts });
    expect(rates.rows.map(({ converted, contacts: n }) => [converted, n])).toEqual([
      [1655, 3875],
      [166, 1473],
      [48, 1695],
      [1869, 7043],
    ]);
    expect(rates.rows.map(({ rate }) => (100 * rate!.value).toFixed(2))).toEqual([
      '42.71',
      '11.27',
      '2.83',
      '26.54',
    ]);
  });

  it('agrees with the answers of the bank, by channel', () => {
    const rows = sharedLines('datasets/bank-marketing-sample/bank.csv')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(';'));
    const segmentation = segmentsOf(Object.fromEntries(rows.map((_, i) => [`b${i}`, 0])), ['Only']);
    const rates = conversionRates({
      segmentation,
      contacts: tableOf({
        customerId: rows.map((_, i) => `b${i}`),
        channel: rows.map((row) => row[8]),
        converted: rows.map((row) => row[16] === 'yes'),
      }),
      channel: 'channel',
    });
    const all = rates.rows.filter(({ key }) => key === 'all');
    expect(all[0]).toMatchObject({ contacts: 4521, converted: 521 });
    expect(all.map(({ channel }) => channel)).toEqual([undefined, 'cellular', 'telephone', 'unknown']);
    expect(all.slice(1).reduce((sum, { converted }) => sum + converted, 0)).toBe(521);
  });

  it('agrees with leads won by channel of the marketplace', () => {
    // README: 842 of 8,000; paid search 195 of 1,586, e-mail 15 of 493.
    const won = new Set(
      sharedLines('datasets/olist-seller-funnel/closed_deals.csv')
        .slice(1)
        .map((line) => line.split(',')[0]),
    );
    const leads = sharedLines('datasets/olist-seller-funnel/marketing_qualified_leads.csv')
      .slice(1)
      .map((line) => line.split(','));
    const segmentation = segmentsOf(Object.fromEntries(leads.map(([id]) => [id, 0])), ['Only']);
    const rates = conversionRates({
      segmentation,
      contacts: tableOf({
        customerId: leads.map(([id]) => id),
        channel: leads.map((lead) => lead[3]),
        converted: leads.map(([id]) => won.has(id)),
      }),
      channel: 'channel',
    });
    const told = (name: string | undefined) => {
      const { converted, contacts } = rates.rows.find(({ channel }) => channel === name)!;
      return [converted, contacts];
    };
    expect(told(undefined)).toEqual([842, 8000]);
    expect(told('paid search')).toEqual([195, 1586]);
    expect(told('email')).toEqual([15, 493]);
  });
});
