import {
  effectForest,
  experiment,
  experimentPlan,
  groupSequential,
  powerCurve,
  seeded,
  sequentialBoundaryChart,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const n = 3000;
const ids = Array.from({ length: n }, (_, i) => `c${i}`);
const treated = ids.map((_, i) => i % 2 === 0);
const names = ['Young', 'Families', 'Few'];
const labels = Int32Array.from(ids, (_, i) => (i < 12 ? 2 : Math.floor(i / 2) % 2));
const segmentation = {
  ids,
  labels,
  segments: names.map((name, s) => ({
    key: `s${s}`,
    name,
    size: s < 2 ? 1494 : 12,
    share: s < 2 ? 0.498 : 0.004,
  })),
};
const random = seeded(1);
const converted = ids.map((_, i) => random.next() < (treated[i] && labels[i] === 0 ? 0.35 : 0.2));
const result = await experiment({ segmentation, arms: treated, outcomes: { converted }, placebos: 0 });

describe('effectForest', () => {
  const { data, content } = effectForest(result);

  it('draws a row for each segment with enough customers, and one for all', () => {
    const [marks] = data;
    expect(marks.x).toHaveLength(3);
    const [young] = result.bySegment[0].segments;
    expect((marks.x as number[])[0]).toBeCloseTo(100 * young.absolute!.value, 12);
    expect(content.table.rows.map(([name]) => name)).toEqual(['Young', 'Families', 'All customers']);
    expect(content.caption).toContain('fewer than 10 customers in an arm: 1 segment');
    expect(content.caption).toContain('Segments differ by more than chance');
    expect(content.alternativeText).toContain('Young: +');
    expect(content.source).toContain('3,000 customers by lot');
  });

  it('knows its arms', () => {
    expect(() => effectForest(result, { arm: 'treatd' })).toThrow('Nearest: "treated"');
    expect(effectForest(result, { arm: 'treated', shrunken: false }).data).toHaveLength(2);
  });

  it('draws all customers where there are no segments, and no points for numbers', async () => {
    const spend = ids.map((_, i) => (i % 11) + (treated[i] ? 1 : 0));
    const { content: plain } = effectForest(
      await experiment({ ids, arms: treated, outcomes: { spend }, placebos: 0, replicates: 0 }),
    );
    expect(plain.table.rows).toHaveLength(1);
    expect(plain.alternativeText).not.toContain('percentage points');
  });
});

describe('sequentialBoundaryChart', () => {
  const plan = groupSequential({ looks: 3, boundary: 'pocock' });

  it('draws both boundaries and what was seen', () => {
    const { data, content } = sequentialBoundaryChart(plan, [{ z: 1 }, { z: -2.5 }]);
    expect(data).toHaveLength(5);
    expect(content.caption).toContain('Look 2 crossed the boundary with −2.50: stop.');
    expect(content.table.rows.map((row) => row[5])).toEqual([1, -2.5, null]);
    expect(sequentialBoundaryChart(plan, [{ z: 1 }]).content.caption).toContain('go on');
    expect(sequentialBoundaryChart(plan, [{ z: 1 }, { z: 1 }, { z: 1 }]).content.caption).toContain(
      'All looks are over',
    );
    expect(sequentialBoundaryChart(plan).data).toHaveLength(4);
  });

  it('says what does not fit', () => {
    expect(() =>
      sequentialBoundaryChart(
        plan,
        Array.from({ length: 4 }, () => ({ z: 1 })),
      ),
    ).toThrow('4 looks were seen, 3 are planned');
    expect(() => sequentialBoundaryChart(plan, [{ z: Number.NaN }])).toThrow('z of look 1');
  });
});

describe('powerCurve', () => {
  it('draws plans with their effect', () => {
    const small = experimentPlan({ baseline: 0.3, customers: 500 });
    const { data, content } = powerCurve({
      small,
      large: experimentPlan({ baseline: 0.3, customers: 5000 }),
    });
    expect(data).toHaveLength(4);
    expect(content.alternativeText).toContain('is found in 80% of experiments');
    expect((data[3].x as number[])[0]).toBeCloseTo(100 * small.effect, 12);
    expect(powerCurve(small).layout.showlegend).toBe(false);
  });

  it('says what has no common axis', () => {
    const share = experimentPlan({ baseline: 0.3, customers: 500 });
    const number = experimentPlan({ baseline: { mean: 1, standardDeviation: 2 }, customers: 500 });
    expect(() => powerCurve({ share, number })).toThrow('no common axis');
    expect(() => powerCurve({})).toThrow('there are 0 plans');
  });
});
