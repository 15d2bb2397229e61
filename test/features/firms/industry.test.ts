import { industry, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('industry', () => {
  it('is the first digits of a code', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd'],
      nace: ['47.11', '01.1', ' c 10-2', null],
      sic: [782, 6021, null, 100],
    });
    const found = await bothPlaces(table, [
      industry('nace', 2),
      industry('sic', 2, { padTo: 4, name: 'sic2' }),
    ]);
    expect(found.array('industry')).toEqual(['47', '01', 'C1', null]);
    expect(found.array('sic2')).toEqual(['07', '60', null, '01']);
    expect(found.info.industry).toMatchObject({ basis: 'B5' });
  });
});
