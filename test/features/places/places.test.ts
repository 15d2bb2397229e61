import {
  densityClass,
  distanceTo,
  featureTable,
  nearestDistance,
  postalPrefix,
  rollUpSmall,
  tableOf,
  withPlaces,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const losAngeles = { latitude: 33.94, longitude: -118.4 };
const pole = { latitude: 90, longitude: 0 };

describe('distanceTo', () => {
  it('is the way along a great circle', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd', 'e', 'f'],
      lat: [36.12, 0, 33.94, -33.94, null, 91],
      lon: [-86.67, 77, -118.4, 61.6, 0, 0],
    });
    const features = [
      distanceTo('lat', 'lon', losAngeles),
      distanceTo('lat', 'lon', pole, { name: 'toPole' }),
    ];
    const found = await bothPlaces(table, features);
    const [km, toPole] = [found.array('distanceKm') as number[], found.array('toPole') as number[]];
    // Nashville to Los Angeles: 2887.2599506071106 km for a radius of 6372.8 km (Rosetta Code, "Haversine formula").
    expect(km[0]).toBeCloseTo((2887.2599506071106 / 6372.8) * 6371.0088, 4);
    expect(km[2]).toBe(0);
    expect(km[3]).toBeCloseTo(Math.PI * 6371.0088, 3); // the other end of the earth, half a circle
    expect(toPole[1]).toBeCloseTo((Math.PI / 2) * 6371.0088, 4); // a quarter of a circle
    expect(km.slice(4)).toEqual([null, null]);
    expect(found.info.distanceKm).toMatchObject({ unit: 'km', basis: 'B2' });
  });

  it('is the same in memory and in the engine, symmetric, and never over half a circle', async () => {
    const point = fc.record({
      latitude: fc.integer({ min: -9000, max: 9000 }).map((x) => x / 100),
      longitude: fc.integer({ min: -18000, max: 18000 }).map((x) => x / 100),
    });
    await fc.assert(
      fc.asyncProperty(point, fc.array(point, { minLength: 1, maxLength: 20 }), async (place, points) => {
        const rows = tableOf({
          customerId: points.map((_, i) => i + 10),
          lat: points.map(({ latitude }) => latitude),
          lon: points.map(({ longitude }) => longitude),
        });
        const there = (await bothPlaces(rows, [distanceTo('lat', 'lon', place)])).array(
          'distanceKm',
        ) as number[];
        const one = tableOf({ customerId: [1], lat: [place.latitude], lon: [place.longitude] });
        for (let i = 0; i < points.length; i++) {
          const back = (await featureTable(one, [distanceTo('lat', 'lon', points[i])])).get('distanceKm', 0);
          expect(there[i]).toBeCloseTo(back!, 3);
          expect(there[i]).toBeLessThanOrEqual(Math.PI * 6371.0089);
        }
        const nearest = (await featureTable(one, [nearestDistance('lat', 'lon', points)])).get(
          'nearestKm',
          0,
        )!;
        expect(nearest).toBeCloseTo(Math.min(...there), 3);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses what is no place', () => {
    expect(() => distanceTo('a', 'b', { latitude: 91, longitude: 0 })).toThrow('place 1 has latitude 91');
    expect(() => nearestDistance('a', 'b', [])).toThrow('nearestDistance takes 1 to 500 places, 0 came.');
  });

  it('takes 500 places', async () => {
    const places = Array.from({ length: 500 }, (_, i) => ({ latitude: i / 10, longitude: i / 10 }));
    const rows = tableOf({ customerId: ['a'], lat: [49.9], lon: [49.9] });
    expect((await bothPlaces(rows, [nearestDistance('lat', 'lon', places)])).get('nearestKm', 0)).toBe(0);
  });
});

describe('postalPrefix', () => {
  it('reads codes as people write them', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd', 'e'],
      code: ['sw1a 1aa', ' 10115', '75-001', null, '..'],
      zip: [2134, 94110, null, 501, 1],
    });
    const found = await bothPlaces(table, [
      postalPrefix('code', 2),
      postalPrefix('zip', 3, { padTo: 5, name: 'zip3' }),
    ]);
    expect(found.array('codeArea')).toEqual(['SW', '10', '75', null, null]);
    expect(found.array('zip3')).toEqual(['021', '941', null, '005', '000']);
    expect(() => postalPrefix('zip', 0)).toThrow('length is 0');
    expect(() => postalPrefix('zip', 3, { padTo: 2 })).toThrow('padTo is 2');
  });
});

describe('densityClass', () => {
  it('has the limits of the degree of urbanisation, or own ones', async () => {
    const table = tableOf({ customerId: ['a', 'b', 'c', 'd', 'e'], density: [299.9, 300, 1499, 1500, null] });
    const found = await bothPlaces(table, [
      densityClass('density'),
      densityClass('density', { limits: [10, 20], name: 'own' }),
    ]);
    expect(found.array('densityClass')).toEqual(['rural', 'intermediate', 'intermediate', 'urban', null]);
    expect(found.array('own')).toEqual(['urban', 'urban', 'urban', 'urban', null]);
  });
});

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
