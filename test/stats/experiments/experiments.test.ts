import {
  absoluteEffect,
  armMoments,
  benjaminiHochberg,
  benjaminiYekutieli,
  betaLowerTail,
  chanceToWin,
  chiSquaredUpperTail,
  cuped,
  detectableEffect,
  detectableShare,
  hochberg,
  holm,
  hommel,
  noncentralTUpperTail,
  normalUpperTail,
  postStratifiedEffect,
  proportionPower,
  proportionSampleSize,
  relativeEffect,
  sampleRatioTest,
  seeded,
  shrunkenEffects,
  tTestPower,
  tTestSampleSize,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Full-precision values: shared oracles/experiment-statistics.json (scipy 1.10.1, statsmodels 0.13.5), R pwr.

describe('effects of arms', () => {
  const moments = (n: number, sum: number, squares: number) => ({
    n,
    mean: sum / n,
    variance: (squares - (sum * sum) / n) / (n - 1),
  });
  const [a, b] = [moments(3407, 1396.87, 52377.9767), moments(3461, 2422.7, 134698.29)];

  it('are those of GrowthBook (its test_tests.py)', () => {
    const relative = relativeEffect(b, a)!;
    const shown = [relative.value, relative.low, relative.high, relative.p, relative.standardError];
    expect(shown.map((x) => x.toFixed(5))).toEqual(['0.70732', '-0.03526', '1.44989', '0.06191', '0.37879']);
    const absolute = absoluteEffect(b, a);
    expect([absolute.value, absolute.low, absolute.high, absolute.p].map((x) => x.toFixed(5))).toEqual([
      '0.29000',
      '0.04538',
      '0.53462',
      '0.02016',
    ]);
    const share = (yes: number, n: number) => ({ n, mean: yes / n, variance: (yes / n) * (1 - yes / n) });
    const shares = relativeEffect(share(16, 30), share(14, 28))!;
    expect([shares.value, shares.low, shares.high, shares.p].map((x) => x.toFixed(5))).toEqual([
      '0.06667',
      '-0.47767',
      '0.61101',
      '0.80707',
    ]);
  });

  it('have no relative form where the control group is at 0, and no doubt where nothing varies', () => {
    const none = { n: 10, mean: 0, variance: 0 };
    expect(relativeEffect({ n: 10, mean: 1, variance: 1 }, none)).toBeUndefined();
    expect(absoluteEffect(none, none)).toMatchObject({ value: 0, low: 0, high: 0, p: 1 });
    expect(() => absoluteEffect({ n: 1, mean: 1, variance: 1 }, none)).toThrow('has 1 customers');
    expect(() => armMoments([1, Number.NaN])).toThrow('not a finite number');
  });

  it('cover the truth, absolute and relative, in 93 to 97% of 2,000 seeds', () => {
    let [absolute, relative] = [0, 0];
    for (let seed = 0; seed < 2000; seed++) {
      const random = seeded(seed);
      const arm = (n: number, middle: number, spread: number) =>
        armMoments(Array.from({ length: n }, () => middle + spread * random.normal()));
      const [treated, control] = [arm(60, 11, 3), arm(90, 10, 2)];
      const one = absoluteEffect(treated, control);
      const two = relativeEffect(treated, control)!;
      absolute += Number(one.low <= 1 && one.high >= 1);
      relative += Number(two.low <= 0.1 && two.high >= 0.1);
    }
    for (const covered of [absolute, relative]) {
      expect(covered / 2000).toBeGreaterThan(0.93);
      expect(covered / 2000).toBeLessThan(0.97);
    }
  });
});

describe('CUPED', () => {
  it('frees an outcome of what was known before', () => {
    // s = (1664525 s + 1013904223) mod 2^32 from 42, u = s / 2^32
    let state = 42n;
    const u = Array.from({ length: 2000 }, () => {
      state = (1664525n * state + 1013904223n) % 4294967296n;
      return Number(state) / 4294967296;
    });
    const before = u.slice(0, 1000).map((x) => 100 * x);
    const outcome = before.map((x, i) => 0.8 * x + 20 * u[1000 + i] + (i % 2 === 1 ? 2 : 0));
    const { theta, adjusted, correlation, varianceReduction } = cuped(outcome, before);
    const effect = (values: ArrayLike<number>) =>
      absoluteEffect(
        armMoments(Array.from(values).filter((_, i) => i % 2 === 1)),
        armMoments(Array.from(values).filter((_, i) => i % 2 === 0)),
      );
    expect(theta).toBeCloseTo(0.8025543963491651, 10);
    expect(effect(outcome).value).toBeCloseTo(0.8613038223609308, 10);
    expect(effect(outcome).standardError).toBeCloseTo(1.493572194879049, 10);
    expect(effect(adjusted).value).toBeCloseTo(1.3965019216088947, 10);
    expect(effect(adjusted).standardError).toBeCloseTo(0.36357387825301307, 10);
    expect(correlation).toBeCloseTo(0.9694781896625826, 10);
    expect(varianceReduction).toBeCloseTo(0.9694781896625826 ** 2, 10);
  });

  it('changes nothing when the earlier value is the same for all', () => {
    expect(Array.from(cuped([1, 2, 4], [3, 3, 3]).adjusted)).toEqual([1, 2, 4]);
    expect(() => cuped([1], [1, 2])).toThrow('1 outcomes and 2 values');
  });
});

describe('post-stratification', () => {
  const arm = (n: number, mean: number, variance: number) => ({ n, mean, variance });

  it('weighs strata by their customers', () => {
    const { value, standardError } = postStratifiedEffect([
      { treated: arm(10, 5, 4), control: arm(20, 4, 2) },
      { treated: arm(40, 20, 8), control: arm(30, 17, 3) },
    ]);
    // by hand: 0.3 · 1 + 0.7 · 3; 0.09 (4/10 + 2/20) + 0.49 (8/40 + 3/30)
    expect(value).toBeCloseTo(2.4, 12);
    expect(standardError ** 2).toBeCloseTo(0.09 * 0.5 + 0.49 * 0.3, 12);
  });

  it('of one stratum is the effect of the arms', () => {
    const [treated, control] = [arm(10, 5, 4), arm(20, 4, 2)];
    const whole = absoluteEffect(treated, control);
    const strata = postStratifiedEffect([{ treated, control }]);
    expect(strata.low).toBeCloseTo(whole.low, 12);
    expect(strata.p).toBeCloseTo(whole.p, 12);
    expect(() => postStratifiedEffect([])).toThrow('no strata');
  });
});

describe('arms as planned', () => {
  it('are tested by chi-squared', () => {
    expect(sampleRatioTest([5000, 5200]).statistic).toBeCloseTo(3.9215686274509802, 10);
    expect(sampleRatioTest([5000, 5200]).p).toBeCloseTo(0.0476703806561615, 10);
    expect(sampleRatioTest([821588, 815482]).statistic).toBeCloseTo(22.77436884189436, 8);
    expect(sampleRatioTest([821588, 815482]).p).toBeCloseTo(1.8217928726191858e-6, 12);
    // charitable-giving: one third and two thirds were planned
    expect(sampleRatioTest([16687, 33396], [1, 2]).p).toBeGreaterThan(0.9);
    expect(() => sampleRatioTest([1.5, 2])).toThrow('arm 1 has 1.5');
    expect(() => sampleRatioTest([0, 0])).toThrow('no customers');
    expect(() => sampleRatioTest([5, 5], [1, 0])).toThrow('above 0');
  });
});

describe('power', () => {
  it("of Student's t test", () => {
    expect(tTestPower({ effect: 1, n: 30, ratio: 0 })).toBeCloseTo(0.9995636009612725, 9);
    expect(tTestPower({ effect: 0.2, n: 20, ratio: 0 })).toBeCloseTo(0.1359562887679666, 9);
    expect(tTestPower({ effect: 1, n: 30 })).toBeCloseTo(0.967708258242517, 9);
    expect(tTestPower({ effect: 0.5, n: 50 })).toBeCloseTo(0.6968934055617446, 9);
    expect(Math.abs(tTestSampleSize({ effect: 0.2 }) / 393.4056930002516 - 1)).toBeLessThan(1e-8);
    expect(Math.abs(tTestSampleSize({ effect: 0.5 }) / 63.765610587854056 - 1)).toBeLessThan(1e-8);
    expect(detectableEffect({ n: 63.765610587854056 })).toBeCloseTo(0.5, 8);
  });

  it('of two shares', () => {
    expect(proportionPower({ control: 0.75, treated: 0.5, n: 76.70692 })).toBeCloseTo(0.9, 7);
    expect(proportionPower({ control: 0.015, treated: 0.001, n: 550 })).toBeCloseTo(0.74156, 5); // Stata
    const plan = { control: 0.05, treated: 0.0625 } as const;
    expect(proportionSampleSize({ ...plan, method: 'arcsine' }) / 5317.38455384014).toBeCloseTo(1, 9);
    // statsmodels leaves the far side out
    expect(proportionSampleSize({ ...plan, sides: 'greater', alpha: 0.025 }) / 5332.134690906378).toBeCloseTo(
      1,
      9,
    );
    expect(detectableShare({ control: 0.05, n: proportionSampleSize(plan) })).toBeCloseTo(0.0625, 9);
    expect(detectableShare({ control: 0.5, n: 3 })).toBeUndefined();
  });

  it('is what a simulation finds, with unequal arms', () => {
    const random = seeded(3);
    const power = tTestPower({ effect: 0.5, n: 30, ratio: 2 });
    let found = 0;
    for (let run = 0; run < 4000; run++) {
      const draw = (n: number, middle: number) => Array.from({ length: n }, () => middle + random.normal());
      found += Number(absoluteEffect(armMoments(draw(30, 0.5)), armMoments(draw(60, 0))).p < 0.05);
    }
    expect(Math.abs(found / 4000 - power)).toBeLessThan(4 * Math.sqrt((power * (1 - power)) / 4000));
  });

  it('says what no number of customers shows', () => {
    expect(() => tTestSampleSize({ effect: 0 })).toThrow('No number of customers');
    expect(() => proportionSampleSize({ control: 0.1, treated: 0.1 })).toThrow('No number of customers');
    expect(() => proportionPower({ control: 0, treated: 0.1, n: 10 })).toThrow('between 0 and 1');
    expect(() => tTestPower({ effect: 1, n: 1 })).toThrow('1 customers');
  });

  it('rests on the noncentral t: without a shift it is Student’s, and mirrors itself', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (t, degrees, shift) => {
          const above = noncentralTUpperTail(t, degrees, shift);
          expect(above + noncentralTUpperTail(-t, degrees, -shift)).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('chance to win', () => {
  it('compares two beta distributions', () => {
    expect(chanceToWin(250, 4000, 200, 4000).chance).toBeCloseTo(0.9923595330399594, 9);
    // one success of one against none: P(A > B) for Beta(2, 1) and Beta(1, 2) is 5/6, by hand
    expect(chanceToWin(1, 1, 0, 1).chance).toBeCloseTo(5 / 6, 10);
    // the mean of max(B - A, 0) there: the integral of (1 - a²)(1 - (1 - a)²) · … = 1/30
    expect(chanceToWin(1, 1, 0, 1).expectedLoss).toBeCloseTo(1 / 30, 10);
  });

  it('is one half for the same counts, and both chances make one', () => {
    const group = fc
      .integer({ min: 1, max: 2000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(
        group,
        group,
        fc.constantFrom<readonly [number, number]>([1, 1], [0.5, 0.5]),
        ([a, nA], [b, nB], prior) => {
          const there = chanceToWin(a, nA, b, nB, prior);
          expect(there.chance + chanceToWin(b, nB, a, nA, prior).chance).toBeCloseTo(1, 8);
          expect(chanceToWin(a, nA, a, nA, prior).chance).toBeCloseTo(0.5, 8);
          expect(there.expectedLoss).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 60 },
    );
    expect(() => chanceToWin(1, 2, 1, 2, [0, 1])).toThrow('above 0');
  });
});

describe('shrunken effects', () => {
  it('keep of each what is more than chance', () => {
    // by hand: Q = 2 on 1 degree of freedom, spread² = 1: each keeps half; I² = 1/2
    const { effects, kept, iSquared } = shrunkenEffects([1, 3], [1, 1]);
    effects.forEach(({ value }, i) => {
      expect(value).toBeCloseTo([1.5, 2.5][i], 8);
    });
    kept.forEach((own) => {
      expect(own).toBeCloseTo(0.5, 8);
    });
    expect(iSquared).toBeCloseTo(0.5, 12);
    expect(shrunkenEffects([1, 1.1], [1, 1])).toMatchObject({ kept: [0, 0], iSquared: 0 });
  });
});

describe('p-values corrected for their number', () => {
  const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
  const expected = {
    holm: [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615],
    hochberg: [0.01, 0.072, 0.216, 0.216, 0.216, 0.216, 0.216, 0.216, 0.216, 0.216],
    hommel: [0.01, 0.072, 0.185, 0.185, 0.185, 0.216, 0.216, 0.216, 0.216, 0.216],
    benjaminiHochberg: [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571428571428572, 0.216, 0.216, 0.216],
    benjaminiYekutieli: [
      0.029289682539682536, 0.11715873015873014, 0.24603333333333333, 0.24603333333333333,
      0.24603333333333333, 0.2928968253968254, 0.3096337868480725, 0.6326571428571428, 0.6326571428571428,
      0.6326571428571428,
    ],
  };
  const corrections = { holm, hochberg, hommel, benjaminiHochberg, benjaminiYekutieli };

  it.each(Object.keys(corrections) as (keyof typeof corrections)[])('%s', (name) => {
    corrections[name](p).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[name][i], 10);
    });
    const turned = corrections[name]([...p].reverse());
    turned.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[name][p.length - 1 - i], 10);
    });
    expect(corrections[name]([])).toHaveLength(0);
    expect(() => corrections[name]([0.1, 2])).toThrow('p-value 2 is 2');
  });

  it('grow from Hommel over Hochberg to Holm, never below the p-value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (values) => {
        const [a, b, c] = [hommel(values), hochberg(values), holm(values)];
        values.forEach((value, i) => {
          expect(a[i]).toBeGreaterThanOrEqual(value - 1e-12);
          expect(b[i]).toBeGreaterThanOrEqual(a[i] - 1e-12);
          expect(c[i]).toBeGreaterThanOrEqual(b[i] - 1e-12);
        });
      }),
    );
  });
});

describe('tails', () => {
  it('of the normal distribution are those of chi-squared with one degree', () => {
    for (let z = 0.01; z < 36; z += 0.037) {
      expect(normalUpperTail(z) / (chiSquaredUpperTail(z * z, 1) / 2)).toBeCloseTo(1, 11);
      expect(normalUpperTail(-z)).toBeCloseTo(1 - normalUpperTail(z), 14);
    }
    expect([normalUpperTail(0), normalUpperTail(Infinity), normalUpperTail(-Infinity)]).toEqual([0.5, 0, 1]);
  });

  it('of the beta distribution', () => {
    // Beta(2, 3): 6x² − 8x³ + 3x⁴, by hand
    for (const x of [0.1, 0.4, 0.9])
      expect(betaLowerTail(x, 2, 3)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 12);
    expect(() => betaLowerTail(2, 1, 1)).toThrow('between 0 and 1');
  });
});
