import {
  chiSquaredUpperTail,
  cramersVInterval,
  fUpperTail,
  heterogeneity,
  holm,
  normalQuantile,
  seeded,
  studentTUpperTail,
  welchInterval,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, hasShared, sharedMatrix } from '../fixtures/shared-data.js';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe('chiSquaredUpperTail', () => {
  it.each([
    // scipy 1.10, shared/oracles/experiment-statistics.json
    [22.77436884189436, 1, 1.8217928726191858e-6],
    [30.76239505256118, 3, 9.538210580966804e-7],
    [96.93743600064833, 2, 8.91873433246198e-22],
    [3.9215686274509802, 1, 0.0476703806561615],
  ])('agrees with scipy for %f on %i', (x, degrees, p) => {
    expect(relative(chiSquaredUpperTail(x, degrees), p)).toBeLessThan(2e-12);
  });

  it('with two degrees of freedom is exp(−x/2), also far out', () => {
    for (const x of [0, 0.01, 1, 3, 10, 200, 1000]) {
      expect(relative(chiSquaredUpperTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-12);
    }
  });

  it('with one is two normal tails, and with four has one more term than with two', () => {
    for (const p of [0.2, 0.05, 1e-3]) {
      expect(relative(chiSquaredUpperTail(normalQuantile(1 - p / 2) ** 2, 1), p)).toBeLessThan(1e-9);
    }
    expect(chiSquaredUpperTail(7, 4)).toBeCloseTo(Math.exp(-3.5) * (1 + 3.5), 14);
  });

  it('near the mean of many degrees of freedom is a half less 1/(3·√(π·df))', () => {
    // Edgeworth: the skewness is √(8/df), and the tail at the mean loses skewness / (6·√(2π))
    expect(chiSquaredUpperTail(1e6, 1e6)).toBeCloseTo(0.5 - 1 / (3 * Math.sqrt(Math.PI * 1e6)), 8);
  });

  it('refuses what is no chi-squared', () => {
    expect(() => chiSquaredUpperTail(-1, 2)).toThrow('chiSquaredUpperTail: x is -1.');
    expect(() => chiSquaredUpperTail(Number.NaN, 2)).toThrow('x is NaN');
    expect(() => chiSquaredUpperTail(1, 0)).toThrow('degrees of freedom are 0.');
  });
});

describe('fUpperTail', () => {
  it('agrees with scipy: one-way analysis of variance of iris', () => {
    expect(relative(fUpperTail(119.26450218450468, 2, 147), 1.6696691907693826e-31)).toBeLessThan(1e-11);
  });

  it('with one degree of freedom above is two tails of Student’s t', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 200 }), (tenth, degrees) => {
        const t = tenth / 10;
        expect(relative(fUpperTail(t * t, 1, degrees), 2 * studentTUpperTail(t, degrees))).toBeLessThan(
          1e-10,
        );
      }),
    );
  });

  it('refuses what is no F', () => {
    expect(() => fUpperTail(-1, 1, 1)).toThrow('fUpperTail: f is -1.');
    expect(() => fUpperTail(1, 0, 1)).toThrow('degrees of freedom are 0 and 1.');
    expect(fUpperTail(0, 2, 3)).toBe(1);
  });
});

describe('holm', () => {
  it('agrees with statsmodels', () => {
    const raw = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    const expected = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615];
    [...holm(raw)].forEach((each, i) => {
      expect(each).toBeCloseTo(expected[i], 12);
    });
    expect([...holm([...raw].reverse())].reverse()).toEqual([...holm(raw)]);
  });

  it('has nothing to correct of one or none', () => {
    expect([...holm([])]).toEqual([]);
    expect([...holm([0.04])]).toEqual([0.04]);
    expect(() => holm([0.5, 1.5])).toThrow('holm: p-value 2 is 1.5.');
  });
});

