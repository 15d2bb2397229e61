import {
  DISPLAY_KEY,
  evaluateSegments,
  type Figure,
  needsValueFigure,
  needsValueGrid,
  segmentEvaluationPlot,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const NAMES = ['<b>Bold</b> & co', '<a href="https://x.test">l</a>', '忠诚客户', 'عملاء'];
const segments = NAMES.map((name, i) => ({ key: `s${i + 1}`, name, size: [400, 100, 25, 60][i] }));
const evaluation = evaluateSegments(
  { segments },
  {
    criteria: [
      { name: 'growth', side: 'attractiveness', ratings: { s1: 7, s2: 5, s3: 6, s4: 1 } },
      { name: 'fit', side: 'competitiveness', ratings: { s1: 4, s2: 8, s3: 6, s4: 2 } },
    ],
    plan: { knockOuts: ['buys'] },
    judged: { buys: { s1: true, s2: true, s3: true, s4: false } },
    seed: 1,
  },
);
const grid = needsValueGrid(
  tableOf({ key: ['a', 'b', 'c', 'd'], name: NAMES, need: [1, 8, 8, 2], value: [5, 50, 70, 90] }),
  {
    id: 'key',
    name: 'name',
    need: { column: 'need', cuts: [3, 6] },
    value: { column: 'value', cuts: [10, 60] },
  },
);
const figures: Record<string, Figure> = {
  segmentEvaluationPlot: segmentEvaluationPlot(evaluation),
  needsValueFigure: needsValueFigure(grid),
};

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(Object.entries(figures))('%s', (_, drawn) => {
  it('says all it draws in words and a table, without markup and numbers that are none', () => {
    const { content, data, layout } = drawn;
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.alternativeText).toMatch(/chart|map/i);
    expect(content.alternativeText).toMatch(/unit/);
    expect(content.alternativeText).toMatch(/largest/i);
    expect(content.caption).toContain('How to read this');
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    expect(JSON.stringify([data, layout, content])).not.toMatch(/NaN|Infinity/);
    for (const trace of data) expect(['scatter', 'bar']).toContain(trace.type);
  });
  it('is drawn by our own SVG in less than 60 kB', () => {
    const html = drawn[DISPLAY_KEY]()['text/html'] as string;
    expect(html).toContain('data:image/svg+xml');
    expect(html).not.toMatch(/<b>Bold|<a href="https:\/\/x/);
    expect(html.length).toBeLessThan(60_000);
  });
});

describe('segmentEvaluationPlot', () => {
  const bubbles = (made: Figure) =>
    made.data.find(({ mode }) => mode === 'markers') as unknown as {
      x: number[];
      y: number[];
      marker: { size: number[]; symbol: string[] };
    };

  it('puts us-to-them on x, them-to-us on y, and size into the area', () => {
    const { x, y, marker } = bubbles(figures.segmentEvaluationPlot);
    expect([x, y]).toEqual([
      [4, 8, 6, 2],
      [7, 5, 6, 1],
    ]);
    expect((marker.size[0] / marker.size[1]) ** 2).toBeCloseTo(4, 10); // 400 and 100 customers
    expect(marker.symbol).toEqual(['circle', 'circle', 'circle', 'circle-open']);
    expect(figures.segmentEvaluationPlot.content.caption).toContain('Hollow: knocked out');
  });

  it('takes a value in the place of the size', () => {
    const made = segmentEvaluationPlot(evaluation, {
      bubble: { what: 'revenue (EUR)', values: { s1: 1, s2: 4, s3: 4, s4: 4 } },
    });
    const { size } = bubbles(made).marker;
    expect((size[1] / size[0]) ** 2).toBeCloseTo(4, 10);
    expect(made.content.alternativeText).toContain('4 revenue (EUR)');
  });

  it('leaves out segments without ratings and says so', () => {
    const partly = evaluateSegments(
      { segments },
      {
        criteria: [
          {
            name: 'x',
            side: 'attractiveness',
            ratings: { scaling: 'x', values: { s1: 1, s2: undefined, s3: undefined, s4: undefined } },
          },
          { name: 'y', side: 'competitiveness', ratings: { s1: 1, s2: 1, s3: 1, s4: 1 } },
        ],
        seed: 1,
      },
    );
    const made = segmentEvaluationPlot(partly).content;
    expect(made.caption).toContain('Without ratings and not drawn: 3 of 4 segments.');
    expect(made.table.rows).toHaveLength(1);
  });

  it.each([
    [{ s9: 1 }, 'no segment "s9"'],
    [{ s1: 1 }, 'the bubble of "s2" is missing'],
    [{ s1: 1, s2: -1, s3: 1, s4: 1 }, 'the bubble of "s2" is -1'],
  ])('says what is wrong with bubbles %j', (values, message) => {
    expect(() =>
      segmentEvaluationPlot(evaluation, { bubble: { what: 'x', values: values as never } }),
    ).toThrow(message);
  });
});

describe('needsValueFigure', () => {
  it('draws high need above and high value to the right, with counts and first names', () => {
    // Need 8 is the highest of three levels (row 0); value 70 the highest of three (column 2).
    const [{ y, base, text }] = figures.needsValueFigure.data as unknown as {
      y: number[];
      base: number[];
      text: string[];
    }[];
    const cell = y.findIndex((row, i) => row === 0 && Math.round(base[i] + 0.48) === 2);
    expect(text[cell]).toBe('1<br>忠诚客户');
    expect(text.filter((one) => one === '0')).toHaveLength(5);
  });
  it('says so where nothing is placed', () => {
    const empty = needsValueGrid(tableOf({ key: ['a'], need: [null], value: [1] }), {
      id: 'key',
      need: { column: 'need', cuts: [1] },
      value: { column: 'value', cuts: [1] },
    });
    expect(needsValueFigure(empty).content.alternativeText).toBe(
      'Grid without cells: no segment has both, need and value.',
    );
    expect(needsValueFigure(empty).data).toEqual([]);
  });
});
