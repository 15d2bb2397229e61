import {
  clusteredShare,
  differenceOfEstimates,
  type Estimate,
  netPromoterInterval,
  newcombeInterval,
  type Random,
  rateRatio,
  seeded,
  wilsonInterval,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SEEDS = 2000;

/** Share of seeds whose interval holds the truth. */
function coverage(truth: number, estimate: (random: Random) => Estimate): number {
  let held = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const { low, high } = estimate(seeded(seed + 1));
    if (low <= truth && truth <= high) held++;
  }
  return held / SEEDS;
}

function expectNominal(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

/** Numbers of answers in three classes. */
function multinomial(
  random: Random,
  n: number,
  [first, second]: readonly number[],
): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const draw = random.next();
    counts[draw < first ? 0 : draw < first + second ? 1 : 2]++;
  }
  return counts;
}

function binomial(random: Random, n: number, p: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (random.next() < p) count++;
  return count;
}

describe('netPromoterInterval', () => {
  it('has the score and the multinomial standard error, by hand', () => {
    // 95 promoters, 95 passives, 60 detractors: 14; variance (155/250 - 0.14²)/250 = 0.6004/250.
    const nps = netPromoterInterval(95, 95, 60);
    expect(nps.value).toBe(14);
    expect(nps.standardError).toBeCloseTo(100 * Math.sqrt(0.6004 / 250), 12);
    // With many answers the score interval and the plain one are the same: 14 ± 1.959964 · SE.
    const many = netPromoterInterval(950_000, 950_000, 600_000);
    expect(many.low).toBeCloseTo(14 - 1.959964 * many.standardError, 4);
    expect(many.high).toBeCloseTo(14 + 1.959964 * many.standardError, 4);
  });

  it('solves the equation of the score test at both ends', () => {
    // At an end t the most likely shares with p - d = t maximise b log p + c log d + a log(1 - p - d): found here by a fine
    // search, not by the formula; (score - t)² n / (p + d - t²) is then z² = 3.841459.
    for (const [b, a, c] of [
      [40, 100, 20],
      [9, 1, 0],
      [3, 5, 12],
    ]) {
      const n = a + b + c;
      const { low, high } = netPromoterInterval(b, a, c);
      for (const end of [low / 100, high / 100]) {
        let [best, at] = [-Infinity, 0];
        const [least, most] = [Math.max(0, -end), (1 - end) / 2];
        for (let step = 1; step < 100_000; step++) {
          const d = least + ((most - least) * step) / 100_000;
          const log = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
          const likely = log(b, d + end) + log(c, d) + log(a, 1 - 2 * d - end);
          if (likely > best) [best, at] = [likely, d];
        }
        const square = (((b - c) / n - end) ** 2 * n) / (2 * at + end - end * end);
        expect(square).toBeCloseTo(3.841459, 1);
      }
    }
  });

  it('stays on the scale, turns with it, and has a width where all say the same', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), (b, a, c) => {
        fc.pre(a + b + c > 0);
        const [nps, turned] = [netPromoterInterval(b, a, c), netPromoterInterval(c, a, b)];
        expect(nps.low).toBeGreaterThanOrEqual(-100);
        expect(nps.high).toBeLessThanOrEqual(100);
        expect(nps.low).toBeLessThanOrEqual(nps.value);
        expect(nps.high).toBeGreaterThanOrEqual(nps.value);
        expect(nps.high - nps.low).toBeGreaterThan(0);
        expect(turned.low).toBeCloseTo(-nps.high, 6);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['a usual survey', 200, [0.4, 0.35]],
    ['a loved product', 100, [0.8, 0.15]],
    ['few answers', 40, [0.45, 0.3]],
    ['a hated product', 150, [0.1, 0.2]],
  ] as const)('covers the truth: %s', (_, n, shares) => {
    const truth = 100 * (shares[0] - (1 - shares[0] - shares[1]));
    expectNominal(coverage(truth, (random) => netPromoterInterval(...multinomial(random, n, shares))));
  });

  it('covers the difference of two scores', () => {
    const truth = 100 * (0.15 - (0.5 - 0.2));
    expectNominal(
      coverage(truth, (random) =>
        differenceOfEstimates(
          netPromoterInterval(...multinomial(random, 120, [0.4, 0.35])),
          netPromoterInterval(...multinomial(random, 80, [0.5, 0.3])),
        ),
      ),
    );
  });

  it('refuses counts that are none', () => {
    expect(() => netPromoterInterval(0, 0, 0)).toThrow('netPromoterInterval: there are no answers.');
    expect(() => netPromoterInterval(1.5, 0, 0)).toThrow('netPromoterInterval: promoters are 1.5.');
    expect(() => netPromoterInterval(1, 1, 1, 95)).toThrow('netPromoterInterval: confidence is 95.');
  });
});