describe('welchInterval', () => {
  it.runIf(hasShared)('agrees with scipy: sepal length of setosa and versicolor', () => {
    const lengths = columnOf(sharedMatrix('oracles/data/iris.csv', 0, 1), 0);
    const welch = welchInterval(lengths.slice(0, 50), lengths.slice(50, 100));
    // scipy 1.10 inverts t to ten digits only
    expect(welch.low).toBeCloseTo(-1.1057073727076006, 10);
    expect(welch.high).toBeCloseTo(-0.7542926272924008, 10);
    expect(welch.degreesOfFreedom).toBeCloseTo(86.53800179765497, 9);
    expect(relative(welch.p, 3.746742613983842e-17)).toBeLessThan(1e-10);
  });

  it('has no width where nothing varies', () => {
    expect(welchInterval([2, 2], [1, 1])).toMatchObject({ value: 1, low: 1, high: 1, p: 0 });
    expect(welchInterval([2, 2], [2, 2]).p).toBe(1);
    expect(() => welchInterval([1], [1, 2])).toThrow('two or more values on each side, got 1 and 2.');
  });
});

describe('heterogeneity', () => {
  // Trials of the BCG vaccine against tuberculosis (Colditz et al. 1994): ill and not, vaccinated and not
  const trials = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13536, 248, 12619],
    [33, 5036, 47, 5761],
    [180, 1361, 372, 1079],
    [8, 2537, 10, 619],
    [505, 87886, 499, 87892],
    [29, 7470, 45, 7232],
    [17, 1699, 65, 1600],
    [186, 50448, 141, 27197],
    [5, 2493, 3, 2338],
    [27, 16886, 29, 17825],
  ];
  const effects = trials.map(([a, b, c, d]) => Math.log(a / (a + b) / (c / (c + d))));
  const variances = trials.map(([a, b, c, d]) => 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d));

  it('agrees with metafor: Q 152.2330 on 12, τ² 0.3181 (PM), Q-profile 0.1197 to 1.1115', () => {
    const { q, degreesOfFreedom, p, spread } = heterogeneity(effects, variances);
    expect(q).toBeCloseTo(152.233, 3);
    expect(degreesOfFreedom).toBe(12);
    expect(p).toBeLessThan(1e-25);
    expect(p).toBeGreaterThan(0);
    expect(spread.value ** 2).toBeCloseTo(0.3181, 4);
    expect(spread.low ** 2).toBeCloseTo(0.1197, 4);
    expect(spread.high ** 2).toBeCloseTo(1.1115, 4);
  });

  it('by hand: effects 1 and 3 of variance 1 have Q 2, mean 2, and τ² 1', () => {
    const { q, mean, spread, p } = heterogeneity([1, 3], [1, 1]);
    expect([q, mean]).toEqual([2, 2]);
    expect(spread.value).toBeCloseTo(1, 12); // Q = 2 / (1 + τ²) = 1
    expect(p).toBeCloseTo(chiSquaredUpperTail(2, 1), 14);
  });

  it.runIf(hasShared)('agrees with R: oneway.test of iris, F 138.91 on 2 and 92.211', () => {
    const lengths = columnOf(sharedMatrix('oracles/data/iris.csv', 0, 1), 0);
    const groups = [0, 1, 2].map((s) => lengths.slice(50 * s, 50 * s + 50));
    const means = groups.map((group) => group.reduce((sum, value) => sum + value, 0) / 50);
    const squares = groups.map(
      (group, s) => group.reduce((sum, value) => sum + (value - means[s]) ** 2, 0) / 49 / 50,
    );
    const { p } = heterogeneity(means, squares, { degreesOfFreedom: [49, 49, 49] });
    expect(relative(p, fUpperTail(138.91, 2, 92.211))).toBeLessThan(5e-3); // F is given to five digits
  });

  it('of two effects with estimated variances is Welch’s t', () => {
    const [a, b] = [
      [1, 2, 4, 9],
      [3, 8, 8, 9, 12, 20],
    ];
    const [wa, wb] = [welchInterval(a, [0, 0]), welchInterval(b, [0, 0])];
    const { p } = heterogeneity([wa.value, wb.value], [wa.standardError ** 2, wb.standardError ** 2], {
      degreesOfFreedom: [3, 5],
    });
    expect(p).toBeCloseTo(welchInterval(a, b).p, 12);
  });

  it('does not depend on the order, a shift, or the unit', () => {
    const there = heterogeneity(effects, variances);
    const back = heterogeneity([...effects].reverse(), [...variances].reverse());
    const moved = heterogeneity(
      effects.map((each) => 3 * each + 7),
      variances.map((each) => 9 * each),
    );
    for (const other of [back, moved]) expect(other.q).toBeCloseTo(there.q, 8);
    expect(moved.spread.high).toBeCloseTo(3 * there.spread.high, 8);
  });

  it('holds the true spread as often as it says', () => {
    const random = seeded(17);
    let held = 0;
    for (let run = 0; run < 500; run++) {
      const errors = Array.from({ length: 8 }, (_, i) => 0.2 + 0.1 * i);
      const found = errors.map((error) => random.normal() + error * random.normal()); // true spread 1
      const { spread } = heterogeneity(
        found,
        errors.map((error) => error ** 2),
      );
      held += Number(spread.low <= 1 && 1 <= spread.high);
    }
    expect(held / 500).toBeGreaterThan(0.92); // 95% stated, standard error 1 point
    expect(held / 500).toBeLessThan(0.98);
  });

  it('is 0 where all effects are the same', () => {
    const { q, p, spread } = heterogeneity([2, 2, 2], [1, 2, 3]);
    expect([q, p, spread.value, spread.low, spread.high]).toEqual([0, 1, 0, 0, 0]);
  });

  it('says what it needs', () => {
    expect(() => heterogeneity([1], [1])).toThrow('heterogeneity needs two or more effects, got 1.');
    expect(() => heterogeneity([1, 2], [1])).toThrow('2 effects, 1 variances.');
    expect(() => heterogeneity([1, 2], [1, 0])).toThrow('variance 2 is 0.');
  });
});

