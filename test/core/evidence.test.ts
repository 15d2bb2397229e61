import { assumption, type EvidenceSource, isProven, quote, type Sentence, sentence } from 'clientele';
import { describe, expect, it } from 'vitest';
import { evidenceLines, joined } from '#clientele/core/evidence';

const cells: Record<string, number | string> = { 's1,days': 12.4, 's1,spend': -3, 's1,band': '18-24' };
const source: EvidenceSource = { name: 'profile', at: (address) => cells[address.join()] };
const days = () => quote(source, ['s1', 'days'], { digits: 0, unit: 'days' });

describe('sentence', () => {
  it('is made of words and printed numbers, and says where they stand', () => {
    const said = sentence`Bought ${days()} ago, aged ${quote(source, ['s1', 'band'])}.`;
    expect(said.text).toBe('Bought 12\u00a0days ago, aged 18-24.');
    expect(isProven(said, source)).toBe(true);
    expect(evidenceLines(said)).toEqual(['profile, s1, days = 12\u00a0days', 'profile, s1, band = 18-24']);
  });

  it('takes own words in the place of a quote, and they bring no number', () => {
    const adverb = 'about';
    expect(sentence`Bought ${adverb} ${days()} ago.`).toEqual(sentence`Bought about ${days()} ago.`);
    expect(isProven(sentence`Bought ${'12'} days ago.`, source)).toBe(false);
  });

  it('can be joined', () => {
    const both = joined(sentence`Bought ${days()} ago.`, sentence`Aged ${quote(source, ['s1', 'band'])}.`);
    expect(both.text).toBe('Bought 12\u00a0days ago. Aged 18-24.');
    expect(isProven(both, source)).toBe(true);
    expect(joined(both, assumption('Likes tea.')).basis).toBe('assumption');
  });

  it('survives JSON', () => {
    const said = JSON.parse(JSON.stringify(sentence`Bought ${days()} ago.`)) as Sentence;
    expect(isProven(said, source)).toBe(true);
  });

  it('cannot quote what is not there', () => {
    expect(() => quote(source, ['s2', 'days'])).toThrow('quote: profile has nothing to quote at s2, days.');
    expect(() => quote({ name: 'x', at: () => NaN }, ['a'])).toThrow('x has nothing to quote at a.');
  });
});

describe('isProven', () => {
  const said = sentence`Bought ${days()} ago.`;
  const other = (changes: Partial<Sentence>): Sentence => ({ ...said, ...changes });

  it.each<[string, Sentence]>([
    ['a changed text', other({ text: said.text.replace('12', '13') })],
    [
      'a changed printed number',
      other({ text: 'Bought 13 days ago.', parts: ['Bought ', { ...days(), printed: '13 days' }, ' ago.'] }),
    ],
    ['another address', other({ parts: ['Bought ', { ...days(), address: ['s1', 'spend'] }, ' ago.'] })],
    ['an address without a value', other({ parts: ['Bought ', { ...days(), address: ['s9'] }, ' ago.'] })],
    ['a number of its own', sentence`Bought 3 times in ${days()}.`],
    ['a number in another script', sentence`Bought ٣ times in ${days()}.`],
    ['a fraction sign', sentence`Bought ½ of it in ${days()}.`],
    ['a sign before the number', sentence`Changed by -${days()}.`],
    ['a percent mark after it', sentence`Changed by ${days()} % since.`],
  ])('is false for %s', (_, tampered) => {
    expect(isProven(tampered, source)).toBe(false);
  });

  it('is false once the source has changed', () => {
    expect(isProven(said, { name: 'profile', at: () => 15 })).toBe(false);
  });

  it('takes an assumption at its word, unless its text was changed', () => {
    const guess = assumption('They read mail at 7 pm.');
    expect(guess.basis).toBe('assumption');
    expect(isProven(guess, source)).toBe(true);
    expect(isProven({ ...guess, text: 'They read mail at 8 pm.' }, source)).toBe(false);
  });
});
