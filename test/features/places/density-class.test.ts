import { densityClass, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

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
