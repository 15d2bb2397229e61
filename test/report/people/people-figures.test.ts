import {
  categoryShareBars,
  customerJourney,
  DISPLAY_KEY,
  distributionPanels,
  embeddingScatter,
  type Figure,
  indexChart,
  lorenzPlot,
  type MimeBundle,
  markerVariables,
  matrixOf,
  type Profile,
  profile,
  profileHeatMap,
  type RfmRow,
  radarChart,
  rfmGrid,
  rfmScores,
  seeded,
  segmentProfilePlot,
  segmentShareBars,
  snakePlot,
  tableOf,
} from 'clientele';
import { contentPage } from 'clientele/notebook';
import { beforeAll, describe, expect, it } from 'vitest';
import { segmentationOf } from '#clientele/cluster/segmentation-of';
import { savedLength } from '#clientele/display/chart-html';
import { figureSvg } from '#clientele/display/figure-svg';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { customers, ids, people, peopleFigures, plane, rfmTable, segmentation } from './people-by-hand.js';

const HOSTILE = ['<script>alert(1)</script> & co', '忠诚客户', 'عملاء مخلصون'];
const known = people(['First', 'Second', 'Third']);
const figures = peopleFigures(HOSTILE);

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function expectClean(name: string, { content, data, layout }: Figure): void {
  for (const text of texts([data, layout])) expect(text.replaceAll('<br>', ''), name).not.toMatch(/[<>]/);
  expect(JSON.stringify([data, layout, content]), name).not.toMatch(/NaN|Infinity|undefined/);
}

/** Rows of the table, numbers to 10 digits. */
const rowsOf = ({ content }: Figure) =>
  content.table.rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(10)) : cell)),
  );
const round = (value: number) => Number(value.toPrecision(10));

describe.each(Object.entries(figures))('%s', (name, drawn) => {
  const { content, data, layout } = drawn;
  it('has title, caption, source, and a table as wide as its columns', () => {
    for (const text of [content.title, content.caption, content.source]) expect(text).toMatch(/\S/);
    expect(content.table.rows.length).toBeGreaterThan(0);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(new Set(content.table.columns.map(({ name: own }) => own)).size).toBe(
      content.table.columns.length,
    );
  });

  it('names its type, its unit and its ends in the alternative text', () => {
    expect(content.alternativeText).toMatch(/chart|map/i);
    expect(content.alternativeText).toMatch(/unit|percent|%|EUR/i);
    expect(content.alternativeText).toMatch(/[Ll]argest|bring most/);
  });

  it('needs no more than the smallest bundle, leaves the theme to the page, and can be drawn as a picture', () => {
    for (const trace of data) expect(['scatter', 'bar']).toContain(trace.type);
    for (const key of ['title', 'font', 'paper_bgcolor', 'plot_bgcolor', 'width'])
      expect(layout).not.toHaveProperty(key);
    const svg = figureSvg(drawn);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<script/);
  });

  it('holds no markup, no number that is none and no customer', () => {
    expectClean(name, drawn);
    const json = JSON.stringify([data, layout, content]);
    for (const id of ids) expect(json).not.toContain(`"${id}"`);
  });

  it('is the same the second time', () => {
    expect(JSON.stringify(peopleFigures(HOSTILE)[name])).toBe(JSON.stringify(drawn));
  });
});

