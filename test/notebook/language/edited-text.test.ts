import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blank, editText } from '#clientele/notebook/language/edited-text';
import { offsetAt, positionAt } from '#clientele/notebook/language/position';

describe('editText', () => {
  it('applies edits in the order of the text, those at one place in the order given', () => {
    const { text } = editText('abc', [
      { start: 2, end: 3, text: 'C' },
      { start: 1, end: 1, text: '<' },
      { start: 1, end: 1, text: '>' },
      { start: 0, end: 1, text: '' },
    ]);
    expect(text).toBe('<>bC');
  });

  it('leads back to where a kept character came from', () => {
    // Every second character is kept, the others are replaced by something of any length.
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 20 }), (replacements) => {
        const original = replacements.map((_, i) => `${String.fromCharCode(0x4e00 + i)}-`).join('');
        const edits = replacements.map((text, i) => ({ start: 2 * i + 1, end: 2 * i + 2, text }));
        const edited = editText(original, edits);
        for (let offset = 0; offset < edited.text.length; offset++) {
          if (edited.text[offset] < '\u4e00') continue;
          expect(original[edited.originalOffset(offset)]).toBe(edited.text[offset]);
        }
      }),
    );
  });

  it('blanks a text but for its line breaks', () => expect(blank('a\r\n\tb')).toBe(' \r\n  '));
});

describe('positions', () => {
  it('go to offsets and back, with every kind of line break', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ü', '\n', '\r\n', '\ra', '\u2028')), (parts) => {
        const text = parts.join('');
        let offset = 0;
        for (const part of parts) {
          expect(offsetAt(text, positionAt(text, offset))).toBe(offset);
          offset += part.length;
        }
      }),
    );
  });
});
