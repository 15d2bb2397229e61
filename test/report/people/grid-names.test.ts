import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridNames } from '#clientele/report/people/grid-names';

describe('gridNames', () => {
  it('breaks names into the lines that have room, and cuts what is longer', () => {
    const name = 'Eco-friendly range, importance of sustainability';
    expect(gridNames([name])).toEqual(['Eco-friendly range,<br>importance of<br>sustainability']);
    expect(gridNames([name, 'b', 'c', 'd', 'e'])[0]).toBe('Eco-friendly range,<br>importance of susta…');
    expect(gridNames([name, ...'bcdefghij'])[0]).toBe('Eco-friendly range, importanc…');
  });

  it('never takes more lines than there is room for', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 12 }), (names) => {
        const most = names.length > 5 ? 1 : names.length > 3 ? 2 : 3; // 150 pixels, 14.5 a line
        for (const text of gridNames(names)) expect(text.split('<br>').length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
