import { checkQuality, inRange, matches, tableOf, textLength } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// What texts and times are made of in both places: emoji of two code points, combining marks, line ends, other scripts.
const text = fc.string({
  maxLength: 6,
  unit: fc.constantFrom(
    'a',
    'Z',
    '5',
    '_',
    ' ',
    '\t',
    '\n',
    '\r',
    '.',
    '-',
    'é',
    'e\u0301',
    'ß',
    '中',
    '👍🏽',
    '\u00a0',
    '٣',
  ),
});
const patterns = [
  '.*',
  '.',
  '\\w+',
  '\\d+',
  '\\s*',
  '[^\\s]+',
  '\\S+',
  '\\p{Lu}.*',
  '\\P{L}+',
  'a|Z',
  '(?:a|5){2}',
  '[a-z.-]+',
  '[\\d\\s]*',
  '.+\\n',
];

describe('functions of texts and times', () => {
  it('are the same in memory and in DuckDB', async () => {
    const checks = [
      ...patterns.map((pattern) => matches('t', pattern)),
      ...[1, 2, 3].map((length) => textLength('t', { min: length, max: length + 1 })),
      inRange('d', { min: new Date(-5), max: new Date(7) }),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 5, maxLength: 20 }), async (texts) => {
        const table = tableOf({ t: texts, d: texts.map((_, i) => new Date(i - 8)) });
        const [memory, engine] = await Promise.all(
          (['memory', 'engine'] as const).map((where) => checkQuality(table, checks, { where, threads: 1 })),
        );
        expect(engine.results).toEqual(memory.results);
      }),
      { numRuns: 12 },
    );
  });

  it('count code points', async () => {
    // The thumb with its colour is two code points, é with its own mark two.
    const table = tableOf({ t: ['👍🏽', 'e\u0301', 'é', '中文字'] });
    const report = await checkQuality(table, [textLength('t', { min: 2, max: 2 })]);
    expect(report.results[0].firstRows.map(({ row }) => row)).toEqual([3, 4]);
  });
});