describe('segmentProfilePlot', () => {
  const drawn = segmentProfilePlot(known, markerVariables(known), {
    order: ['orders', 'recencyDays', 'region'],
  });

  it('shows means beside those of all, and what is a marker, by hand', () => {
    // Orders 2, 5, 8 of 4: half less, a quarter more, twice. Recency 10, 40, 130 of 40. North 1, 1/2, 0 of 2/3: 1/3, 1/6 and 2/3 away,
    // of the mean a half, a quarter and all; South 0, 1/2, 1 of 1/3: all, half and twice away.
    expect(rowsOf(drawn)).toEqual([
      ['Orders', 4, 2, 5, 8, 'First, Third'],
      ['Days since last order', 40, 10, 40, 130, 'First, Third'],
      ['Region: North', round(2 / 3), 1, 0.5, 0, 'First, Third'],
      ['Region: South', round(1 / 3), 0, 0.5, 1, 'First, Second, Third'],
    ]);
  });

  it('draws means as percent of all where units differ, markers plain and others hatched', () => {
    const [first, dots] = drawn.data as unknown as {
      x: number[];
      marker: { pattern: { shape: string[] } };
    }[];
    expect(first.x).toEqual([50, 25, 150, 0]);
    expect(dots.x).toEqual([100, 100, 100, 100]);
    expect(first.marker).not.toHaveProperty('pattern');
    const second = drawn.data[2] as unknown as typeof first;
    expect(second.marker.pattern.shape).toEqual(['/', '/', '/', '']);
    expect(drawn.content.alternativeText).toContain('Largest difference: Third, Days since last order: 130');
  });

  it('draws percent where all columns lie from 0 to 1', () => {
    const likes = segmentProfilePlot(known, markerVariables(known), { order: ['likes'] });
    const [first, dots] = likes.data as unknown as { x: number[] }[];
    expect([first.x, dots.x]).toEqual([[50], [50]]);
    expect(likes.content.alternativeText).toContain('Share or mean (%)');
    expect(likes.content.alternativeText).toContain('Largest difference: Third, Likes: 1, all 0.5.');
  });

  it('puts columns that differ most first where no order is given, and says how many', () => {
    // Recency tells every pair of segments apart; orders nearly so; likes less.
    const { table, caption } = segmentProfilePlot(known, [], { columns: 2 }).content;
    expect(table.rows.map(([name]) => name)).toEqual(['Days since last order', 'Orders']);
    expect(caption).toContain('Shown: the 2 of 3 columns that differ most.');
    expect(segmentProfilePlot(known, []).content.alternativeText).toContain('There is no marker variable.');
  });

  it.each<[string, () => unknown, string]>([
    ['an unknown column', () => segmentProfilePlot(known, [], { order: ['ordres'] }), 'Nearest: "orders"'],
    [
      'a column twice',
      () => snakePlot(known, { order: ['orders', 'orders'] }),
      'column "orders" is twice in the order',
    ],
    [
      'a protected column',
      () => indexChart(known, { order: ['gender'] }),
      'column "gender" has the role protected',
    ],
    ['no columns', () => snakePlot(known, { columns: 0 }), 'columns is 0. It is a number from 1 on.'],
    [
      'markers of others',
      () => segmentProfilePlot(known, [{ ...markerVariables(known)[0], segment: 's9' }]),
      'a marker is of segment "s9", which the profile does not have',
    ],
  ])('refuses %s', (_, call, message) => expect(call).toThrow(message));
});

describe('snakePlot and radarChart', () => {
  // Sums of squares: recency 30 · 30² + 20 · 0² + 10 · 90² = 108,000; orders 30 · 2² + 20 · 1² + 10 · 4² = 300 between and 60 · 1²
  // within, 360; likes 60 · 0.5² = 15. Of 60 customers, by 59.
  const scores = [
    ['Days since last order', ...[-30, 0, 90].map((away) => round(away / Math.sqrt(108_000 / 59)))],
    ['Orders', ...[-2, 1, 4].map((away) => round(away / Math.sqrt(360 / 59)))],
    ['Likes', ...[0, -0.25, 0.5].map((away) => round(away / Math.sqrt(15 / 59)))],
  ];

  it.each([
    ['snakePlot', snakePlot],
    ['radarChart', radarChart],
  ])('%s: standard deviations from all, by hand', (_, draw) => {
    const { content } = draw(known, { order: ['recencyDays', 'orders', 'likes'] });
    expect(rowsOf({ content } as Figure)).toEqual(scores);
    // 90 / 42.78 = 2.10, −2 / 2.47 = −0.81
    expect(content.alternativeText).toContain('Largest: Third, Days since last order: +2.10.');
    expect(content.alternativeText).toContain('Smallest: First, Orders: −0.81.');
  });

  it('draws webs whose corners lie from the middle to the end of the spokes', () => {
    const webs = radarChart(known).data.filter(({ mode }) => mode === 'lines+markers') as unknown as {
      x: number[];
      y: number[];
    }[];
    const radii = webs.flatMap(({ x, y }) => x.map((each, i) => Math.hypot(each, y[i])));
    expect(Math.max(...radii)).toBeCloseTo(1, 3);
    expect(Math.min(...radii)).toBeGreaterThanOrEqual(0);
    for (const { x, y } of webs) expect([x[0], y[0]]).toEqual([x.at(-1), y.at(-1)]);
    expect(radarChart(known).content.caption).toContain('the area means nothing');
  });

  it('a web needs three columns', () => {
    expect(() => radarChart(known, { order: ['orders', 'likes'] })).toThrow('a web needs three columns');
  });
});

