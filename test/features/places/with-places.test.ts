import { tableOf, withPlaces } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('withPlaces', () => {
  const people = tableOf({ id: [1, 2, 3, 4, 5], zip: ['10115', ' 20095 ', null, '99999', '99999'] });
  const places = tableOf({ code: [10115, 20095], 人口: [4100, 2300], climate: ['cold', 'mild'] }).describe({
    climate: { meaning: 'Climate zone.' },
  });

  it('keeps every customer and counts those without a place', () => {
    const placed = withPlaces(people, places, { on: 'zip', placeKey: 'code' });
    expect(placed.table.array('climate')).toEqual(['cold', 'mild', null, null, null]);
    expect(placed.table.array('人口')).toEqual([4100, 2300, null, null, null]);
    expect(placed).toMatchObject({ matched: 2, missing: 1, unmatched: 2 });
    expect(placed.unknownPlaces.objects()).toEqual([{ place: '99999', customers: 2 }]);
    expect(placed.table.info.climate).toEqual({ basis: 'B2', meaning: 'Climate zone.' });
  });

  it('takes chosen columns and own keys', () => {
    const options = {
      on: 'zip',
      placeKey: 'code',
      columns: ['climate'],
      key: (value: unknown) => String(value).trim()[0],
    };
    const placed = withPlaces(tableOf({ zip: ['12345'] }), places, options);
    expect(placed.table.objects()).toEqual([{ zip: '12345', climate: 'cold' }]);
  });

  it('takes many thousands of places', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => i);
    const placed = withPlaces(tableOf({ zip: many }), tableOf({ zip: many, twice: many.map((i) => 2 * i) }), {
      on: 'zip',
    });
    expect(placed.matched).toBe(50_000);
    expect(placed.table.get('twice', 49_999)).toBe(99_998);
  });

  it('refuses a place that is there twice, and columns of one name', () => {
    expect(() => withPlaces(people, tableOf({ zip: ['a', 'a '], x: [1, 2] }), { on: 'zip' })).toThrow(
      'place "a" stands in row 1 and in row 2 of the places',
    );
    expect(() => withPlaces(people, tableOf({ zip: ['a'], id: [1] }), { on: 'zip' })).toThrow(
      'both tables have a column "id"',
    );
  });
});
