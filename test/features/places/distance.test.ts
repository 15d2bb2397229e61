import { distanceTo, featureTable, nearestDistance, tableOf } from 'clientele';
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