describe('indexChart', () => {
  it('shows means against all, who are 100, by hand', () => {
    const drawn = indexChart(known, { order: ['recencyDays', 'orders', 'lapsed'] });
    expect(rowsOf(drawn)).toEqual([
      ['Days since last order', 25, 100, 325],
      ['Orders', 50, 125, 200],
      ['Lapsed', 0, 150, 300],
    ]);
    const [first] = drawn.data as unknown as { x: number[] }[];
    expect(first.x).toEqual([-2, -1, -2]); // a quarter: two halvings; half: one; nothing: the end of the axis
    expect(drawn.content.alternativeText).toContain('Largest: Third, Days since last order: 325.');
    expect(drawn.content.alternativeText).toContain('Smallest: First, Lapsed: 0.');
    expect(drawn.content.caption).toContain('Bars end at 25 and at 400');
  });
});

describe('distributionPanels', () => {
  it('shows the quantiles of each segment and of all, by hand', () => {
    const drawn = distributionPanels(known, { order: ['orders'] });
    // Of all: fifteen 1, fifteen 3, ten 4, ten 6, five 7, five 9. The 10% quantile lies at the 5.9th after the first, a 1; the first
    // quartile at the 14.75th after it, between the 15th (1) and the 16th (3): 2.5; the median at the 29.5th, between 3 and 4; the third at the 44.25th: 6; 90% at the 53.1st: 7.
    expect(rowsOf(drawn)).toEqual([
      ['Orders', 'First', 30, 1, 1, 2, 3, 3],
      ['Orders', 'Second', 20, 4, 4, 5, 6, 6],
      ['Orders', 'Third', 10, 7, 7, 8, 9, 9],
      ['Orders', 'All customers', 60, 1, 2.5, 3.5, 6, 7],
    ]);
    expect(drawn.content.alternativeText).toContain('largest median: Third, smallest: First');
    expect(drawn.content.caption).toContain('10% and 90% of the customers have less');
  });

  it('says so where a profile has no quantiles for whiskers', () => {
    const bare = profile(segmentation(HOSTILE), customers, { id: 'customerId', quantiles: [] });
    expect(distributionPanels(bare).content.caption).toContain('There are no whiskers');
  });
});

describe('shares', () => {
  it('of segments, with Wilson intervals by hand', () => {
    // Wilson of 30 in 60: 0.5 ± 1.96 / 64 · sqrt(60 / 4 + 1.96² / 4): 1.959964² = 3.841459; half width
    // 1.959964 · sqrt(60 · 0.25 + 0.960365) / 63.841459 = 0.122650.
    const drawn = segmentShareBars(known);
    const [first, , third] = drawn.content.table.rows as [string, number, number, number, number][];
    expect(first.slice(0, 3)).toEqual(['First', 30, 0.5]);
    expect([first[3], first[4]].map((each) => each.toFixed(5))).toEqual(['0.37735', '0.62265']);
    expect(third.slice(0, 3)).toEqual(['Third', 10, 10 / 60]);
    expect(drawn.content.alternativeText).toContain('Largest: First, 50.0%. Smallest: Third, 16.7%.');
  });

  it('of categories, the rarest together', () => {
    const drawn = categoryShareBars(known, 'region');
    expect(rowsOf(drawn)).toEqual([
      ['North', round(2 / 3), 1, 0.5, 0],
      ['South', round(1 / 3), 0, 0.5, 1],
    ]);
    expect(drawn.content.alternativeText).toContain('Largest: First, North: 100%.');
    expect(rowsOf(categoryShareBars(known, 'region', { categories: 1 }))).toEqual([['2 others', 1, 1, 1, 1]]);
    expect(() => categoryShareBars(known, 'orders')).toThrow('there is no category column "orders"');
    expect(categoryShareBars(known, 'gender').content.table.rows.map(([name]) => name)).toEqual(['m', 'f']);
  });
});