describe('cramersVInterval', () => {
  it('holds the true association as often as it says, and none as well', () => {
    // Two of two alike: with chance of 1/2 + v/2 that both agree, V is v
    for (const truth of [0, 0.3]) {
      const random = seeded(11);
      let held = 0;
      for (let run = 0; run < 500; run++) {
        const a = Array.from({ length: 200 }, () => random.integer(2));
        const b = a.map((each) => (random.next() < (1 + truth) / 2 ? each : 1 - each));
        const { low, high } = cramersVInterval(a, b);
        held += Number(low <= truth && truth <= high);
      }
      // 500 runs at 95%: standard error 1 point. Without an association only the upper end can fail it: up to 97.5%
      expect(held / 500).toBeGreaterThan(0.92);
      expect(held / 500).toBeLessThan(0.995);
    }
  });

  it('lies in its interval, whatever the labels are called', () => {
    const labels = fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const v = cramersVInterval(a, b);
        expect(v.low).toBeLessThanOrEqual(v.value);
        expect(v.value).toBeLessThanOrEqual(v.high);
        expect(v.low).toBeGreaterThanOrEqual(0);
        expect(v.high).toBeLessThanOrEqual(1);
        const renamed = cramersVInterval(
          a.map((x) => 3 - x),
          b.map((y) => (y + 1) % 3),
        );
        expect(renamed.low).toBeCloseTo(v.low, 8);
        expect(renamed.chiSquared).toBeCloseTo(v.chiSquared, 8);
      }),
    );
  });

  it('takes many customers', () => {
    const a = Int32Array.from({ length: 300_000 }, (_, i) => i % 3);
    const v = cramersVInterval(a, a);
    expect(v.value).toBeCloseTo(1, 5);
    expect(v.low).toBeGreaterThan(0.99);
  });

  it('is nothing where one side has one label', () => {
    expect(cramersVInterval([0, 0], [0, 1])).toMatchObject({ value: 0, low: 0, high: 0, p: 1 });
  });
});
