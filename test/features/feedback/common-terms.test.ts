import { commonTerms } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('commonTerms', () => {
  it('weighs by hand', () => {
    // Terms: [parcel damaged], [parcel parcel broken], [colour]; N = 3. parcel: in 2, shares 1/2 and 2/3, mean over the
    // three 7/18, times ln(3/2).
    const terms = commonTerms(['The parcel was damaged', 'parcel, parcel broken', 'colour 12', ''], {
      leastTexts: 1,
    });
    const parcel = terms.objects().find(({ term }) => term === 'parcel');
    expect(parcel).toMatchObject({ texts: 2, count: 3 });
    expect(parcel?.weight).toBeCloseTo((7 / 18) * Math.log(1.5), 14);
    expect(terms.get('term', 0)).toBe('colour'); // all of one text: 1/3 ln 3
    expect(terms.array('term')).not.toContain('12');
    expect(commonTerms(['parcel', 'parcel']).array('weight')).toEqual([0]); // in every text: tells nothing apart
  });

  it('pairs characters where words have no blanks, and leaves out own stop words', () => {
    expect(commonTerms(['物流慢', '物流快', '好'], { top: 1 }).array('term')).toEqual(['物流']);
    expect(
      commonTerms(['das Paket', 'das Kleid', 'das Paket'], { stopWords: ['DAS'] }).array('term'),
    ).toEqual(['paket']);
    expect(() => commonTerms([], { top: 0 })).toThrow('top is 0');
    expect(commonTerms([]).numRows()).toBe(0);
  });
});