describe('lorenzPlot', () => {
  it('tells what the top customers bring, by hand', () => {
    // Money: 30 · 10 + 20 · 20 + 10 · 40 = 1,100. Top 10% are six of the ten with 40: 240; top fifth ten with 40 and two with 20: 440;
    // top half all with 20 or more: 800. One in a hundred is nobody; three are 5%: 120.
    const drawn = lorenzPlot(rfmTable.array('monetary') as number[], { what: 'money spent' });
    expect(rowsOf(drawn)).toEqual([
      [0.05, round(120 / 1100)],
      [0.1, round(240 / 1100)],
      [0.2, 0.4],
      [0.5, round(800 / 1100)],
    ]);
    // Mean difference: 2 · (600 pairs · 10 + 300 · 30 + 200 · 20) = 38,000 of 60 · 60 · 2 · 1100 / 60 = 132,000.
    expect(drawn.content.alternativeText).toContain('Gini coefficient: 0.29.');
    expect(drawn.content.title).toBe('The fifth who bring most: 40% of money spent');
  });

  it.each([
    [[1, 2], '2 customers; fewer than 10 are not drawn'],
    [new Array(20).fill(0), 'all values are 0'],
    [[...new Array(20).fill(1), -1], '-1'],
    [[...new Array(20).fill(1), Infinity], 'Infinity'],
    [[...new Array(20).fill(1), Number.NaN], 'NaN'],
  ])('refuses %#', (values, message) => expect(() => lorenzPlot(values)).toThrow(message));
});

describe('rfmGrid', () => {
  const scores = rfmScores(rfmTable, { cuts: { recencyDays: [50], frequency: [4] } });

  it('shows customers and mean money by cell, by hand', () => {
    // Lately (10 or 40 days): the first two segments. At most 4 orders: all of the first (1 or 3), ten of the second (4): mean
    // (30 · 10 + 10 · 20) / 40; more: ten of the second (6). Long ago: the third, 7 or 9 orders.
    const drawn = rfmGrid(scores, rfmTable);
    expect(rowsOf(drawn)).toEqual([
      [1, 2, 10, 40],
      [2, 1, 40, 12.5],
      [2, 2, 10, 20],
    ]);
    expect(drawn.content.alternativeText).toContain(
      'Largest mean money: recency 1, frequency 2: 10 customers, 40.00\u00a0EUR on average.',
    );
    expect(drawn.content.alternativeText).toContain('Smallest: recency 2, frequency 1: 40 customers');
  });

  it('masks small cells and matches customers by id', () => {
    const { content, data } = rfmGrid(scores, rfmTable, { minimum: 11 });
    expect(content.table.rows).toHaveLength(1);
    expect(content.caption).toContain('2 cells of fewer than 11 customers are gray.');
    expect((data[0].text as string[]).filter((text) => text === '&lt;11')).toHaveLength(2);
    const order = ids.map((_, i) => 59 - i);
    const turned = tableOf<RfmRow>({
      customerId: order.map((i) => ids[i]),
      recencyDays: order.map((i) => Number(rfmTable.get('recencyDays', i))),
      frequency: order.map((i) => Number(rfmTable.get('frequency', i))),
      monetary: order.map((i) => Number(rfmTable.get('monetary', i))),
    });
    expect(rowsOf(rfmGrid(scores, turned))).toEqual(rowsOf(rfmGrid(scores, rfmTable)));
    expect(() => rfmGrid(scores, rfmTable.slice(1))).toThrow('scores of 60 customers and 59 customers');
  });
});

