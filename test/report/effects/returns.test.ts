import {
  armsChart,
  type Estimate,
  type Figure,
  InputError,
  mistakeChart,
  returnChart,
  returnOnInvestment,
  segmentGainTable,
  segmentingGain,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const HOSTILE = [
  '<b>Bold</b> & <a href="https://x.test">link</a>',
  '忠诚客户',
  'عملاء مخلصون',
  'Two of them',
];
const labels = Int32Array.from({ length: 242 }, (_, i) => (i >= 240 ? 3 : i % 3));
const segmentation = {
  ids: Array.from(labels, (_, i) => `customer-${i}`),
  labels,
  segments: HOSTILE.map((name, s) => ({ key: `s${s}`, name, size: 80, share: 1 / 3 })),
};
const arms = Array.from(labels, (_, i) => ['none', '<i>one</i>', 'own'][Math.floor(i / 3) % 3]);
// In the first segment the message by segment brings 9 more, elsewhere nothing.
const margin = arms.map((arm, i) => (i % 7) + (arm === 'own' && labels[i] === 0 ? 9 : 0));
const gain = segmentingGain({
  segmentation,
  arms,
  none: 'none',
  one: '<i>one</i>',
  bySegment: 'own',
  margin,
  outcomes: {
    ordered: margin.map((value) => value > 3),
    visits: margin.map((_, i) => (i % 4 === 0 ? null : i % 5)),
  },
  cost: { one: { each: 1 }, bySegment: { each: 2 } },
  currency: 'EUR',
});
const returned = await returnOnInvestment({
  segmentation,
  treated: arms.map((arm) => arm === 'own'),
  money: margin,
  cost: { each: 2 },
  currency: 'EUR',
});
const estimate = (value: number): Estimate => ({
  value,
  low: value - 1,
  high: value + 2,
  n: 100,
  confidence: 0.95,
  method: 'by hand',
});
const lines = [
  { name: HOSTILE[0], points: [3, 1, 2].map((at) => ({ at, estimate: estimate(at * at) })) },
  { name: 'after costs', points: [1, 2, 3].map((at) => ({ at, estimate: estimate(-at) })) },
];
const labelled = { title: 'Profit', across: 'Segments', what: 'Net profit', currency: 'EUR' };
const figures: Record<string, Figure> = {
  returnChart: returnChart(returned),
  armsChart: armsChart(gain),
  mistakeChart: mistakeChart(lines, labelled),
};

/** Every text in what Plotly gets. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(Object.entries(figures))('%s', (_, { content, data, layout }) => {
  it('is told in words and as a table', () => {
    expect(content.title).toMatch(/\S/);
    expect(content.caption).toContain('95% interval');
    expect(content.alternativeText).toMatch(/chart/i);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.table.totalRows).toBe(content.table.rows.length);
  });

  it('needs the smallest bundle, gives Plotly no markup, and shows no number that is none', () => {
    for (const trace of data) expect(trace.type).toBe('scatter');
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    const json = JSON.stringify([data, layout, content]);
    expect(json).not.toMatch(/NaN|Infinity|undefined|customer-\d/);
  });
});

describe('returnChart', () => {
  it('draws the measured segments and all, by hand', () => {
    const { table, caption, alternativeText } = figures.returnChart.content;
    expect(table.rows.map(([name]) => name)).toEqual([...HOSTILE.slice(0, 3), 'All customers']);
    expect(caption).toContain('Left out, not measured: 1 row.');
    // 9 more for 2: 350%, the rest is chance; all together 3 for 2, and that may be chance
    expect(table.rows[0][1]).toBe(returned.segments[0].return!.value);
    expect(alternativeText).toContain('\u2068عملاء مخلصون\u2069');
    expect(alternativeText).toContain('Wholly above break-even: 1; wholly below: 2; of 4 rows.');
  });

  it('says that nothing was measured', async () => {
    const none = await returnOnInvestment({
      segmentation,
      treated: arms.map((_, i) => i < 3),
      money: margin,
      cost: { each: 2 },
      currency: 'EUR',
    });
    const { data, content } = returnChart(none);
    expect(data.flatMap((trace) => trace.x)).toEqual([]);
    expect(content.alternativeText).toBe('Chart without marks: no return was measured.');
  });
});

describe('armsChart', () => {
  it('has a row for each arm of each outcome, and two for the return', () => {
    const { table, source, caption } = figures.armsChart.content;
    expect(table.rows.map(([outcome, arm]) => `${outcome} ${arm}`)).toEqual([
      ...['ordered', 'visits'].flatMap((name) =>
        ['none', '<i>one</i>', 'own'].map((arm) => `${name} ${arm}`),
      ),
      'return on cost <i>one</i>',
      'return on cost own',
    ]);
    expect(source).toBe('none: 81 customers, <i>one</i>: 81 customers, own: 80 customers');
    expect(caption).toContain(`In money: ${gain.verdict}.`);
  });

  it('hides how many where they are few, and says that nothing was measured', () => {
    const few = segmentingGain({
      segmentation,
      arms: arms.map((arm, i) => (i > 20 && arm === 'own' ? 'none' : arm)),
      none: 'none',
      one: '<i>one</i>',
      bySegment: 'own',
      margin,
      cost: { one: { each: 1 }, bySegment: { each: 2 } },
      currency: 'EUR',
    });
    expect(armsChart(few).content.source).toContain('own: fewer than 10 customers');
    const free = { one: { each: 0 }, bySegment: { each: 0 } };
    const nothing = segmentingGain({
      segmentation,
      arms,
      none: 'none',
      one: '<i>one</i>',
      bySegment: 'own',
      margin,
      cost: free,
      currency: 'EUR',
    });
    expect(armsChart(nothing).data).toEqual([]);
  });
});

describe('segmentGainTable', () => {
  it('has a row for each segment and hides sizes below the minimum', () => {
    const { rows } = segmentGainTable(gain).content;
    expect(rows.map(([name]) => name)).toEqual(HOSTILE);
    expect(rows[0].slice(1, 4)).toEqual([27, 27, 26]);
    expect(rows[3].slice(1)).toEqual([
      'fewer than 10',
      'fewer than 10',
      'fewer than 10',
      null,
      null,
      null,
      null,
    ]);
    expect(rows[0][6]).toMatch(/^\d\.\d\d \(\d\.\d\d\u00a0to\u00a0\d+\.\d\d\)$/);
  });
});

describe('mistakeChart', () => {
  it('sorts its points and names the highest', () => {
    const { content, data } = figures.mistakeChart;
    expect(data.map(({ y }) => y)).toEqual([
      [1, 4, 9],
      [-1, -2, -3],
    ]);
    expect(content.alternativeText).toContain('at 1 1.00 (0.00 to 3.00), at 2 4.00');
    expect(content.alternativeText).toContain('highest at 3');
    expect(content.table.rows[1].slice(1)).toEqual([2, 4, 3, 6]);
  });

  it('has 0 on its axis where the lines come near it', () => {
    const range = (value: number) =>
      (
        mistakeChart([{ name: 'a', points: [{ at: 1, estimate: estimate(value) }] }], labelled).layout
          .yaxis as { range: number[] }
      ).range;
    expect(range(2)[0]).toBeLessThan(0);
    expect(range(100)[0]).toBeGreaterThan(90);
    expect(range(-100)[1]).toBeLessThan(-90);
  });

  it.each([
    [[], 'draws 1 to 4 lines, got 0'],
    [[{ name: 'a', points: [] }], '"a" has no points'],
    [[{ name: 'a', points: [{ at: 1, estimate: { ...estimate(1), high: Infinity } }] }], 'not finite, at 1'],
  ])('refuses %j', (given, message) => {
    expect(() => mistakeChart(given, labelled)).toThrow(InputError);
    expect(() => mistakeChart(given, labelled)).toThrow(message);
  });
});
