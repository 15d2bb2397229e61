import { attribute, type Feature, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from './both-places.js';

describe('attribute', () => {
  it('is the column as it is, with what is said of it', async () => {
    const table = tableOf({ customerId: ['b', 'a'], gender: ['f', null] });
    const gender: Feature = attribute('gender', { basis: 'B1', role: 'protected', name: 'sex' });
    const found = await bothPlaces(table, [gender]);
    expect(found.array('sex')).toEqual([null, 'f']);
    expect(found.info.sex).toMatchObject({ basis: 'B1', role: 'protected' });
  });
});
