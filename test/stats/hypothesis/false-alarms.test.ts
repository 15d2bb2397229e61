import {
  chiSquaredTest,
  fisherExact,
  kolmogorovSmirnov,
  kruskalWallis,
  leveneTest,
  mannWhitney,
  oneWayAnova,
  seeded,
  welchAnova,
  welchInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { normals } from './normals.js';

const SAMPLES = 6000;

/** Share of samples in which a test alarms at 5% where there is nothing. */
function alarms(seed: number, p: (random: ReturnType<typeof seeded>) => number): number {
  const random = seeded(seed);
  let alarmed = 0;
  for (let sample = 0; sample < SAMPLES; sample++) if (p(random) <= 0.05) alarmed++;
  return alarmed / SAMPLES;
}

describe('where there is nothing, tests alarm in 4 to 6 of 100 samples', () => {
  const three = (random: ReturnType<typeof seeded>) => [20, 25, 30].map((n) => normals(random, n, 5, 2));
  it.each([
    ['oneWayAnova', (random: ReturnType<typeof seeded>) => oneWayAnova(three(random)).p],
    ['welchAnova', (random: ReturnType<typeof seeded>) => welchAnova(three(random)).p],
    ['kruskalWallis', (random: ReturnType<typeof seeded>) => kruskalWallis(three(random)).p],
    [
      'leveneTest',
      (random: ReturnType<typeof seeded>) => leveneTest([30, 40, 50].map((n) => normals(random, n, 5))).p,
    ],
    [
      'welchInterval',
      (random: ReturnType<typeof seeded>) => welchInterval(three(random)[0], three(random)[2]).p,
    ],
    ['mannWhitney', (random: ReturnType<typeof seeded>) => mannWhitney(three(random)[0], three(random)[2]).p],
  ])('%s', (_name, p) => {
    const rate = alarms(11, p);
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.06);
  });

  it('chi-squared, with counts enough', () => {
    const rate = alarms(12, (random) => {
      const row = (n: number) => {
        const counts = [0, 0, 0];
        for (let i = 0; i < n; i++) {
          const u = random.next();
          counts[u < 0.5 ? 0 : u < 0.8 ? 1 : 2]++;
        }
        return counts;
      };
      return chiSquaredTest([row(60), row(90)]).p;
    });
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.06);
  });
});

describe('exact tests alarm in at most 6', () => {
  it('fisherExact', () => {
    const rate = alarms(13, (random) => {
      const yes = (n: number) => normals(random, n, 0).filter((value) => value > 0.8).length;
      const [a, b] = [yes(20), yes(25)];
      return fisherExact([
        [a, 20 - a],
        [b, 25 - b],
      ]).p;
    });
    expect(rate).toBeLessThanOrEqual(0.06);
  });

  it('kolmogorovSmirnov', () => {
    const rate = alarms(14, (random) => kolmogorovSmirnov(normals(random, 15, 0), normals(random, 18, 0)).p);
    expect(rate).toBeLessThanOrEqual(0.06);
    expect(rate).toBeGreaterThan(0.01);
  });
});

describe('with groups of unlike size that spread unlike', () => {
  const unlike = (random: ReturnType<typeof seeded>) => [
    normals(random, 12, 5, 4),
    normals(random, 40, 5, 1),
    normals(random, 60, 5, 1),
  ];

  it("Welch's tests keep to 4 to 6", () => {
    const many = alarms(15, (random) => welchAnova(unlike(random)).p);
    expect(many).toBeGreaterThan(0.04);
    expect(many).toBeLessThan(0.06);
    const two = alarms(16, (random) => {
      const [a, b] = unlike(random);
      return welchInterval(a, b).p;
    });
    expect(two).toBeGreaterThan(0.04);
    expect(two).toBeLessThan(0.06);
  });

  it('the analysis of variance alarms far too often, and warns; so do the tests of ranks', () => {
    let warned = 0;
    const rate = alarms(17, (random) => {
      const groups = unlike(random);
      const { p, warnings } = oneWayAnova(groups);
      if (warnings.length > 0) warned++;
      expect(kruskalWallis(groups).warnings).toEqual(warnings);
      return p;
    });
    expect(rate).toBeGreaterThan(0.1);
    expect(warned / SAMPLES).toBeGreaterThan(0.99);
    const random = seeded(18);
    const [a, b] = unlike(random);
    expect(mannWhitney(a, b).warnings[0]).toMatch(
      /^Groups differ in size \(up to 3\.3 times\) and in variance \(up to [\d.]+ times\)/,
    );
    expect(oneWayAnova([normals(random, 40, 0), normals(random, 40, 0, 3)]).warnings).toEqual([]);
  });
});
