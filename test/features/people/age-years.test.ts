import { ageYears, featureTable, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const asOf = '2023-02-28';

describe('ageYears', () => {
  // On 28 February 2023: born on 28 February 2000, 23 today; on 1 March 2000, 22 still; on 29 February 2000, 22 until
  // 1 March; in 1969 on the same day, 54; tomorrow, not yet born; 1899, 123 years: an error.
  const born = ['2000-02-28', '2000-03-01', '2000-02-29', '1969-02-28', '2023-03-01', '1899-12-31'];
  const people = tableOf({ customerId: born, born: born.map(day) });
  const inOrder = [...born].sort();
  const age = (values: readonly unknown[], date: string) => values[inOrder.indexOf(date)];

  it('counts full years, leap days right', async () => {
    const ages = (await bothPlaces(people, [ageYears('born')], { asOf })).array('ageYears');
    expect(born.map((date) => age(ages, date))).toEqual([23, 22, 22, 54, null, null]);
    const next = (await bothPlaces(people, [ageYears('born')], { asOf: '2023-03-01' })).array('ageYears');
    expect(born.map((date) => age(next, date))).toEqual([23, 23, 23, 54, 0, null]);
  });

  it('is what a calendar says on any day', async () => {
    const date = fc.date({ min: day('1905-01-01'), max: day('2022-12-31'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(fc.array(date, { minLength: 1, maxLength: 20 }), date, async (births, today) => {
        const at = today.toISOString().slice(0, 10);
        const table = tableOf({ customerId: births.map((_, i) => i), born: births });
        // Years between, less one before the birthday: month and day as one number are less than those of birth.
        const expected = births.map((birth) => {
          const of = (moment: Date) => (moment.getUTCMonth() + 1) * 100 + moment.getUTCDate();
          const years = today.getUTCFullYear() - birth.getUTCFullYear() - Number(of(today) < of(birth));
          return years < 0 ? null : years;
        });
        const ages = await bothPlaces(table, [ageYears('born')], { asOf: at });
        const byId = new Map(ages.objects().map((row) => [Number(row.customerId), row.ageYears]));
        expect(births.map((_, i) => byId.get(i))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('takes years of birth', async () => {
    const table = tableOf({ customerId: ['a', 'b', 'c'], year: [1984, null, 1800] });
    const ages = await bothPlaces(table, [ageYears('year', { from: 'birth year' })], { asOf });
    expect(ages.array('ageYears')).toEqual([39, null, null]);
    expect(ages.info.ageYears).toMatchObject({ basis: 'B1', unit: 'years', role: 'base' });
  });

  it('needs the day of reckoning', async () => {
    await expect(featureTable(people, [ageYears('born')])).rejects.toThrow('featureTable needs asOf');
    expect(() => ageYears('born', { oldest: 0 })).toThrow('oldest is 0');
  });
});
