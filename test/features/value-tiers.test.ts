import { tableOf, valueTiers } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const customers = (monetary: readonly number[]) =>
  tableOf({ customerId: monetary.map((_, i) => `c${i}`), monetary }, { monetary: { unit: 'EUR' } });

describe('valueTiers', () => {
  // Sorted 60, 20, 10, 10, 0, 0: thirds begin at places 0, 2 and 4.
  it('matches thirds worked by hand: heavy, medium, light', () => {
    const {
      customers: rows,
      tiers,
      note,
    } = valueTiers(customers([10, 60, 0, 20, 10, 0]), 'monetary', { tiers: 3 });
    expect(rows.array('tier')).toEqual([2, 1, 3, 1, 2, 3]);
    expect(tiers.objects()).toEqual([
      { tier: 1, customers: 2, customerShare: 1 / 3, value: 80, valueShare: 0.8, least: 20, most: 60 },
      { tier: 2, customers: 2, customerShare: 1 / 3, value: 20, valueShare: 0.2, least: 10, most: 10 },
      { tier: 3, customers: 2, customerShare: 1 / 3, value: 0, valueShare: 0, least: 0, most: 0 },
    ]);
    expect(note).toBe('');
  });

  it('keeps ties together and says which tiers stay empty', () => {
    const { customers: rows, note } = valueTiers(customers([5, 5, 5, 5, 1]), 'monetary', { tiers: 5 });
    expect(rows.array('tier')).toEqual([1, 1, 1, 1, 5]);
    expect(note).toBe('Many customers have the same monetary, so nobody is in tier 2 or 3 or 4.');
  });

  it('is monotone, depends on values alone, and adds up', () => {
    const values = fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 12 }), (monetary, count) => {
        const { customers: rows, tiers } = valueTiers(customers(monetary), 'monetary', { tiers: count });
        const tier = rows.array('tier');
        for (let i = 0; i < monetary.length; i++) {
          for (let j = 0; j < monetary.length; j++) {
            if (monetary[i] >= monetary[j]) expect(tier[i]).toBeLessThanOrEqual(tier[j]);
          }
        }
        expect(tiers.array('customers').reduce((a, b) => a + b, 0)).toBe(monetary.length);
        expect(tiers.array('value').reduce((a, b) => a + b, 0)).toBe(monetary.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('refuses what is no number, no customers, and one tier', () => {
    expect(() => valueTiers(customers([1, Number.NaN]), 'monetary')).toThrow(
      'row 2, column "monetary" is NaN',
    );
    expect(() => valueTiers(customers([]), 'monetary')).toThrow('there are no customers');
    expect(() => valueTiers(customers([1]), 'monetary', { tiers: 1 })).toThrow('tiers is 1');
  });
});
