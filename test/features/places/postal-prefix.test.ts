import { postalPrefix, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

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
