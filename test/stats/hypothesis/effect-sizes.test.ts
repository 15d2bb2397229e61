import {
  cohensD,
  explainedVarianceInterval,
  oddsRatio,
  oneWayAnova,
  seeded,
  welchAnova,
  welchInterval,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normals } from './normals.js';

const SEEDS = 2000;

describe('share of variance that groups explain', () => {
  // scipy 1.15: ncf.sf solved for its noncentrality with brentq.
  it.each([
    [119.26450218450468, 2, 147, 0.5203091577711341, 0.6844361238825554],
    [1.2, 2, 147, 0, 0.06731411156111146],
    [3.5, 3, 20, 0, 0.5274750412138164],
  ])('F = %f with %i and %i degrees of freedom', (f, between, within, low, high) => {
    const interval = explainedVarianceInterval(f, between, within);
    expect(interval.low).toBeCloseTo(low, 8);
    expect(interval.high).toBeCloseTo(high, 8);
  });

  it('covers the truth in 93 to 97 of 100 samples', () => {
    // Four groups of 25 with means 0, 0, 0.5, 1 and variance 1: the noncentrality is 25 · Σ(mean − 0.375)² = 25 · 0.6875,
    // so that the share is 17.1875 / (17.1875 + 100).
    const random = seeded(1);
    const share = 17.1875 / 117.1875;
    let covered = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { f } = oneWayAnova([0, 0, 0.5, 1].map((mean) => normals(random, 25, mean)));
      const { low, high } = explainedVarianceInterval(f, 3, 96);
      if (low <= share && share <= high) covered++;
    }
    expect(covered / SEEDS).toBeGreaterThan(0.93);
    expect(covered / SEEDS).toBeLessThan(0.97);
  });

  it('stays within 0 to 1 and holds its value', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 100_000 }),
        (f, between, within) => {
          const { low, value, high } = explainedVarianceInterval(f, between, within);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(value).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(value);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
    expect(explainedVarianceInterval(Infinity, 1, 5)).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(() => explainedVarianceInterval(-1, 1, 5)).toThrow('F is -1 with 1 and 5 degrees of freedom');
  });
});

describe('standardized difference of means', () => {
  it('covers the truth in 93 to 97 of 100 samples, and g is d by the correction', () => {
    const random = seeded(2);
    let covered = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { low, high, value, hedgesG } = cohensD(normals(random, 40, 0.6), normals(random, 60, 0));
      if (low <= 0.6 && 0.6 <= high) covered++;
      expect(hedgesG).toBeCloseTo(value * (1 - 3 / (4 * 98 - 1)), 12);
    }
    expect(covered / SEEDS).toBeGreaterThan(0.93);
    expect(covered / SEEDS).toBeLessThan(0.97);
  });
});

describe('odds ratio', () => {
  // statsmodels 0.14: Table2x2.oddsratio_confint.
  it("has Woolf's interval", () => {
    const few = oddsRatio([
      [10, 90],
      [5, 95],
    ])!;
    expect(few.value).toBeCloseTo(95 / 45, 12);
    expect(few.low).toBeCloseTo(0.6946538025093254, 10);
    expect(few.high).toBeCloseTo(6.415843557405648, 10);
    const many = oddsRatio([
      [250, 3750],
      [200, 3800],
    ])!;
    expect(many.low).toBeCloseTo(1.0460859015057036, 10);
    expect(many.high).toBeCloseTo(1.53375974395129, 10);
  });

  it('covers the truth in 93 to 97 of 100 samples', () => {
    const random = seeded(3);
    const count = (n: number, share: number) => {
      let yes = 0;
      for (let i = 0; i < n; i++) if (random.next() < share) yes++;
      return yes;
    };
    const truth = 0.3 / 0.7 / (0.2 / 0.8);
    let covered = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const [a, c] = [count(120, 0.3), count(200, 0.2)];
      const { low, high } = oddsRatio([
        [a, 120 - a],
        [c, 200 - c],
      ])!;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / SEEDS).toBeGreaterThan(0.93);
    expect(covered / SEEDS).toBeLessThan(0.97);
  });

  it('adds half a customer where a count is 0, and says so; is undefined for an empty margin', () => {
    const rare = oddsRatio([
      [0, 10],
      [5, 5],
    ])!;
    expect(rare.value).toBeCloseTo((0.5 * 5.5) / (10.5 * 5.5), 12);
    expect(rare.method).toContain('half a customer added');
    expect(
      oddsRatio([
        [0, 10],
        [0, 5],
      ]),
    ).toBeUndefined();
    expect(() => oddsRatio([[1, 2]])).toThrow('two rows of two counts');
    expect(() =>
      oddsRatio([
        [1, -2],
        [1, 1],
      ]),
    ).toThrow('count 2 is -2');
  });
});

describe("Welch's analysis of variance", () => {
  it('is the square of t for two groups', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        fc.pre(new Set(a).size > 1 && new Set(b).size > 1);
        const welch = welchAnova([a, b]);
        const t = welchInterval(a, b);
        expect(welch.f).toBeCloseTo((t.value / t.standardError) ** 2, 8);
        expect(welch.p).toBeCloseTo(t.p, 10);
      }),
      { numRuns: 60 },
    );
  });

  it('has an answer where nothing varies in a group', () => {
    expect(
      welchAnova([
        [1, 1],
        [2, 3],
      ]),
    ).toMatchObject({ f: Infinity, p: 0 });
    expect(
      welchAnova([
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ f: 0, p: 1 });
    expect(() => welchAnova([[1, 2], [3]])).toThrow('group 2 has 1');
  });
});