describe('differenceOfEstimates', () => {
  it("is Newcombe's interval of two Wilson intervals", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (x, y) => {
        const made = differenceOfEstimates(wilsonInterval(x, 90), wilsonInterval(y, 120));
        const known = newcombeInterval(x, 90, y, 120);
        expect([made.value, made.low, made.high, made.n]).toEqual([known.value, known.low, known.high, 210]);
      }),
    );
  });

  it('refuses intervals without ends and of unlike confidence', () => {
    const wide = { ...wilsonInterval(1, 2), high: Infinity };
    expect(() => differenceOfEstimates(wilsonInterval(1, 2), wide)).toThrow('the second estimate is 0.5 (');
    expect(() => differenceOfEstimates(wilsonInterval(1, 2), wilsonInterval(1, 2, 0.9))).toThrow(
      'confidences of 0.95 and 0.9',
    );
  });
});

describe('rateRatio', () => {
  it('matches the published intervals', () => {
    // 7/34 over 1/34 by statsmodels 0.14 (compare "ratio", method "score"): 1.20856797509, 43.03297222;
    // the published digits are 1.21 and 43 (Fagerland, Lydersen and Laake 2015).
    const ratio = rateRatio(7, 34, 1, 34)!;
    expect(ratio.value).toBeCloseTo(7, 12);
    expect(ratio.low).toBeCloseTo(1.20856797509, 9);
    expect(ratio.high).toBeCloseTo(43.03297222, 7);
    const many = rateRatio(250, 4000, 200, 4000)!;
    expect(many.low).toBeCloseTo(1.04365770155, 9);
    expect(many.high).toBeCloseTo(1.49730596963, 9);
  });

  it('turns with its groups, holds its value, and knows no ratio to nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 70 }), (x, y) => {
        const [ratio, turned] = [rateRatio(x, 50, y, 70)!, rateRatio(y, 70, x, 50)!];
        expect(ratio.low).toBeLessThanOrEqual(ratio.value * (1 + 1e-9));
        expect(ratio.high).toBeGreaterThanOrEqual(ratio.value * (1 - 1e-9));
        expect(turned.low * ratio.high).toBeCloseTo(1, 8);
      }),
    );
    expect(rateRatio(3, 50, 0, 50)).toBeUndefined();
    const none = rateRatio(0, 50, 5, 50)!;
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0);
    expect(Number.isFinite(none.high)).toBe(true);
    expect(() => rateRatio(5, 4, 1, 4)).toThrow('rateRatio: 5 successes among 4.');
  });

  it('covers the truth', () => {
    expectNominal(
      coverage(
        0.08 / 0.05,
        (random) => rateRatio(binomial(random, 300, 0.08), 300, binomial(random, 400, 0.05), 400)!,
      ),
    );
  });
});

describe('clusteredShare', () => {
  it("is Wilson's with one trial a customer", () => {
    // Wilson for 10/100: 0.0552291371, 0.1743656615.
    const ten = clusteredShare(
      Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 : 0)),
      new Array(100).fill(1),
    );
    expect(ten.low).toBeCloseTo(0.0552291371, 9);
    expect(ten.high).toBeCloseTo(0.1743656615, 9);
    expect(ten.effectiveN).toBe(100);
  });

  it('counts customers whose trials all end alike as one trial each, but for few of them', () => {
    // 40 customers with 5 mails, 10 open all: the variance is 40/39 · p(1-p)/40, so 39 trials, times (1.959964/2.022691)².
    const alike = clusteredShare(
      Array.from({ length: 40 }, (_, i) => (i < 10 ? 5 : 0)),
      new Array(40).fill(5),
    );
    expect(alike.value).toBe(0.25);
    expect(alike.n).toBe(200);
    expect(alike.effectiveN).toBeCloseTo(39 * (1.959964 / 2.022691) ** 2, 3);
  });

  it('covers the truth where trials of a customer are alike', () => {
    const customers = 150;
    expectNominal(
      coverage(0.3, (random) => {
        const opened: number[] = [];
        const sent: number[] = [];
        for (let i = 0; i < customers; i++) {
          const own = random.next() < 0.5 ? 0.1 : 0.5; // half of them open a tenth, half a half
          sent.push(1 + random.integer(12));
          opened.push(binomial(random, sent[i], own));
        }
        return clusteredShare(opened, sent);
      }),
    );
  });

  it('has an interval inside of 0 to 1 at the ends', () => {
    const none = clusteredShare([0, 0, 0], [5, 5, 5]);
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeLessThan(1);
    expect(none.high).toBeGreaterThan(wilsonInterval(0, 3).high); // three customers, not fifteen trials
    expect(clusteredShare([2], [4]).effectiveN).toBe(1);
    expect(() => clusteredShare([], [])).toThrow('clusteredShare: there are no trials.');
    expect(() => clusteredShare([3], [2])).toThrow('clusteredShare: 3 successes among 2.');
    expect(() => clusteredShare([1, 1], [2])).toThrow('clusteredShare: 2 successes for 1 clusters.');
  });
});
