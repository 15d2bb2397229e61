import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '#clientele/core/compare-text';

describe('compareText', () => {
  it('orders as the bytes of UTF-8 are ordered', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 5 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(['😀', '\uff5e', 'b', 'a'].sort(compareText)).toEqual(['a', 'b', '\uff5e', '😀']);
  });
});
