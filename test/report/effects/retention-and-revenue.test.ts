import {
  cohortHeatMap,
  cohortTable,
  cohortTriangle,
  contractChurn,
  type Figure,
  gainLoss,
  gainLossBars,
  revenueTree,
  revenueWaterfall,
  survivalAt,
  survivalCurves,
  tableFromRows,
  timeToNextOrder,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { byNumber, ordersOf } from '../../measure/retention/order-rows.js';
import { after, asOf, before, effects, yearOf } from './effects-by-hand.js';

const orders = yearOf(80);
const names = ['<b>Bold</b> & co', '忠诚客户', 'عملاء'];
const plain = byNumber(80, 3);
const segmentation = { ...plain, segments: plain.segments.map((each, s) => ({ ...each, name: names[s] })) };
const trace = (figure: Figure, type: string) => figure.data.filter((each) => each.type === type);
const list = (value: unknown) => value as (number | string)[];

describe('figures of retention and revenue', () => {
  it('have words, a table, and nothing in them that is no number', async () => {
    for (const [name, { content, data, layout }] of Object.entries(await effects(segmentation))) {
      expect(content.title, name).not.toBe('');
      expect(content.alternativeText, name).toMatch(/axis|Rows/);
      expect(content.source, name).toContain('customer');
      expect(content.table.rows.length, name).toBeGreaterThan(0);
      for (const row of content.table.rows) expect(row, name).toHaveLength(content.table.columns.length);
      expect(JSON.stringify([data, layout, content]), name).not.toContain('NaN');
      expect(JSON.stringify([data, layout]), name).not.toContain('<b>');
      for (const { type } of data) expect(['bar', 'scatter'], name).toContain(type);
    }
  });
});

describe('survivalCurves', () => {
  it('draws a line and a band a segment, and the customers still watched below', async () => {
    const next = await timeToNextOrder({ orders, asOf, segmentation });
    const figure = survivalCurves(next, { direction: 'rising' });
    const lines = trace(figure, 'scatter').filter(({ mode, fill }) => mode === 'lines' && fill === undefined);
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const y = list(line.y) as number[];
      expect(y[0]).toBe(0);
      y.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(y[i - 1] ?? 0);
      });
    }
    const [, , share, low, high, watched] = figure.content.table.rows[1] as number[];
    const time = figure.content.table.rows[1][1] as number;
    const { value } = survivalAt(next.segments[0].curve!, time)!;
    expect(share).toBeCloseTo(1 - value, 12);
    expect(low).toBeLessThanOrEqual(share);
    expect(high).toBeGreaterThanOrEqual(share);
    expect(String(watched)).toMatch(/^(<10|\d+)$/);
    expect(figure.content.table.rows[0].slice(1)).toEqual([0, 0, 0, 0, '27']); // 27 of 80 are in the first of three
  });

  it('few customers left are not counted out, small segments are left out', async () => {
    const contracts = tableFromRows(
      Array.from({ length: 33 }, (_, i) => ({ customerId: `c${i}`, months: i % 19, left: i % 2 === 0 })),
    );
    const columns = { tenure: 'months', status: 'left' } as const;
    const two = byNumber(33, 2);
    const few = { ...two, labels: two.labels.map((_, i) => (i < 30 ? 0 : 1)) };
    const figure = survivalCurves(contractChurn({ contracts, columns, by: few, unit: 'months' }));
    expect(figure.content.caption).toContain('Segments of fewer than 10 customers are left out.');
    expect(figure.content.table.rows.every(([name]) => name === 'Segment 1')).toBe(true);
    expect(figure.content.table.rows.map((row) => row[5])).toContain('<10');
    const none = survivalCurves(contractChurn({ contracts: contracts.slice(0, 5), columns, unit: 'months' }));
    expect(none.data).toEqual([]);
    expect(none.content.alternativeText).toContain('no segment is large enough');
  });
});

describe('cohortHeatMap', () => {
  it('draws no cell for a month to come, and hatches the one that is not over', async () => {
    const triangle = cohortTriangle(await cohortTable(orders, { asOf }), { asOf });
    const figure = cohortHeatMap(triangle);
    const bars = trace(figure, 'bar');
    // Cohorts of January (62 customers) and February (18): 11 and 10 months after the first
    expect(triangle.cohorts.map(({ customers }) => customers)).toEqual([62, 18]);
    expect(bars.flatMap(({ x }) => list(x))).toHaveLength(21);
    const hatched = bars.filter(({ marker }) => 'pattern' in (marker as object));
    expect(hatched.flatMap(({ x }) => list(x))).toHaveLength(2);
    expect(figure.content.table.rows[1].at(-1)).toBeNull();
    const money = cohortHeatMap(triangle, { value: 'revenue per customer' });
    expect(money.content.table.rows[0][2]).toBeCloseTo(triangle.cohorts[0].cells[0].revenue! / 62, 12);
  });

  it('says that there is nothing to draw', async () => {
    const few = await cohortTable(orders.slice(0, 2), { asOf });
    expect(cohortHeatMap(cohortTriangle(few, { asOf })).data).toEqual([]);
  });
});

describe('revenueWaterfall', () => {
  it('bars follow each other and end at the change', async () => {
    const tree = await revenueTree({ orders, before, after, segmentation });
    for (const options of [{}, { segment: 's2' }, { of: 'segments' } as const]) {
      const figure = revenueWaterfall(tree, options);
      const [bars] = trace(figure, 'bar');
      const [base, x] = [list(bars.base) as number[], list(bars.x) as number[]];
      for (let i = 1; i < x.length - 1; i++) expect(base[i]).toBeCloseTo(base[i - 1] + x[i - 1], 9);
      const total = options.segment === undefined ? tree.all.change : tree.segments[1].change;
      expect(base[x.length - 2] + x[x.length - 2]).toBeCloseTo(total, 9);
      expect([base[x.length - 1], x[x.length - 1]]).toEqual([0, total]);
    }
  });

  it('refuses segments that are not there or too small', async () => {
    const tree = await revenueTree({ orders, before, after, segmentation, minimum: 27 });
    expect(() => revenueWaterfall(tree, { segment: 's9' })).toThrow(
      'there is no segment "s9". There are s1, s2, s3.',
    );
    expect(() => revenueWaterfall(tree, { segment: 's3' })).toThrow('has fewer than 27 customers');
  });
});

describe('gainLossBars', () => {
  it('gains lie right of 0, losses left of it, and together they are the change', async () => {
    const moved = await gainLoss({ orders, before, after, segmentation, minimum: 1 });
    const figure = gainLossBars(moved);
    const sums = [0, 0, 0];
    for (const { base, x, y } of trace(figure, 'bar')) {
      list(x).forEach((change, i) => {
        sums[Number(list(y)[i])] += Number(change);
        expect(Number(list(base)[i]) * Number(change)).toBeGreaterThanOrEqual(0);
      });
    }
    moved.segments.forEach(({ change }, s) => {
      expect(sums[s]).toBeCloseTo(change, 9);
    });
  });

  it('draws the moves of a few customers as one, and says where there is nothing', async () => {
    const figure = gainLossBars(await gainLoss({ orders, before, after, minimum: 70 }));
    expect(trace(figure, 'bar').map(({ name }) => name)).toEqual(['others']);
    const none = gainLossBars(await gainLoss({ orders: ordersOf([['a', '2025-01-02', 5]]), before, after }));
    expect(none.data).toEqual([]);
  });
});
