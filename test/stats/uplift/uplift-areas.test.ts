import { readFileSync } from 'node:fs';
import { seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { perfectCurve } from '#clientele/stats/uplift/perfect-curve';
import { rankedCustomers } from '#clientele/stats/uplift/ranked-customers';
import { scoreCuts } from '#clientele/stats/uplift/score-cuts';
import { upliftAreas } from '#clientele/stats/uplift/uplift-areas';
import { upliftCurve } from '#clientele/stats/uplift/uplift-curve';
import { hasShared, shared } from '../../fixtures/shared-data.js';
import { generatedExperiment } from './generated-experiment.js';

const curve = (
  y: readonly number[],
  scores: readonly number[],
  treated: readonly number[],
  variant: Parameters<typeof upliftCurve>[1],
) => upliftCurve(scoreCuts(rankedCustomers(scores, treated, y)), variant);
const areas = (y: readonly number[], scores: readonly number[], treated: readonly number[]) =>
  upliftAreas(rankedCustomers(scores, treated, y))();

describe('uplift curves and areas', () => {
  // sklift/tests/test_metrics.py
  it('printed values of scikit-uplift', () => {
    const equal = curve([0, 1, 0], [0.5, 0.5, 0.5], [0, 1, 1], 'uplift');
    expect([[...equal.x], [...equal.y]]).toEqual([
      [0, 3],
      [0, 1.5],
    ]);
    expect([...curve([0, 1, 0], [0.5, 0.5, 0.5], [0, 1, 1], 'qini').y]).toEqual([0, 1]);
    expect(areas([0, 1], [0.1, 0.3], [1, 0]).uplift).toBe(0);
    expect(areas([1, 0], [0.1, 0.3], [0, 1]).uplift).toBe(1);
    expect(areas([0, 1], [0.1, 0.3], [1, 0]).qini).toBe(1);
  });

  it.runIf(hasShared)('scikit-uplift on the generated experiment', () => {
    const known = JSON.parse(readFileSync(`${shared}/oracles/uplift.json`, 'utf8')) as Record<string, never>;
    const { treated, outcome, scores } = generatedExperiment();
    const qini = curve(outcome, scores, treated, 'qini');
    expect([...qini.x]).toEqual(known['qini curve x']);
    const expected = known['qini curve y'] as number[];
    qini.y.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 11);
    });
    const { qini: area, qiniWithoutHarm, uplift } = areas(outcome, scores, treated);
    expect(area).toBeCloseTo(known.qini_auc, 13);
    expect(qiniWithoutHarm).toBeCloseTo(known.qini_auc_noneg, 13);
    expect(uplift).toBeCloseTo(known.uplift_auc, 13);
  });

  it('printed value of causalml, issue 519', () => {
    const y = [0, 0, 0, 0, 1, 0, 0, 1, 1, 1];
    const treated = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    // Scores 0, 0.1, … 0.4 twice. Its unstable sort placed the treated first in the ties at 0.2 and 0.3 and last in the others:
    // Qini at 0 … 10 customers 0 0 0 0 1 1.5 2 2.25 2 2.2 2, over its end 2 and 11 points 0.588636, less 0.5.
    const scores = [0, 0.1, 0.2, 0.3, 0.4, -0.01, 0.09, 0.21, 0.31, 0.39];
    expect(areas(y, scores, treated).qiniOfCausalml).toBeCloseTo(0.088636, 6);
  });

  it('by hand: the gain of causalml, with an arm that is empty at first', () => {
    // From the top: treated yes, treated no, control no, treated yes, control yes. Uplift at 3: 1/2 − 0 = 0.5, at 4: 2/3, at 5:
    // 2/3 − 1/2 = 1/6. Until 3 it rises straight from 0: 1/6, 1/3. Gain: 0, 1/6, 2/3, 3/2, 8/3, 5/6; sum 35/6, over 6 points and 5/6.
    const { auucOfCausalml } = areas([1, 0, 0, 1, 1], [5, 4, 3, 2, 1], [1, 1, 0, 1, 0]);
    expect(auucOfCausalml).toBeCloseTo(35 / 6 / 6 / (5 / 6), 12);
  });

  it('by hand: causalml where the end is below 0', () => {
    // From the top: control no, treated no, control yes. Qini at 2: 0, at 3: 0 − 1 · 1/2, at 1 straight between: 0.
    // Mean 0 0 0 −0.5 over its size: −0.25; by lot −0.5, so 0.25 more. Gain at 3: (0 − 1/2) · 3 = −1.5: the same −0.25.
    const result = areas([0, 0, 1], [3, 2, 1], [0, 1, 0]);
    expect([result.qiniOfCausalml, result.auucOfCausalml]).toEqual([0.25, -0.25]);
  });

  it('by hand: numbers, below 0 and above 1', () => {
    // From the top: treated 4, control −2, treated 1, control 3. Uplift at 2: (4 + 2) · 2 = 12; at 3: (2.5 + 2) · 3 = 13.5;
    // at 4: (2.5 − 0.5) · 4 = 8. Area 2 + 8 + 12.75 + 10.75 = 33.5, less 16, over 16.
    const result = areas([4, -2, 1, 3], [4, 3, 2, 1], [1, 0, 1, 0]);
    expect(result.gainPerCustomer).toBeCloseTo(17.5 / 16, 12);
    expect([result.uplift, result.qiniWithoutHarm]).toEqual([undefined, undefined]);
    expect(result.qini).toBeLessThanOrEqual(1);
  });

  it('one score for all ranks nobody', () => {
    const result = areas([1, 0, 1, 1], [2, 2, 2, 2], [1, 0, 1, 0]);
    expect([result.qini, result.uplift, result.gainPerCustomer]).toEqual([0, 0, 0]);
  });

  it('nothing to divide by is undefined', () => {
    expect(areas([0, 0, 0, 0], [4, 3, 2, 1], [1, 0, 1, 0])).toEqual({
      qini: undefined,
      qiniWithoutHarm: undefined,
      uplift: undefined,
      qiniOfCausalml: undefined,
      auucOfCausalml: undefined,
      gainPerCustomer: 0,
    });
  });

  const customer = fc.record({
    score: fc.integer({ min: 0, max: 9 }),
    t: fc.integer({ min: 0, max: 1 }),
    y: fc.integer({ min: 0, max: 1 }),
  });
  const experiment = fc
    .array(customer, { minLength: 4, maxLength: 60 })
    .filter((all) => all.some(({ t }) => t === 1) && all.some(({ t }) => t === 0));

  it('no ranking beats the perfect one of Qini; rows may come in any order, and scores in any increasing scale', () => {
    fc.assert(
      fc.property(experiment, fc.integer(), (all, seed) => {
        const of = (rows: typeof all, scale: (score: number) => number) =>
          areas(
            rows.map(({ y }) => y),
            rows.map(({ score }) => scale(score)),
            rows.map(({ t }) => t),
          );
        const there = of(all, (score) => score);
        expect(of(shuffled(seeded(seed), all), (score) => score)).toEqual(there);
        expect(of(all, (score) => Math.exp(score))).toEqual(there);
        expect(there.qini ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('a weight is a customer repeated, for the perfect curve, too', () => {
    fc.assert(
      fc.property(experiment, fc.boolean(), (all, areNumbers) => {
        const weights = all.map((_, i) => (i % 3) + 1);
        const value = (y: number, i: number) => (areNumbers ? 3 * y - (i % 5) : y);
        const ranked = rankedCustomers(
          all.map(({ score }) => score),
          all.map(({ t }) => t),
          all.map(({ y }, i) => value(y, i)),
        );
        const times = all.flatMap((_, i) => Array<number>(weights[i]).fill(i));
        const repeated = rankedCustomers(
          times.map((i) => all[i].score),
          times.map((i) => all[i].t),
          times.map((i) => value(all[i].y, i)),
        );
        const own = Float64Array.from(ranked.rows, (row) => weights[row]);
        const [weighted, whole] = [upliftAreas(ranked)(own), upliftAreas(repeated)()];
        for (const [name, expected] of Object.entries(whole)) {
          const actual = weighted[name as keyof typeof whole];
          if (expected === undefined) expect(actual).toBeUndefined();
          else expect(actual).toBeCloseTo(expected, 9);
        }
        expect(perfectCurve(ranked, 'qini')(own)?.y.at(-1)).toBeCloseTo(
          perfectCurve(repeated, 'qini')()?.y.at(-1) ?? Number.NaN,
          9,
        );
      }),
      { numRuns: 60 },
    );
  });
});
