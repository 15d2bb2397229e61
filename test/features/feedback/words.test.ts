import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRun, sentencesOf } from '#clientele/features/feedback/words';

describe('sentencesOf', () => {
  it.each([
    ["It’s LATE, isn't it? Yes", [["it's", 'late', "isn't", 'it'], ['yes']]],
    ['Größe XL-Paket!', [['größe', 'xl-paket']]],
    ['Ｆｕｌｌ width', [['full', 'width']]],
    ['客户很满意。Thanks', [['客户很满意'], ['thanks']]],
    ['iPhone手机3个', [['iphone', '手机', '3', '个']]],
    ['cafe\u0301 2 go', [['café', '2', 'go']]],
    ['…!?  ', []],
    ['', []],
  ])('%j is %j', (text, words) => expect(sentencesOf(text)).toEqual(words));

  it('keeps every letter of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aB é客戶ñ.!-'?😀1 ") }), (text) => {
        const letters = (of: string) =>
          of
            .normalize('NFKC')
            .toLowerCase()
            .replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(sentencesOf(text).flat().join(''))).toBe(letters(text));
        expect(
          sentencesOf(text)
            .flat()
            .every((word) => !isRun(word) || /^\p{Script=Han}+$/u.test(word)),
        ).toBe(true);
      }),
    );
  });
});