describe('customerJourney', () => {
  it('shows shares and means by stage, by hand', () => {
    expect(rowsOf(figures.customerJourney)).toEqual([
      ['Where', 'North', round(2 / 3), 1, 0.5, 0],
      ['Where', 'South', round(1 / 3), 0, 0.5, 1],
      ['Buys', 'Orders', 4, 2, 5, 8],
      ['Lapses', 'Lapsed', round(1 / 3), 0, 0.5, 1],
      ['Lapses', 'Days since last order', 40, 10, 40, 130],
    ]);
    const { alternativeText } = customerJourney(known, [
      { name: 'Lapses', columns: ['recencyDays'] },
    ]).content;
    expect(alternativeText).toContain(
      'Largest against all customers: Lapses, Days since last order, Third: 130\u00a0days, all 40\u00a0days. Smallest: Lapses, Days since last order, First: 10\u00a0days',
    );
  });

  it.each([
    [[], 'there are no stages'],
    [[{ name: 'Buys', columns: [] }], 'stage "Buys" has no columns'],
    [
      [
        { name: 'Buys', columns: ['orders'] },
        { name: 'Again', columns: ['orders'] },
      ],
      'column "orders" is twice',
    ],
  ])('refuses %#', (stages, message) => expect(() => customerJourney(known, stages)).toThrow(message));
});

describe('embeddingScatter with medoids', () => {
  it('marks and names them, wherever their rows are', () => {
    const drawn = embeddingScatter(plane, segmentation(['First', 'Second', 'Third']), {
      medoids: [2, 32, 52],
    });
    // Customers 2, 32, 52: PC1 2 + 0, 2 + 10, 2 + 20; PC2 2, 4 − 1, 3 − 2.
    expect(rowsOf(drawn).map((row) => row.slice(-2))).toEqual([
      [2, 2],
      [12, 3],
      [22, 1],
    ]);
    // From the top down: PC2 is 3, 2 and 1.
    const names = drawn.layout.annotations as { text: string; x: number; y: number }[];
    expect(names.map(({ text, x, y }) => [text, x, y])).toEqual([
      ['Second', 12, 3],
      ['First', 2, 2],
      ['Third', 22, 1],
    ]);
    expect(drawn.layout.showlegend).toBe(false);
    expect(drawn.content.alternativeText).toContain('medoid at 22 and 1');
  });

  it('hides those of small segments and refuses strangers', () => {
    const three = segmentation(['First', 'Second', 'Third']);
    const strict = embeddingScatter(plane, three, { medoids: [2, 32, 52], minimum: 15 });
    expect(strict.content.table.rows[2].slice(-2)).toEqual([null, null]);
    expect(strict.layout.showlegend).toBe(true);
    expect(() => embeddingScatter(plane, three, { medoids: [2, 32] })).toThrow('2 medoids for 3 segments');
    expect(() => embeddingScatter(plane, three, { medoids: [2, 3, 52] })).toThrow(
      'medoid 2 is customer 3, who is not in "Second"',
    );
  });
});

