import { funnelChart, scoreboardChart } from 'clientele';
import { describe, expect, it } from 'vitest';
import { measured, measurements } from './measured-by-hand.js';

const HOSTILE = ['<b>Bold</b> & <a href="https://x.test">link</a>', '忠诚客户', 'عملاء مخلصون', 'Plain'];
const figures = await measured(HOSTILE);
const masked = await measured(HOSTILE, 1000);
const { board, guarded, mails, nps, ids } = await measurements(HOSTILE);

/** Every text in what Plotly gets. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(Object.entries(figures))('%s', (name, { content, data, layout }) => {
  it('has words, a source and a table as wide as its columns', () => {
    expect(content.title).toMatch(/\S/);
    expect(content.caption).toMatch(/95%/);
    expect(content.source).toContain('segments by k-means');
    expect(content.table.rows.length).toBeGreaterThan(0);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.alternativeText).toMatch(/chart/i);
    expect(content.alternativeText).toMatch(/percent|unit/);
    expect(content.alternativeText).toMatch(/largest/i);
  });

  it('gives Plotly no markup, no number that is none, and no customer', () => {
    for (const trace of data) expect(['scatter', 'bar']).toContain(trace.type);
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    const json = JSON.stringify([data, layout, content]);
    expect(json).not.toMatch(/NaN|Infinity|undefined/);
    for (const id of ids) expect(json).not.toContain(`"${id}"`);
  });

  it('draws nothing of segments below the minimum, and says so', () => {
    expect(masked[name].data).toEqual([]);
    expect(masked[name].content.table.rows).toEqual([]);
    expect(texts(masked[name].layout).join(' ').replaceAll('<br>', ' ')).toMatch(/to show|was measured/);
    expect(masked[name].content.alternativeText).toMatch(/without/);
  });
});

describe('scoreboardChart', () => {
  it('draws a panel a measured measure, with last period, target and what needs attention', () => {
    const { content } = figures.scoreboardChart;
    const measures = [...new Set(content.table.rows.map(([measure]) => measure))];
    expect(measures).toEqual(['Conversion', 'Revenue per customer so far', 'Net promoter score']);
    expect(content.caption).toContain('Not measured: Engagement, Return.');
    // Twenty less for each customer than in the last period.
    const money = content.table.rows.filter(([measure]) => measure === 'Revenue per customer so far');
    expect(money.map((row) => [row[6], row[7]])).toEqual(new Array(5).fill(['\u221220', 'needs attention']));
    expect(content.alternativeText).toContain('needs attention: Worse than in the last period');
    const marks = texts(figures.scoreboardChart.data).filter((text) => text.includes('\u25b2'));
    expect(marks.length).toBe(
      [...board.segments, board.all].flatMap(({ measures: cells }) =>
        cells.filter(({ attention }) => attention === 'needs attention'),
      ).length,
    );
  });

  it('says that nothing was measured', () => {
    const row = (one: typeof board.all) => ({
      ...one,
      measures: one.measures.map((cell) => ({ ...cell, estimate: undefined, change: undefined })),
    });
    const poor = { ...board, segments: board.segments.map(row), all: row(board.all) };
    expect(scoreboardChart(poor).content.alternativeText).toContain(
      'no measure of the scoreboard was measured',
    );
  });
});

describe('guardrailChart', () => {
  it('shows the difference, the margin and the verdict', () => {
    // Of the first segment i % 8 is 0 (control) or 4 (arm); i % 16 = 4 left: half of the arm, none of the control.
    const [first] = figures.guardrailChart.content.table.rows;
    expect(first.slice(0, 4)).toEqual(['<b>Left</b>', HOSTILE[0], '=one', 100 * (13 / 25)]);
    expect(first.slice(6)).toEqual([10, 'loss']);
    expect(guarded.wins[0].verdict).not.toBe('win');
  });
});

describe('funnelChart', () => {
  it('shows shares of the first step and of the one before', () => {
    // All customers: 200 sent, 100 opened, i % 6 = 0: 34.
    const all = figures.funnelChart.content.table.rows.slice(-3);
    expect(all.map((row) => row.slice(1))).toEqual([
      ['sent', 200, 1, null],
      ['opened', 100, 0.5, 0.5],
      ['clicked & read', 34, 0.17, 0.34],
    ]);
  });

  it('refuses a channel that there is not', () => {
    expect(() => funnelChart(mails, { channel: 'fax' })).toThrow(
      'the funnel has no channel "fax". There are none.',
    );
  });
});

describe('netPromoterChart', () => {
  it('shows shares and score of the answers', () => {
    const { rows } = figures.netPromoterChart.content.table;
    const all = nps.rows[4];
    expect(rows[4].slice(1, 7)).toEqual([
      160,
      0.8,
      all.promoters / 160,
      all.passives / 160,
      all.detractors / 160,
      (100 * (all.promoters - all.detractors)) / 160,
    ]);
  });
});
