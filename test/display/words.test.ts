import { toCSV } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalized, columnHeading, columnWords } from '#clientele/display/column-words';
import { counted } from '#clientele/display/counted';
import { isolated } from '#clientele/display/isolated';
import { plotlyText, shortName } from '#clientele/display/plotly-text';

describe('plotlyText', () => {
  it('shows markup and entities as they were written', () => {
    expect(plotlyText('<a href="x">A & B</a> &lt;')).toBe('&lt;a href="x"&gt;A &amp; B&lt;/a&gt; &amp;lt;');
  });

  it('breaks at blanks, inside words without any, and counts Chinese signs twice', () => {
    expect(plotlyText('Families with small children', 16)).toBe('Families with<br>small children');
    expect(plotlyText('abcdefgh', 3)).toBe('abc<br>def<br>gh');
    expect(plotlyText('经常购买的客户', 8)).toBe('经常购买<br>的客户');
  });

  it('loses no sign and leaves no bracket, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const drawn = plotlyText(text, width);
        expect(drawn.replaceAll('<br>', '')).not.toMatch(/[<>]/);
        const back = drawn
          .replace(/<br>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
        expect(back.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('cuts names between characters', () => {
    expect(shortName('👩‍👩'.repeat(2), 2)).toBe('👩…');
    expect(shortName('Families', 40)).toBe('Families');
  });
});

describe('columnWords', () => {
  it.each([
    ['recencyDays', 'days', 'recency'],
    ['recencyDays', undefined, 'recency days'],
    ['unit_price', undefined, 'unit price'],
    ['Unit Price', undefined, 'Unit Price'],
    ['averageAOV', undefined, 'average AOV'],
    ['component12', undefined, 'component 12'],
    ['q1', undefined, 'q1'],
    ['客户', undefined, '客户'],
    ['Größe', undefined, 'Größe'],
    ['days', 'days', 'days'],
    ['_', undefined, '_'],
  ])('%s with unit %s is "%s"', (name, unit, words) => {
    expect(columnWords(name, unit === undefined ? {} : { unit })).toBe(words);
  });

  it('makes headings with units and capitals', () => {
    expect(columnHeading('recencyDays', { unit: 'days' })).toBe('recency (days)');
    expect(capitalized('état')).toBe('État');
    expect(capitalized('')).toBe('');
  });
});

describe('counted', () => {
  it('has one and many', () => {
    expect([counted(1, 'order'), counted(0, 'order'), counted(1200, 'order')]).toEqual([
      '1 order',
      '0 orders',
      '1,200 orders',
    ]);
  });
});

describe('isolated', () => {
  it('wraps what turns the direction of writing, nothing else', () => {
    expect(isolated('עסקים')).toBe('\u2068עסקים\u2069');
    expect(isolated('a\u202eb')).toBe('\u2068a\u202eb\u2069');
    expect(isolated('客户')).toBe('客户');
  });
});

describe('toCSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1'])(
    'keeps %j from being run as a formula',
    (text) => {
      expect(toCSV(['name'], [[text]])).toBe(`name\n'${text}\n`);
    },
  );

  it('quotes what needs it, keeps numbers plain, and leaves empty what is not there', () => {
    expect(
      toCSV(
        ['a', 'b'],
        [
          ['x,"y"\n', -1.5],
          [undefined, NaN],
          [true, Infinity],
        ],
      ),
    ).toBe('a,b\n"x,""y""\n",-1.5\n,\ntrue,\n');
  });

  it('keeps a header from being run too', () => {
    expect(toCSV(['=cmd'], [])).toBe("'=cmd\n");
  });
});
