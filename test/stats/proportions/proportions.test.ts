import {
  agrestiCaffoInterval,
  clopperPearsonInterval,
  cohensH,
  type Estimate,
  jeffreysInterval,
  katzRatioInterval,
  koopmanRatioInterval,
  newcombeInterval,
  scoreDifferenceInterval,
  seeded,
  twoProportionTest,
  waldDifferenceInterval,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Expected numbers without another source: statsmodels 0.13.5, 250 of 4000 against 200 of 4000 (shared
// oracles/experiment-statistics.json). 7 of 34 against 1 of 34: Fagerland, Lydersen, Laake, Stat. Methods Med. Res. 24 (2015).
function expectEnds(estimate: Estimate, low: number, high: number, within = 1e-8): void {
  expect(Math.abs(estimate.low - low)).toBeLessThan(within);
  expect(Math.abs(estimate.high - high)).toBeLessThan(within);
}
const counts: readonly [number, number, number, number] = [250, 4000, 200, 4000];
const few: readonly [number, number, number, number] = [7, 34, 1, 34];

describe('two shares', () => {
  it('are tested by z', () => {
    const { z, p } = twoProportionTest(...counts);
    expect(z).toBeCloseTo(2.4262484174894627, 10);
    expect(p).toBeCloseTo(0.015255823642624351, 12);
    expect(twoProportionTest(0, 5, 0, 7)).toEqual({ z: 0, p: 1 });
  });

  it('have differences with intervals', () => {
    expectEnds(waldDifferenceInterval(...counts), 0.002406007086414988, 0.022593992913585006);
    expectEnds(agrestiCaffoInterval(...counts), 0.002383580262883397, 0.022603925983993155);
    expectEnds(newcombeInterval(...counts), 0.002397871495349436, 0.022647870960817027);
    expectEnds(waldDifferenceInterval(...few), 0.029, 0.32, 5e-3);
    expectEnds(agrestiCaffoInterval(...few), 0.012, 0.32, 5e-3);
    expectEnds(scoreDifferenceInterval(...few, 0.95, { corrected: false }), 0.028, 0.34, 5e-3);
  });

  // Newcombe, Stat. Med. 17 (1998) 873-890, table II. The numbers of statsmodels are not taken: its issue 10269.
  it.each([
    [56, 70, 48, 80, 0.0528, 0.3382],
    [9, 10, 3, 10, 0.17, 0.8406],
  ])('have the published score interval: %i/%i, %i/%i', (a, nA, b, nB, low, high) => {
    expectEnds(scoreDifferenceInterval(a, nA, b, nB), low, high, 5e-5);
  });

  it('have a score interval at whose ends the likeliest shares make the score test say p = 0.05', () => {
    for (const [a, nA, b, nB] of [counts, few, [3, 10, 9, 25]] as const) {
      const { low, high } = scoreDifferenceInterval(a, nA, b, nB);
      for (const supposed of [low, high]) {
        // the likeliest share B, found without the cubic: the slope of the likelihood changes its sign there
        const slope = (x: number) =>
          a / (x + supposed) - (nA - a) / (1 - x - supposed) + b / x - (nB - b) / (1 - x);
        let [from, to] = [Math.max(0, -supposed) + 1e-12, Math.min(1, 1 - supposed) - 1e-12];
        for (let step = 0; step < 200; step++) {
          const middle = (from + to) / 2;
          if (slope(middle) > 0) from = middle;
          else to = middle;
        }
        const pA = from + supposed;
        const square = ((pA * (1 - pA)) / nA + (from * (1 - from)) / nB) * ((nA + nB) / (nA + nB - 1));
        const z = Math.abs(a / nA - b / nB - supposed) / Math.sqrt(square);
        expect(z).toBeCloseTo(1.959963984540054, 8);
      }
    }
  });

  it('have ratios with intervals', () => {
    expectEnds(katzRatioInterval(...counts), 1.0433574184695626, 1.4975692627862234);
    expectEnds(katzRatioInterval(...counts, 0.95, { adjusted: true }), 1.0430632226419199, 1.496497768595729);
    expectEnds(koopmanRatioInterval(...counts), 1.043657701550501, 1.4973059696297175);
    expectEnds(katzRatioInterval(...few), 0.91, 54, 0.5);
    const koopman = koopmanRatioInterval(...few, 0.95, { corrected: false });
    expect(koopman.low).toBeCloseTo(1.22, 2);
    expect(koopmanRatioInterval(...few).low).toBeCloseTo(1.21, 2);
    expect(koopmanRatioInterval(...few).high).toBeCloseTo(43, 0);
    expect(koopmanRatioInterval(5, 10, 0, 10)).toMatchObject({ value: Infinity, high: Infinity });
    expect(koopmanRatioInterval(0, 10, 5, 10)).toMatchObject({ value: 0, low: 0 });
    expect(() => koopmanRatioInterval(0, 10, 0, 10)).toThrow('0 of 10 against 0 of 10');
    expect(() => katzRatioInterval(0, 10, 5, 10)).toThrow('koopmanRatioInterval');
  });

  it('keep to their range and turn round when the groups change places', () => {
    const group = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(group, group, ([a, nA], [b, nB]) => {
        for (const interval of [scoreDifferenceInterval, waldDifferenceInterval, agrestiCaffoInterval]) {
          const there = interval(a, nA, b, nB);
          const back = interval(b, nB, a, nA);
          expect(there.low).toBeGreaterThanOrEqual(-1);
          expect(there.high).toBeLessThanOrEqual(1);
          expect(there.low).toBeLessThanOrEqual(there.high);
          expect(there.low + back.high).toBeCloseTo(0, 8);
        }
        if (a + b > 0) {
          const there = koopmanRatioInterval(a, nA, b, nB);
          const back = koopmanRatioInterval(b, nB, a, nA);
          expect(there.low).toBeGreaterThanOrEqual(0);
          expect(there.low).toBeLessThanOrEqual(there.value);
          expect(there.high).toBeGreaterThanOrEqual(there.value);
          if (back.high < Infinity && back.high > 0) expect(there.low * back.high).toBeCloseTo(1, 5);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('cover: the score interval, with rare events, 93 to 97% of 2,000 seeds', () => {
    let [score, katz] = [0, 0];
    for (let seed = 0; seed < 2000; seed++) {
      const random = seeded(seed);
      const draw = (n: number, share: number) => {
        let yes = 0;
        for (let i = 0; i < n; i++) yes += Number(random.next() < share);
        return yes;
      };
      const [a, b] = [draw(300, 0.08), draw(200, 0.05)];
      const difference = scoreDifferenceInterval(a, 300, b, 200);
      score += Number(difference.low <= 0.03 && difference.high >= 0.03);
      const ratio = koopmanRatioInterval(a, 300, b, 200);
      katz += Number(ratio.low <= 1.6 && ratio.high >= 1.6);
    }
    for (const covered of [score, katz]) {
      expect(covered / 2000).toBeGreaterThan(0.93);
      expect(covered / 2000).toBeLessThan(0.97);
    }
  });
});

describe('one share', () => {
  it('has exact and Jeffreys intervals', () => {
    expectEnds(clopperPearsonInterval(10, 100), 0.04900468922148595, 0.1762225977400227);
    expectEnds(jeffreysInterval(10, 100), 0.05258467529066885, 0.170123929652187);
    // no success among 10: 1 - 0.025^(1/10), by hand
    expectEnds(clopperPearsonInterval(0, 10), 0, 1 - 0.025 ** 0.1);
    expect(jeffreysInterval(10, 10).high).toBe(1);
  });

  it('is covered by the exact interval at least 95 of 100 times, whatever it is (exact sums)', () => {
    const n = 30;
    const intervals = Array.from({ length: n + 1 }, (_, y) => clopperPearsonInterval(y, n));
    for (const share of [0.01, 0.1, 0.33, 0.5, 0.9]) {
      let mass = (1 - share) ** n;
      let covered = 0;
      for (let y = 0; y <= n; y++) {
        if (intervals[y].low <= share && share <= intervals[y].high) covered += mass;
        mass *= (((n - y) / (y + 1)) * share) / (1 - share);
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it("lies apart from another by Cohen's h", () => {
    expect(cohensH(0.5, 0.4)).toBeCloseTo(0.2013579207903309, 14);
    expect(cohensH(0.0625, 0.05)).toBeCloseTo(0.05433369848789488, 12);
    expect(() => cohensH(1.2, 0)).toThrow('between 0 and 1');
  });
});
