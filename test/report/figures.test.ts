import {
  conversionChart,
  embeddingScatter,
  type Figure,
  matrix,
  profile,
  profileHeatMap,
  reconstructionTable,
  revenueShareBars,
  type ShownTable,
  scoreboard,
  segmentsOnAPage,
  sweepChart,
  tableOf,
  trainingCurve,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import type { TableContent } from '#clientele/display/bundle';
import { cellText } from '#clientele/display/cell-text';
import { indexColor } from '#clientele/report/people/index-color';
import { segmentsOf } from '../profile/segments-by-hand.js';

const HOSTILE = ['<b>Bold</b> & <a href="https://x.test">link</a>', '忠诚客户', 'عملاء مخلصون'];
const ids = Array.from({ length: 60 }, (_, i) => `c${String(i).padStart(2, '0')}`);
const labels = Object.fromEntries(ids.map((id, i) => [id, i < 30 ? 0 : i < 50 ? 1 : 2]));
const segments = segmentsOf(labels, HOSTILE);
const customers = tableOf(
  {
    customerId: ids,
    recencyDays: ids.map((id) => [10, 40, 130][labels[id]]), // means 10, 40, 130; of all 61.67: see below
    monetary: ids.map((id) => [30, 20, 10][labels[id]]),
    gender: ids.map(() => 1),
  },
  { recencyDays: { unit: 'days' }, monetary: { unit: 'EUR' }, gender: { role: 'protected' } },
);
const people = profile(segments, customers, {
  id: 'customerId',
  columns: ['recencyDays', 'monetary', 'gender'],
});
const board = await scoreboard({
  segmentation: segments,
  orders: tableOf({ customerId: ids, orderId: ids, amount: ids.map((id) => [30, 20, 10][labels[id]]) }),
  campaign: tableOf({
    customerId: ids,
    arm: ids.map((_, i) => (i % 2 === 0 ? 'none' : '=one')),
    converted: ids.map((_, i) => (i % 2 === 1 && i % 3 === 0 ? 1 : 0)),
  }),
  control: 'none',
  currency: 'EUR',
  minimum: 5,
});
const plane = matrix(
  ids.map((id, i) => [labels[id] * 10 + (i % 5), -labels[id] + 0.25]),
  ['PC1', 'PC2'],
  ids,
);
const sweep = {
  recommended: 3,
  rows: [
    { k: 2, inertia: 900, silhouette: 0.31, smallestShare: 0.4, hits: 9, restarts: 10 },
    { k: 3, inertia: 500, silhouette: 0.52, smallestShare: 0.2, hits: 10, restarts: 10 },
    { k: 4, inertia: 450, silhouette: 0.41, smallestShare: 0.1, hits: 2, restarts: 10 },
  ],
};
const history = [
  { epoch: 1, trainingError: 0.9, validationError: 0.95 },
  { epoch: 2, trainingError: 0.25, validationError: 0.5 },
];

const figures: Record<string, Figure> = {
  embeddingScatter: embeddingScatter(plane, segments),
  profileHeatMap: profileHeatMap(people),
  revenueShareBars: revenueShareBars(board),
  sweepChart: sweepChart(sweep),
  conversionChart: conversionChart(board),
  trainingCurve: trainingCurve(history),
};

/** Every text in what Plotly gets. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(Object.entries(figures))('%s', (_, { content, data, layout }) => {
  it('has a title, a caption and a table as wide as its columns', () => {
    expect(content.title).toMatch(/\S/);
    expect(content.caption).toMatch(/\S/);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.table.totalRows).toBe(content.table.rows.length);
  });

  it('names chart type, units and the largest or range in its alternative text', () => {
    expect(content.alternativeText).toMatch(/chart|map/i);
    expect(content.alternativeText).toMatch(/unit|percent|distance|squared/);
    expect(content.alternativeText).toMatch(/largest|from/i);
  });

  it('needs no more than the smallest bundle and leaves title and theme to the page', () => {
    for (const trace of data) expect(['scatter', 'bar', 'pie']).toContain(trace.type);
    for (const key of ['title', 'font', 'paper_bgcolor', 'plot_bgcolor', 'width'])
      expect(layout).not.toHaveProperty(key);
  });

  it('gives Plotly no markup but its own line breaks, and no number that is none', () => {
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    const json = JSON.stringify([data, layout, content]);
    expect(json).not.toMatch(/NaN|Infinity/);
    for (const id of ids) expect(json).not.toContain(`"${id}"`);
  });
});

describe('alternative texts', () => {
  // A line has hundreds of points at times: of the training curve only its ends are told.
  it.each(['embeddingScatter', 'profileHeatMap', 'revenueShareBars', 'sweepChart', 'conversionChart'])(
    '%s tells the names and numbers of its table',
    (name) => {
      const { alternativeText, table } = figures[name].content;
      const told = name === 'sweepChart' ? ['k', 'silhouette', 'inertia'] : undefined;
      const skipped = ['customers', 'drawn', 'n'];
      for (const row of table.rows) {
        row.forEach((cell, j) => {
          const column = table.columns[j];
          if (skipped.includes(column.name) || (told !== undefined && !told.includes(column.name))) return;
          expect(alternativeText).toContain(cellText(cell, column));
        });
      }
    },
  );
});

describe('embeddingScatter', () => {
  it('shows the middle of each segment, by hand', () => {
    // PC1 of segment 1: 0 to 4 in turn, median 2; PC2 0.25. Segment 2: 12 and -0.75; segment 3: 22 and -1.75.
    expect(figures.embeddingScatter.content.table.rows.map((row) => row.slice(1))).toEqual([
      [30, 30, 2, 0.25],
      [20, 20, 12, -0.75],
      [10, 10, 22, -1.75],
    ]);
  });

  it('draws a seeded sample above its limit, says so, and does not depend on the order of rows', () => {
    const sampled = embeddingScatter(plane, segments, { points: 12, seed: 3 });
    expect(sampled.data.map(({ x }) => (x as number[]).length)).toEqual([6, 4, 2]);
    expect(sampled.content.caption).toContain(
      '12 of 60 customers are drawn, a random sample by segment (seed 3)',
    );
    const backwards = [...ids].reverse();
    const reversed = matrix(
      backwards.map((id) => Array.from(plane.data.slice(ids.indexOf(id) * 2, ids.indexOf(id) * 2 + 2))),
      ['PC1', 'PC2'],
      backwards,
    );
    const points = (drawn: Figure) => drawn.data.map(({ x }) => [...(x as number[])].sort((a, b) => a - b));
    expect(points(embeddingScatter(reversed, segments, { points: 12, seed: 3 }))).toEqual(points(sampled));
  });

  it('tells no coordinates of a small segment', () => {
    const strict = embeddingScatter(plane, segments, { minimum: 15 }).content;
    expect(strict.table.rows[2]).toEqual([HOSTILE[2], 'fewer than 15', null, null, null]);
    expect(strict.alternativeText).toContain('too few to describe');
  });

  it.each<[string, () => unknown, string]>([
    [
      'three columns',
      () => embeddingScatter(matrix([[1, 2, 3]]), segments),
      'embeddingScatter needs 2 columns, got 3.',
    ],
    [
      'other customers',
      () => embeddingScatter(matrix([[1, 2]]), segments),
      'embeddingScatter: the embedding has 1 rows, the segmentation 60 customers.',
    ],
    [
      'an unknown id',
      () =>
        embeddingScatter(
          matrix(
            ids.map(() => [1, 2]),
            undefined,
            ids.map((id, i) => (i === 3 ? 'stranger' : id)),
          ),
          segments,
        ),
      'embeddingScatter: row 4, customer "stranger" is not in the segmentation.',
    ],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('profileHeatMap', () => {
  it('shows the index by segment and column, by hand, and no protected column', () => {
    // Recency: (30 · 10 + 20 · 40 + 10 · 130) / 60 = 40: 25, 100, 325. Money: (900 + 400 + 100) / 60 = 23.33: 128.57, 85.71, 42.86.
    const { columns, rows } = figures.profileHeatMap.content.table;
    expect(columns.map(({ name }) => name)).toEqual(['segment', 'recencyDays', 'monetary']);
    expect(rows.map((row) => [row[1], Math.round(Number(row[2]) * 100) / 100])).toEqual([
      [25, 128.57],
      [100, 85.71],
      [325, 42.86],
    ]);
    expect(figures.profileHeatMap.content.alternativeText).toContain('Days since last order: 325');
  });

  it('is gray-white at 100 and has readable numbers everywhere', () => {
    expect(indexColor(100)).toEqual({ cell: '#f2f2f2', text: '#000000' });
    expect(indexColor(50).cell).toBe(indexColor(0).cell);
    expect(indexColor(200).cell).toBe(indexColor(900).cell);
    const part = (hex: string, at: number) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const luminance = (hex: string) => 0.2126 * part(hex, 1) + 0.7152 * part(hex, 3) + 0.0722 * part(hex, 5);
    for (let index = 0; index <= 300; index++) {
      const { cell, text } = indexColor(index);
      const [dark, light] = [luminance(cell), luminance(text)].sort((a, b) => a - b);
      expect((light + 0.05) / (dark + 0.05), `index ${index}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('leaves small segments and columns without index out, and says so', () => {
    const scored = tableOf({
      customerId: ids,
      score: ids.map((_, i) => (i % 2 === 0 ? 1 : -1)),
      x: ids.map(() => 1),
    });
    const { content } = profileHeatMap(profile(segments, scored, { id: 'customerId', minimum: 15 }));
    expect(content.table.rows.map(([name]) => name)).toEqual([HOSTILE[0], HOSTILE[1]]);
    expect(content.caption).toContain('Score has no index: the mean of all customers is 0.');
    expect(content.caption).toContain('Segments of fewer than 15 customers are left out.');
  });
});

describe('charts of a scoreboard', () => {
  it('shows shares of customers and revenue, by hand', () => {
    // Revenue 900, 400, 100 of 1,400.
    expect(figures.revenueShareBars.content.table.rows.map((row) => row.slice(1))).toEqual([
      [30, 0.5, 900 / 1400],
      [20, 20 / 60, 400 / 1400],
      [10, 10 / 60, 100 / 1400],
    ]);
    expect(figures.revenueShareBars.content.alternativeText).toContain(
      '50.0% of customers, 64.3% of revenue',
    );
  });

  it('shows differences in percentage points', () => {
    // Odd multiples of 3 convert in arm "=one": of 30 customers with odd number below 60 these are 3, 9, … 57: 10 of 30.
    const all = figures.conversionChart.content.table.rows.at(-1)!;
    expect(all.slice(0, 2)).toEqual(['All customers', '=one']);
    expect(all[2]).toBeCloseTo(100 / 3, 10);
    expect(all[5]).toBe(60);
  });

  it('says what was not measured instead of failing', async () => {
    const poor = await scoreboard({
      segmentation: segments,
      orders: tableOf({ customerId: ids, orderId: ids }),
      currency: undefined,
    });
    expect(revenueShareBars(poor).content.caption).toContain('Revenue was not measured.');
    expect(revenueShareBars(poor).content.table.rows[0][3]).toBe('not measured');
    expect(conversionChart(poor).content.caption).toBe('There was no campaign: conversion is not measured.');
    expect(segmentsOnAPage(people, poor)).toHaveLength(3);
  });

  it('says why a chart is empty', async () => {
    const strict = profile(segments, customers, { id: 'customerId', minimum: 100 });
    const few = { ...board, segments: [], all: { ...board.all, masked: true } };
    for (const { data, layout } of [profileHeatMap(strict), revenueShareBars(few), conversionChart(few)]) {
      expect(data).toEqual([]);
      expect(JSON.stringify(layout)).toMatch(/to show|not measured/);
    }
  });

  it('leaves small segments out', async () => {
    const strict = { ...board, segments: board.segments.map((row, s) => ({ ...row, masked: s === 2 })) };
    for (const draw of [revenueShareBars, conversionChart]) {
      expect(JSON.stringify(draw(strict).content)).not.toContain(HOSTILE[2]);
    }
  });
});

describe('the other figures', () => {
  it('marks the recommended number of segments', () => {
    const [silhouette] = figures.sweepChart.data as unknown as { marker: { symbol: string[] } }[];
    expect(silhouette.marker.symbol).toEqual(['circle', 'star', 'circle']);
    expect(figures.sweepChart.content.alternativeText).toContain('Largest silhouette at 3; recommended: 3.');
    expect(() => sweepChart({ recommended: 2, rows: [] })).toThrow('sweepChart: the sweep has no rows.');
  });

  it('tells the ends of the training curve', () => {
    const { alternativeText } = figures.trainingCurve.content;
    expect(alternativeText).toContain('Learned from: from 0.9000 to 0.2500.');
    expect(alternativeText).toContain('smallest 0.5000 at epoch 2');
    expect(() => trainingCurve([])).toThrow('trainingCurve: the history is empty.');
  });

  it('shows what reconstruction keeps', () => {
    const { rows, note } = reconstructionTable({
      autoencoder: 0.1,
      pca: 0.2,
      meanOnly: 1,
      verdict: 'Close.',
    }).content;
    expect(rows.map((row) => row[2])).toEqual([0.9, 0.8, 0]);
    expect(note).toBe('Close.');
    expect(reconstructionTable({ autoencoder: 0, pca: 0, meanOnly: 0 }).content.rows[0][2]).toBe(
      'not measured',
    );
  });

  it('fits all segments on a page', () => {
    expect(segmentsOnAPage(people)).toHaveLength(2);
    const parts = segmentsOnAPage(people, board) as (Figure | ShownTable)[];
    expect(parts.map(({ content }) => content.kind)).toEqual(['table', 'figure', 'figure']);
    // Medians of the first segment, and of all: (40 + 10) / 2 days between the 30th and 31st value, (20 + 30) / 2 EUR.
    const [table] = parts.map(({ content }) => content as TableContent);
    expect(table.rows[0].slice(1, 3)).toEqual([
      '30 (50%)',
      'Days since last order 10 (25), Money spent 30.00\u00a0EUR (25.00\u00a0EUR)',
    ]);
    expect(table.note).toContain('Source: 60 customers, segments by k-means');
  });
});
