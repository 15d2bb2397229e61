import { ageYears, band, orderCount, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const asOf = '2023-02-28';

describe('band', () => {
  const incomes = tableOf({
    customerId: ['a', 'b', 'c', 'd', 'e'],
    收入: [19999.99, 20000, 40000, null, -5],
  });

  it('holds its lower end, or its upper one', async () => {
    const table = await bothPlaces(incomes, [
      band('收入', [20000, 40000]),
      band('收入', [20000, 40000], { holds: 'upper end', name: 'upper', labels: ['low', 'middle', 'high'] }),
    ]);
    expect(table.array('收入Band')).toEqual([
      'under 20,000',
      '20,000 to under 40,000',
      '40,000 and over',
      null,
      'under 20,000',
    ]);
    expect(table.array('upper')).toEqual(['low', 'low', 'middle', null, 'low']);
    expect(table.info.upper).toMatchObject({
      levels: ['low', 'middle', 'high'],
      basis: 'B1',
      meaning: 'Band of 收入; a band holds its upper end.',
    });
    expect(table.info.收入Band.meaning).toContain('lower end');
  });

  it('takes a feature', async () => {
    const table = tableOf({ customerId: ['a', 'b'], born: [day('2010-01-01'), day('1980-01-01')] });
    const ages = await bothPlaces(table, [band(ageYears('born'), [18], { labels: ['child', 'adult'] })], {
      asOf,
    });
    expect(ages.array('ageYearsBand')).toEqual(['child', 'adult']);
  });

  it('refuses edges that do not ascend, labels of another number, features of several rows', () => {
    expect(() => band('x', [2, 1])).toThrow('band needs ascending edges, edge 2 is 1.');
    expect(() => band('x', [])).toThrow('band needs ascending edges, there are none.');
    expect(() => band('x', [1], { labels: ['a'] })).toThrow('1 edges make 2 bands, 1 different labels came.');
    expect(() => band(orderCount(), [1])).toThrow('band: "orders" is a feature of several rows.');
  });
});
