import { measureChart } from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';

const ids = Array.from({ length: 40 }, (_, i) => `c${i}`);
const segmentation = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i % 2])), ['<b>Near</b>', 'Far']);
const estimate = (value: number, n = 20) => ({
  value,
  low: value - 0.1,
  high: value + 0.1,
  n,
  confidence: 0.95,
  method: 'by hand',
});

describe('measureChart', () => {
  it('has a row for each segment that was measured often enough, and all customers as a line', () => {
    const measure = {
      bySegment: { s1: estimate(0.5), s2: estimate(0.25), all: estimate(0.375, 40) },
      label: 'Referral rate',
      unit: 'share',
    };
    const { content, data } = measureChart(measure, segmentation);
    expect(content.table.rows).toEqual([
      ['<b>Near</b>', 0.5, 0.4, 0.6, 20],
      ['Far', 0.25, 0.15, 0.35, 20],
      ['All customers', 0.375, 0.275, 0.475, 40],
    ]);
    expect(content.alternativeText).toMatch(/Smallest: .?Far.?, 25\.0%/);
    expect(content.alternativeText).toContain('unit %');
    const line = data.find(({ mode }) => mode === 'lines') as unknown as { x: (number | null)[] };
    expect(new Set(line.x)).toEqual(new Set([37.5, null])); // in percent, with gaps
    const few = measureChart(
      { ...measure, bySegment: { ...measure.bySegment, s2: estimate(0.25, 9) } },
      segmentation,
    );
    expect(few.content.table.rows.map(([name]) => name)).toEqual(['<b>Near</b>', 'All customers']);
    expect(few.content.caption).toContain('of fewer than 10: left out');
  });

  it('says so where nothing was measured', () => {
    const { content, data } = measureChart({ bySegment: {}, label: 'Engagement' }, segmentation);
    expect(data).toEqual([]);
    expect(content.alternativeText).toBe('Chart without marks: Engagement was not measured.');
  });
});
