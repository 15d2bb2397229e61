import { rollUpSmall, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('rollUpSmall', () => {
  const cities = ['Ulm', 'Ulm', 'Bonn', 'Köln', 'Köln', 'Nice', null, null, '東京'];
  const states = ['BW', 'BW', 'NW', 'NW', 'NW', 'PACA', 'NW', null, null];
  const countries = ['DE', 'DE', 'DE', 'DE', 'DE', 'FR', 'DE', 'DE', 'JP'];
  const people = tableOf({ city: cities, state: states, country: countries });

  it('gives small places to the place around them', () => {
    // Of 2 and more: Ulm 2, Köln 2; Bonn and one without a city are NW 2; Nice alone in PACA and FR, one without city
    // and state alone in DE, Tokyo alone in JP: three left over are "other".
    const rolled = rollUpSmall(people, { levels: ['city', 'state', 'country'], least: 2 });
    expect(rolled.table.array('place')).toEqual([
      'Ulm',
      'Ulm',
      'NW',
      'Köln',
      'Köln',
      'other',
      'NW',
      'other',
      'other',
    ]);
    expect(rolled.places.objects()).toEqual([
      { place: 'other', level: 'other', customers: 3 },
      { place: 'Köln', level: 'city', customers: 2 },
      { place: 'NW', level: 'state', customers: 2 },
      { place: 'Ulm', level: 'city', customers: 2 },
    ]);
    expect(rolled).toMatchObject({ rolledUp: 5, missing: 0 });
  });

  it('leaves no cell below the minimum, whatever the places', () => {
    const place = fc.option(fc.constantFrom('a', 'b', 'c', ''));
    const row = fc.record({ city: place, state: place });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        (rows, least) => {
          const table = tableOf({
            city: rows.map(({ city }) => city),
            state: rows.map(({ state }) => state),
          });
          const { places, table: rolled, missing } = rollUpSmall(table, { levels: ['city', 'state'], least });
          expect(places.array('customers').every((count) => count >= least)).toBe(true);
          const total = places.array('customers').reduce((sum, count) => sum + count, 0);
          expect(total + missing).toBe(rows.length);
          for (const { place, customers } of places.objects()) {
            expect(rolled.array('place').filter((each) => each === place).length).toBe(customers);
          }
        },
      ),
    );
  });

  it('tells places of one name apart', () => {
    const twice = tableOf({
      city: ['Springfield', 'Springfield', 'Boston'],
      state: ['Illinois', 'Ohio', 'Massachusetts'],
    });
    expect(rollUpSmall(twice, { levels: ['city', 'state'], least: 1 }).table.array('place')).toEqual([
      'Springfield (Illinois)',
      'Springfield (Ohio)',
      'Boston',
    ]);
  });

  it('refuses what it cannot count', () => {
    expect(() => rollUpSmall(people, { levels: [], least: 2 })).toThrow('needs levels');
    expect(() => rollUpSmall(people, { levels: ['city'], least: 0 })).toThrow('least is 0');
    expect(() => rollUpSmall(people, { levels: ['city'], name: 'city' })).toThrow(
      'there is a column "city" already',
    );
  });
});
