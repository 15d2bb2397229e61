import {
  kaplanMeier,
  logRankTest,
  normalQuantile,
  type SurvivalScale,
  seeded,
  survivalAt,
  survivalQuantile,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// R: i <- 0:59; t <- (i*37) %% 23 + 1; e <- as.integer((i*7) %% 5 < 3); g <- i %% 3; s <- (i %/% 3) %% 2
const places = Array.from({ length: 60 }, (_, i) => i);
const times = places.map((i) => ((i * 37) % 23) + 1);
const events = places.map((i) => Number((i * 7) % 5 < 3));
const groups = places.map((i) => i % 3);
const strata = places.map((i) => Math.floor(i / 3) % 2);
const AT = [1, 5, 10, 15, 20, 22];

// R survival 3.5-3: summary(survfit(Surv(t, e) ~ 1, conf.type = …), times = AT)
const survival = [0.95, 0.7833333333, 0.6446474939, 0.5802744875, 0.3679129618, 0.1655608328];
const errors = [0.02813657169, 0.05318555917, 0.06247920292, 0.06659671869, 0.08242786972, 0.0785663717];
const intervals: [SurvivalScale, number[], number[]][] = [
  [
    'log-log',
    [0.85294676415, 0.65630991438, 0.50827511014, 0.4391989715, 0.21198229367, 0.04897474083],
    [0.9835949195, 0.8679657855, 0.752128059, 0.6976733842, 0.5249129178, 0.3422474824],
  ],
  [
    'log',
    [0.89642341368, 0.68572982231, 0.53311866464, 0.46338621074, 0.23715942651, 0.06531645281],
    [1, 0.8948292624, 0.7795082388, 0.7266476063, 0.5707550799, 0.4196552044],
  ],
  [
    'plain',
    [0.89485333283, 0.67909155287, 0.52219050636, 0.44974731737, 0.20635730579, 0.01157357386],
    [1, 0.8875751138, 0.7671044814, 0.7108016576, 0.5294686177, 0.3195480917],
  ],
];

describe('kaplanMeier', () => {
  it.each(intervals)('agrees with R in shares, errors and %s intervals', (scale, low, high) => {
    const curve = kaplanMeier(times, events, { scale });
    AT.forEach((time, i) => {
      const at = survivalAt(curve, time)!;
      expect(at.value).toBeCloseTo(survival[i], 9);
      expect(at.low).toBeCloseTo(low[i], 9);
      expect(at.high).toBeCloseTo(high[i], 9);
      expect(curve.standardError[curve.times.indexOf(time)]).toBeCloseTo(errors[i], 9);
    });
    expect(AT.map((time) => curve.atRisk[curve.times.indexOf(time)])).toEqual([60, 49, 36, 24, 11, 5]);
  });

  it('agrees with R in quantiles', () => {
    // quantile(survfit(Surv(t, e) ~ 1, conf.type = "log-log"), c(.25, .5, .75))
    const curve = kaplanMeier(times, events);
    const of = (share: number) => {
      const { time, low, high } = survivalQuantile(curve, share);
      return [time, low, high];
    };
    expect(of(0.25)).toEqual([6.5, 3, 11]);
    expect(of(0.5)).toEqual([18, 11, 21]);
    expect(of(0.75)).toEqual([22, 20, undefined]);
    const own = places.filter((i) => groups[i] === 1);
    const one = survivalQuantile(
      kaplanMeier(
        own.map((i) => times[i]),
        own.map((i) => events[i]),
      ),
    );
    expect([one.time, one.low, one.high]).toEqual([15, 6, undefined]);
  });

  it('without censoring is the share that is left', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 }), (all) => {
        const curve = kaplanMeier(all, Array(all.length).fill(true));
        curve.times.forEach((time, i) => {
          const left = all.filter((each) => each > time).length;
          expect(curve.survival[i]).toBeCloseTo(left / all.length, 12);
        });
      }),
    );
  });

  it('stays inside 0 to 1, never rises, and does not depend on the order', () => {
    const observation = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(observation, { minLength: 1, maxLength: 40 }),
        fc.constantFrom<SurvivalScale>('log-log', 'log', 'plain'),
        (all, scale) => {
          const of = (list: typeof all) =>
            kaplanMeier(
              list.map(([time]) => time),
              list.map(([, came]) => came),
              { scale },
            );
          const curve = of(all);
          curve.survival.forEach((value, i) => {
            expect(curve.low[i]).toBeGreaterThanOrEqual(0);
            expect(curve.high[i]).toBeLessThanOrEqual(1);
            expect(curve.low[i]).toBeLessThanOrEqual(value);
            expect(curve.high[i]).toBeGreaterThanOrEqual(value);
            expect(value).toBeLessThanOrEqual(curve.survival[i - 1] ?? 1);
            expect(curve.standardError[i]).toBeGreaterThanOrEqual(0);
          });
          expect(of([...all].reverse())).toEqual(curve);
        },
      ),
    );
  });

  it('95% intervals hold the truth', () => {
    const RUNS = 2000;
    let [shares, medians] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const random = seeded(run);
      // Exponential times of mean 10, observation ends between 5 and 25
      const rows = Array.from({ length: 120 }, () => {
        const [time, end] = [-10 * Math.log(1 - random.next()), 5 + 20 * random.next()];
        return [Math.min(time, end), Number(time <= end)];
      });
      const curve = kaplanMeier(
        rows.map(([time]) => time),
        rows.map(([, came]) => came),
      );
      const at = survivalAt(curve, 8)!;
      const truth = Math.exp(-0.8);
      shares += Number(at.low <= truth && truth <= at.high);
      const { low, high } = survivalQuantile(curve);
      const median = 10 * Math.LN2;
      medians += Number(low! <= median && median <= (high ?? Infinity));
    }
    for (const held of [shares, medians]) {
      expect(held / RUNS).toBeGreaterThan(0.93);
      expect(held / RUNS).toBeLessThan(0.97);
    }
  });

  it('knows nothing beyond the time observed, unless nobody is left', () => {
    expect(survivalAt(kaplanMeier([3, 5], [1, 0]), 6)).toBeUndefined();
    expect(survivalAt(kaplanMeier([3, 5], [1, 1]), 6)!.value).toBe(0);
    // Nobody of 2 yet: Wilson's lower end for 2 of 2 is 1 / (1 + z²/2)
    const { value, low, high } = survivalAt(kaplanMeier([3, 5], [1, 0]), 2)!;
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeCloseTo(1 / (1 + normalQuantile(0.975) ** 2 / 2), 12);
    expect(survivalAt(kaplanMeier([0, 5], [0, 1]), 0)).toMatchObject({ value: 1, low: 1, high: 1 });
    // Of 3 one left before the first event: 2 are at risk at time 4
    expect(survivalAt(kaplanMeier([1, 4, 9], [0, 0, 1]), 5)!.low).toBeCloseTo(low, 12);
    expect(survivalQuantile(kaplanMeier([3, 5, 6], [1, 0, 0])).time).toBeUndefined();
  });

  it.each<[string, () => unknown, string]>([
    ['nobody', () => kaplanMeier([], []), 'kaplanMeier: there are no observations.'],
    ['a time below 0', () => kaplanMeier([1, -2], [1, 1]), 'kaplanMeier: time 2 is -2.'],
    ['NaN', () => kaplanMeier([Number.NaN], [1]), 'time 1 is NaN'],
    ['a status of 2', () => kaplanMeier([1], [2]), 'value 1 of whether the event came is 2'],
    ['unlike lengths', () => kaplanMeier([1, 2], [1]), '2 times, but 1 values'],
    ['a confidence of 95', () => kaplanMeier([1], [1], { confidence: 95 }), 'confidence is 95'],
    ['another scale', () => kaplanMeier([1], [1], { scale: 'logit' as never }), 'scale is logit'],
    ['a share of 1', () => survivalQuantile(kaplanMeier([1], [1]), 1), 'share is 1'],
    ['a time of NaN', () => survivalAt(kaplanMeier([1], [1]), Number.NaN), 'time is NaN'],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('logRankTest', () => {
  it('agrees with R', () => {
    // survdiff(Surv(t, e) ~ g)
    const test = logRankTest(times, events, groups);
    expect(test.chiSquared).toBeCloseTo(0.323901906026, 10);
    expect(test.degreesOfFreedom).toBe(2);
    [12.983049608219, 10.52573811907, 12.491212272711].forEach((expected, g) => {
      expect(test.groups[g].expected).toBeCloseTo(expected, 10);
    });
    // survdiff(Surv(t, e) ~ g + strata(s)); its expected events summed over strata
    const within = logRankTest(times, events, groups, { strata });
    expect(within.chiSquared).toBeCloseTo(0.709419544575, 10);
    expect(within.groups[0].expected).toBeCloseTo(7.88953256967 + 6.34873334619, 9);
    expect(within.groups[2].expected).toBeCloseTo(4.15180994108 + 7.09232195229, 9);
  });

  it('does not depend on the order of observations or groups, nor on the unit of time', () => {
    const back = [...places].reverse();
    const turned = logRankTest(
      back.map((i) => 7 * times[i]),
      back.map((i) => events[i]),
      back.map((i) => 2 - groups[i]),
    );
    expect(turned.chiSquared).toBeCloseTo(logRankTest(times, events, groups).chiSquared!, 12);
  });

  it('rejects about 5% where groups are alike, though they are watched for unlike times', () => {
    const RUNS = 2000;
    let rejected = 0;
    for (let run = 0; run < RUNS; run++) {
      const random = seeded(run);
      const rows = Array.from({ length: 150 }, (_, i) => {
        const [time, end] = [-10 * Math.log(1 - random.next()), (3 + 10 * (i % 3)) * (0.5 + random.next())];
        return [Math.min(time, end), Number(time <= end), i % 3];
      });
      const [t, e, g] = [0, 1, 2].map((j) => rows.map((row) => row[j]));
      rejected += Number(logRankTest(t, e, g).p! < 0.05);
    }
    expect(rejected / RUNS).toBeGreaterThan(0.03);
    expect(rejected / RUNS).toBeLessThan(0.07);
  });

  it('leaves out groups without customers, and says nothing where there is nothing to compare', () => {
    const gap = logRankTest([1, 2, 3, 4], [1, 1, 1, 1], [0, 2, 0, 2]);
    expect(gap.degreesOfFreedom).toBe(1);
    expect(gap.chiSquared).toBeCloseTo(logRankTest([1, 2, 3, 4], [1, 1, 1, 1], [0, 1, 0, 1]).chiSquared!, 12);
    expect(logRankTest([1, 2], [0, 0], [0, 1]).p).toBeUndefined();
    expect(logRankTest([5, 1], [1, 0], [0, 1]).p).toBeUndefined(); // the one event came when one group was left
  });

  it.each<[string, () => unknown, string]>([
    ['one group', () => logRankTest([1, 2], [1, 1], [0, 0]), 'there is one group'],
    ['a group of 0.5', () => logRankTest([1, 2], [1, 1], [0, 0.5]), 'value 2 of groups is 0.5'],
    ['strata too few', () => logRankTest([1, 2], [1, 1], [0, 1], { strata: [0] }), '1 strata for 2 times'],
  ])('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it('two groups without ties, by hand', () => {
    // Times 1 to 6, the first three of group 0: expected 3/6 + 2/5 + 1/4; variance 1/4 + 6/25 + 3/16
    const difference = 3 - (1 / 2 + 2 / 5 + 1 / 4);
    const variance = 1 / 4 + 6 / 25 + 3 / 16;
    const { chiSquared, p } = logRankTest([1, 2, 3, 4, 5, 6], Array(6).fill(1), [0, 0, 0, 1, 1, 1]);
    expect(chiSquared).toBeCloseTo(difference ** 2 / variance, 12);
    expect(Math.sqrt(chiSquared!)).toBeCloseTo(normalQuantile(1 - p! / 2), 9);
  });
});
