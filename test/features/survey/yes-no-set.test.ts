import { tableOf, yesNoSet } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('yesNoSet', () => {
  const ticks = tableOf({
    customerId: ['a', 'b', 'c', 'd'],
    rest: ['yes', 'Yes', 'no', null],
    fun: [1, 0, 0, 1],
    省钱: [true, true, false, null],
  });

  it('counts yes, and the share that each ticked', async () => {
    const set = yesNoSet(ticks, ['rest', 'fun', '省钱'], { basis: 'B6', name: 'benefits' });
    expect(set.shares.array('item')).toEqual(['rest', '省钱', 'fun']);
    expect(set.shares.array('yes')).toEqual([2, 2, 2]);
    expect(set.shares.array('n')).toEqual([3, 3, 4]);
    expect(set.scores).toEqual([1, 2 / 3, 0, null]); // d answered one of three: two are needed
    const table = await bothPlaces(ticks, [set.feature, ...set.itemFeatures]);
    expect(table.array('benefits')).toEqual(set.scores);
    expect(table.array('rest')).toEqual([1, 1, 0, null]);
    expect(table.array('省钱')).toEqual([1, 1, 0, null]);
    expect(table.info.benefits).toMatchObject({ basis: 'B6', meaning: 'Share of 3 items with yes.' });
  });

  it('takes words of its own, and refuses others', () => {
    const words = tableOf({ a: ['ja', 'nein', 'ja'], b: ['ja', 'nein', 'nein'] });
    expect(yesNoSet(words, ['a', 'b'], { yes: ['ja'], no: ['nein'] }).shares.array('yes')).toEqual([2, 1]);
    expect(() => yesNoSet(words, ['a', 'b'])).toThrow('row 1, column "a" is "ja", neither yes nor no.');
  });
});
