import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsFromUnits, unitsFromCodePoints } from '#clientele/notebook/kernel/code-points';

describe('code points', () => {
  it('counts an emoji as one', () => {
    expect(unitsFromCodePoints('😀 = a.le', 5)).toBe(6);
    expect(codePointsFromUnits('😀 = a.le', 6)).toBe(5);
  });

  it('agrees with iterating over the text, at every place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const points = [...text];
        for (let place = 0; place <= points.length; place++) {
          const units = points.slice(0, place).join('').length;
          expect(unitsFromCodePoints(text, place)).toBe(units);
          expect(codePointsFromUnits(text, units)).toBe(place);
        }
      }),
    );
  });

  it('stays inside the text', () => {
    expect(unitsFromCodePoints('ab', 9)).toBe(2);
    expect(codePointsFromUnits('a😀', 9)).toBe(2);
    expect(unitsFromCodePoints('ab', -1)).toBe(0);
  });
});