describe('what is wrong with data', () => {
  const figuresOf = (made: Profile, stages: readonly string[]): Record<string, Figure> => ({
    segmentProfilePlot: segmentProfilePlot(made, markerVariables(made)),
    snakePlot: snakePlot(made),
    indexChart: indexChart(made),
    distributionPanels: distributionPanels(made),
    segmentShareBars: segmentShareBars(made),
    profileHeatMap: profileHeatMap(made),
    customerJourney: customerJourney(made, [{ name: 'All', columns: stages }]),
  });

  it('a segment of one is left out everywhere, and said to be', () => {
    const lone = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i === 0 ? 1 : 0])), [
      'Most',
      'Lone wolf',
    ]);
    const made = profile(lone, customers, { id: 'customerId' });
    const drawn = { ...figuresOf(made, ['orders', 'region']), radarChart: radarChart(made) };
    for (const [name, each] of Object.entries(drawn)) {
      expectClean(name, each);
      expect(JSON.stringify([each.content, each.data, each.layout]), name).not.toContain('Lone wolf');
      expect(each.content.caption, name).toContain('Segments of fewer than 10 customers are left out.');
    }
    const small = embeddingScatter(plane, lone, { medoids: [1, 0] });
    expect(small.content.table.rows[1].slice(1)).toEqual(['fewer than 10', null, null, null, null, null]);
  });

  it('nobody large enough: a sentence in the place of a chart', () => {
    const none = profile(segmentation(HOSTILE), customers, { id: 'customerId', minimum: 100 });
    const drawn = {
      ...figuresOf(none, ['orders']),
      radarChart: radarChart(none),
      categoryShareBars: categoryShareBars(none, 'region'),
    };
    for (const [name, each] of Object.entries(drawn)) {
      expect(each.data, name).toEqual([]);
      expect(JSON.stringify(each.layout), name).toMatch(/to show/);
      expect(each.content.alternativeText, name).toMatch(/without/);
      expectClean(name, each);
    }
  });

  it('a column all missing and one without variance leave no gap and no NaN', () => {
    const odd = tableOf({
      customerId: ids,
      orders: customers.array('orders') as number[],
      empty: ids.map(() => null) as (number | null)[],
      same: ids.map(() => 5),
      zero: ids.map(() => 0),
    });
    const made = profile(segmentation(HOSTILE), odd, {
      id: 'customerId',
      columns: ['orders', 'empty', 'same', 'zero'],
    });
    for (const [name, each] of Object.entries(figuresOf(made, ['orders', 'empty', 'same', 'zero'])))
      expectClean(name, each);
    expect(snakePlot(made).content.caption).toContain(
      'Left out, as customers do not differ in them: Empty, Same, Zero.',
    );
    expect(indexChart(made).content.caption).toContain('Without an index: Empty, Zero.');
    expect(distributionPanels(made).content.caption).toContain(
      '1 of the columns has no numbers and no panel.',
    );
    expect(() => radarChart(made)).toThrow('a web needs three columns in which customers differ, got 1.');
  });

  it('a category with 5,000 levels is eight bars', () => {
    const levels = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const many = segmentsOf(Object.fromEntries(levels.map((id, i) => [id, i % 3])), HOSTILE);
    const made = profile(
      many,
      tableOf({
        customerId: levels,
        // Every second customer lives in the same town, the others in 5,000 more.
        town: levels.map((_, i) => (i % 2 === 0 ? '<script>x</script>' : `town ${i}`)),
      }),
      { id: 'customerId', columns: [], categories: ['town'] },
    );
    const drawn = categoryShareBars(made, 'town');
    expectClean('categoryShareBars', drawn);
    expect(drawn.content.table.rows).toHaveLength(8);
    expect(drawn.content.table.rows[7][0]).toBe('4,994 others');
    expect(drawn.content.caption).toContain('The 4,994 rarest categories are one bar.');
    expect(drawn.content.table.rows[1].slice(2)).toSatisfy((cells: (number | null)[]) =>
      cells.every((cell) => cell === null || cell === 0),
    );
    const plot = segmentProfilePlot(made, markerVariables(made));
    expectClean('segmentProfilePlot', plot);
    expect(plot.content.caption).toContain('the 8 most frequent of 5,001 categories');
  });

  it('infinite values are refused with their row before anything is drawn', () => {
    const infinite = tableOf({ customerId: ids, orders: ids.map((_, i) => (i === 4 ? Infinity : i)) });
    expect(() => profile(segmentation(HOSTILE), infinite, { id: 'customerId' })).toThrow(
      'row 5, column "orders" is Infinity',
    );
  });
});

