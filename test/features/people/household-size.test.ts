import { householdSize, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const homes = tableOf({
  customerId: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  age: [25, 30, 40, 50, 33, 70, 66, 30, null],
  kids: [0, 2, 1, 0, 1, 0, 0, null, 0],
  teens: [0, 0, 1, 0, 0, 0, 0, 0, 0],
  marital: ['Single', 'Married', 'Together', 'Married', 'Divorced', 'Widow', 'Married', 'Single', 'Single'],
});
const partner = { column: 'marital', values: ['Married', 'Together'] };

describe('householdSize', () => {
  it('adds up who lives there', async () => {
    const sizes = await bothPlaces(homes, [
      householdSize({ partner, children: ['kids', 'teens'] }),
      householdSize({ children: 'teens', name: 'alone' }),
      householdSize({ adults: 'kids', children: [], name: 'given' }),
    ]);
    // 1 or 2 grown-ups, kids and teens: 1, 2 + 2, 2 + 1 + 1, 2, 1 + 1, 1, 2, not known, 1.
    expect(sizes.array('householdSize')).toEqual([1, 4, 4, 2, 2, 1, 2, null, 1]);
    expect(sizes.array('alone')).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 1]);
    expect(sizes.array('given')).toEqual([0, 2, 1, 0, 1, 0, 0, null, 0]);
  });
});
