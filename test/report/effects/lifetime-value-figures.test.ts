import {
  bgNbd,
  DISPLAY_KEY,
  equityShareBars,
  type Figure,
  frequencyChart,
  frequencyCheck,
  holdoutByFrequency,
  holdoutChart,
  purchaseTracking,
  seeded,
  tableFromRows,
  tableOf,
  trackingChart,
  valueBySegment,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellText } from '#clientele/display/cell-text';
import { drawnCustomers } from '../../measure/lifetime-value/drawn-customers.js';

const random = seeded(9);
const history = tableFromRows(
  drawnCustomers(8, 900, [0.7, 6, 0.9, 3], [6, 4, 15])
    .objects()
    .map((row) => ({ ...row, holdoutPurchases: random.integer(1 + Math.min(3, row.repeatPurchases)) })),
).describe({ customerAge: { unit: 'weeks' } });
const orders = tableOf({
  customerId: ['a', 'a', 'a', 'b', 'b', 'c'],
  orderedAt: ['2024-01-01', '2024-01-09', '2024-03-20', '2024-01-03', '2024-02-20', '2024-01-05'],
});
const names = ['Families <b>', 'Retirees', 'Very few'];
const segmentation = {
  ids: history.array('customerId'),
  labels: Int32Array.from({ length: 900 }, (_, i) => (i < 4 ? 2 : i % 2)),
  segments: names.map((name, i) => ({ key: `s${i + 1}`, name })),
} as never;

const figures: Record<string, Figure> = {};
beforeAll(async () => {
  const model = await bgNbd(history);
  figures.frequency = frequencyChart(frequencyCheck(model, history, { most: 4 }));
  figures.holdout = holdoutChart(holdoutByFrequency(model, history, { time: 20, most: 4 }));
  figures.tracking = trackingChart(purchaseTracking(model, { orders, calibrationEnd: '2024-02-01' }));
  figures.equity = equityShareBars(
    await valueBySegment({ segmentation, history, purchases: model, spend: 20 }),
  );
});

/** Every text in what Plotly gets. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(['frequency', 'holdout', 'tracking', 'equity'])('%s', (name) => {
  it('has words, data and no number that is none', () => {
    const { content, data, layout } = figures[name];
    for (const text of [content.title, content.caption, content.source]) expect(text).toMatch(/\S/);
    expect(content.alternativeText).toMatch(/chart/i);
    for (const row of content.table.rows) expect(row).toHaveLength(content.table.columns.length);
    expect(content.table.totalRows).toBe(content.table.rows.length);
    for (const trace of data) expect(['scatter', 'bar']).toContain(trace.type);
    for (const text of texts([data, layout])) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    expect(JSON.stringify([data, layout, content])).not.toMatch(/NaN|Infinity/);
    expect(String(figures[name][DISPLAY_KEY]()['text/html'])).toContain('<img');
  });
});

describe('alternative texts', () => {
  it.each(['holdout', 'equity'])('%s tells the numbers of its table', (name) => {
    const { alternativeText, table } = figures[name].content;
    for (const row of table.rows) {
      row.forEach((cell, j) => {
        const column = table.columns[j];
        if (column.name === 'customers' || column.name === 'purchases') return;
        expect(alternativeText).toContain(cellText(cell, column));
      });
    }
  });

  it('frequency tells customers and expectations', () => {
    const { alternativeText, table } = figures.frequency.content;
    for (const [, actual] of table.rows) expect(alternativeText).toContain(`: ${actual}, expected `);
    expect(alternativeText).toContain('4 or more purchases');
  });

  it('tracking tells the ends', () => {
    // Repeats: a on 9 January and 20 March, b on 20 February.
    const { alternativeText, table } = figures.tracking.content;
    expect(alternativeText).toContain(
      'At the end of calibration, 2024-02-01, customers had made 1 repeat purchase;',
    );
    expect(table.rows.at(-1)!.slice(0, 2)).toEqual(['2024-03-14', 2]);
  });
});

describe('small cells', () => {
  it('segments and bins of fewer than 10 customers stay out', async () => {
    const said = JSON.stringify([figures.equity.content, figures.equity.data, figures.equity.layout]);
    expect(said).not.toContain('Very few');
    expect(figures.equity.content.caption).toContain('Segments of fewer than 10 customers are left out.');
    const model = await bgNbd(history);
    const few = holdoutChart(holdoutByFrequency(model, history.slice(0, 9) as typeof history, { time: 20 }));
    expect(few.data).toEqual([]);
    expect(JSON.stringify(few.layout)).toContain('No number of purchases');
  });
});