describe('a million customers in eight segments', () => {
  const drawn: Record<string, Figure> = {};
  beforeAll(() => {
    const n = 1_000_000;
    const random = seeded(3);
    const labels = Int32Array.from({ length: n }, () => random.integer(8));
    const own = Array.from({ length: n }, (_, i) => String(i));
    const segments = Array.from({ length: 8 }, (_, s) => {
      const size = labels.reduce((count, each) => count + Number(each === s), 0);
      return { key: `s${s + 1}`, name: `Customers of the segment ${s + 1}`, size, share: size / n };
    });
    const million = segmentationOf({
      kind: 'model',
      ids: own,
      labels,
      segments,
      origin: { method: 'k-means', columns: [], options: {}, dataHash: '0123456789abcdef' },
      assign: () => new Int32Array(0),
    });
    const money = Float64Array.from(labels, (label) => (label + 1) * 10 + random.integer(90));
    const days = Float64Array.from(labels, () => random.integer(700));
    const table = tableOf<RfmRow>({
      customerId: own,
      recencyDays: days,
      frequency: Float64Array.from(labels, (label) => 1 + random.integer(label + 20)),
      monetary: money,
    });
    drawn.lorenzPlot = lorenzPlot(money);
    drawn.rfmGrid = rfmGrid(rfmScores(table), table);
    drawn.embeddingScatter = embeddingScatter(
      matrixOf(
        Float64Array.from({ length: 2 * n }, (_, i) => labels[i >> 1] * 3 + random.integer(1000) / 250),
        2,
      ),
      million,
      { medoids: segments.map((_, s) => labels.indexOf(s)) },
    );
    // Figures of a profile are as large as it has columns and segments: the same twenty columns for fewer customers.
    const few = own.slice(0, 4000);
    const wide = Object.fromEntries(
      Array.from({ length: 20 }, (_, j) => [
        `A column with a name as long as questions are ${j + 1}`,
        few.map((_, i) => Number((labels[i] * j + random.integer(100_000) / 777).toFixed(6))),
      ]),
    );
    const part = segmentationOf({
      ...million,
      ids: few,
      labels: labels.slice(0, 4000),
      assign: () => new Int32Array(0),
    });
    const made = profile(part, tableOf({ customerId: few, ...wide }), { id: 'customerId' });
    drawn.segmentProfilePlot = segmentProfilePlot(made, markerVariables(made));
    drawn.snakePlot = snakePlot(made);
    drawn.radarChart = radarChart(made);
    drawn.indexChart = indexChart(made);
    drawn.distributionPanels = distributionPanels(made);
    drawn.segmentShareBars = segmentShareBars(made);
    drawn.profileHeatMap = profileHeatMap(made);
    drawn.customerJourney = customerJourney(made, [
      { name: 'All', columns: made.numbers.slice(0, 16).map(({ name }) => name) },
    ]);
  }, 60_000);

  it('no figure takes more than 60 kB of the page or of a saved notebook, and what is sampled or thinned is said', async () => {
    const pageOf = async (parts: MimeBundle[]) =>
      (await contentPage({ kind: 'page', name: 'x', title: 'x', description: 'x', parts })).length;
    for (const [name, each] of Object.entries(drawn)) {
      const bundle = each[DISPLAY_KEY]();
      const added = (await pageOf([bundle, bundle])) - (await pageOf([bundle]));
      expect(added, name).toBeLessThanOrEqual(60_000);
      expect(savedLength(bundle), name).toBeLessThanOrEqual(60_000);
      expectClean(name, each);
    }
    expect(drawn.lorenzPlot.content.caption).toContain('The line has 200 steps of 1,000,000 customers.');
    expect(drawn.embeddingScatter.content.caption).toContain(
      'of 1,000,000 customers are drawn, a random sample',
    );
    expect(Object.keys(drawn)).toHaveLength(11);
  }, 30_000);

  it('tells the ends of each segment where numbers are many', () => {
    const { alternativeText } = drawn.snakePlot.content;
    expect(alternativeText).toContain('Customers of the segment 8: largest A column');
    expect(alternativeText).toContain('The table has all 160 numbers.');
  });
});
