import { formatNumber, toCSV } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnFormat, columnUnit } from '#clientele/display/column-format';
import { columnLabel } from '#clientele/display/column-label';
import { capitalized, columnWords } from '#clientele/display/column-words';
import { counted } from '#clientele/display/counted';
import { isYear } from '#clientele/display/is-year';
import { isolated } from '#clientele/display/isolated';
import { plotlyText, shortName } from '#clientele/display/plotly-text';
import { shareMeaning } from '#clientele/display/share-meaning';
import { spokenFormat, spokenPercent } from '#clientele/display/spoken-format';

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

  it('takes a title as it is', () => {
    expect(columnWords('ecoShare', { title: 'Eco-friendly range', unit: 'share' })).toBe(
      'Eco-friendly range',
    );
  });

  it('makes capitals where there are any', () => {
    expect(capitalized('état')).toBe('État');
    expect(capitalized('')).toBe('');
  });
});

describe('columnLabel', () => {
  it.each([
    ['recencyDays', { unit: 'days', meaning: 'Whole days from the last order.' }, 'Days since last order'],
    ['monetary', {}, 'Money spent'],
    ['x', { title: 'Own title', meaning: 'Share of spending on shoes' }, 'Own title'],
    ['s', { unit: 'share', meaning: 'Share of spending on the eco range' }, 'Spending on eco range'],
    ['s', { unit: 'share', meaning: 'Share of orders placed in the app.' }, 'Orders placed in app'],
    ['meanPrice', { unit: 'EUR', meaning: 'Mean list price of a piece.' }, 'Mean list price of a piece'],
    ['meanPrice', { meaning: 'A meaning that is much too long to stand beside a chart' }, 'Mean price'],
  ])('%s with %j is "%s"', (name, info, label) => {
    expect(columnLabel(name, info)).toBe(label);
  });
});

describe('shareMeaning', () => {
  it('takes a share apart into a whole and its part', () => {
    const of = (meaning: string) => shareMeaning({ unit: 'share', meaning });
    expect(of('Share of spending on shoes')).toEqual({ whole: 'spending', part: 'on shoes' });
    expect(of('Share of all orders placed in a store.')).toEqual({
      whole: 'orders',
      part: 'placed in a store',
    });
    expect(of('Share of order lines with a discount')).toEqual({
      whole: 'order lines',
      part: 'with a discount',
    });
    expect(of('Discount share')).toBeUndefined();
    expect(shareMeaning({ meaning: 'Share of spending on shoes' })).toBeUndefined();
  });
});

describe('numbers of columns', () => {
  it('knows years by unit and name', () => {
    const years = ['birthYear', 'birth_year', 'year', 'Year of birth', 'firstOrderYear'];
    expect(years.filter((name) => !isYear(name, {}))).toEqual([]);
    const others = ['ordersPerYear', 'spend last year', 'yearly', 'years'];
    expect(others.filter((name) => isYear(name, {}))).toEqual([]);
    expect(isYear('since', { unit: 'year' })).toBe(true);
    expect(isYear('birthYear', { unit: 'points' })).toBe(false);
  });

  it('writes shares in percent, years without commas, money with its digits in tables', () => {
    const print = (value: number, name: string, info: object) =>
      formatNumber(value, columnFormat(name, info));
    expect(print(0.4213, 'ecoShare', { unit: 'share' })).toBe('42.1%');
    expect(print(0.4213, 'ecoShare', { unit: 'share', digits: 2 })).toBe('42%');
    expect(print(1984, 'birthYear', {})).toBe('1984');
    expect(print(1984, 'monetary', { digits: 2 })).toBe('1,984.00');
    expect([columnUnit({ unit: 'share' }), columnUnit({ unit: 'days' })]).toEqual([undefined, 'days']);
  });

  it('says no more digits than anybody would', () => {
    const say = (value: number, unit?: string, name = 'x') => {
      const info = unit === undefined ? {} : { unit, digits: 2 };
      return formatNumber(value, spokenFormat(name, info, value)).replaceAll('\u00a0', ' ');
    };
    expect(say(614.16, 'EUR')).toBe('614 EUR');
    expect(say(66.1, 'EUR')).toBe('66.10 EUR');
    expect(say(15.4, undefined, 'monetary')).toBe('15.40');
    expect(say(63.5, 'days')).toBe('64 days');
    expect(say(1, 'orders')).toBe('1 order');
    expect(say(0.9, 'share')).toBe('90%');
    expect(say(1984.5, 'year')).toBe('1985');
    const percent = (share: number) => formatNumber(share, spokenPercent(share));
    expect([0, 0.004, 0.5, 0.996, 1].map(percent)).toEqual(['0%', '0.4%', '50%', '99.6%', '100%']);
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
