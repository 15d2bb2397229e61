import { readFileSync } from 'node:fs';
import {
  DISPLAY_KEY,
  matrixOf,
  profitCurve,
  seeded,
  upliftAtShare,
  upliftByPercentile,
  upliftQuality,
  upliftScores,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, shared } from '../../fixtures/shared-data.js';
import { generatedExperiment, laterFirst } from '../../stats/uplift/generated-experiment.js';
import { planted } from './uplift-data.js';

const named = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const generated = () => {
  const { treated, outcome, scores } = generatedExperiment();
  return { ids: named(1000), treated, outcome, scores };
};

describe.runIf(hasShared)('scikit-uplift on the generated experiment', () => {
  const known = () =>
    JSON.parse(readFileSync(`${shared}/oracles/uplift.json`, 'utf8')) as Record<string, number>;

  it('areas, with an interval around them', async () => {
    const { areas, treated } = await upliftQuality({ ...generated(), seed: 1, resamples: 200 });
    expect(treated).toBe(known().n_t);
    expect(areas[0].value).toBeCloseTo(known().qini_auc, 13);
    expect(areas[1].value).toBeCloseTo(known().qini_auc_noneg, 13);
    expect(areas[2].value).toBeCloseTo(known().uplift_auc, 13);
    for (const { value, interval } of areas.slice(0, 3)) {
      expect(interval!.low).toBeLessThan(value!);
      expect(interval!.high).toBeGreaterThan(value!);
    }
  });

  it('uplift at 30% and the weighted average, where ties fall as there', () => {
    const experiment = generated();
    const asThere = { ...experiment, scores: laterFirst(experiment.scores) };
    expect(upliftAtShare({ ...asThere, share: 0.3 })!.value).toBeCloseTo(known()['uplift_at_30 overall'], 13);
    expect(upliftAtShare({ ...asThere, share: 0.3, of: 'by group' })!.value).toBeCloseTo(
      known()['uplift_at_30 by_group'],
      13,
    );
    expect(upliftByPercentile(asThere).weightedAverage).toBeCloseTo(known()['wau overall 10'], 13);
    // Within ties every order counts: the same to a point, and not from the order of the rows.
    const shared = upliftAtShare({ ...experiment, share: 0.3 })!.value;
    expect(Math.abs(shared - known()['uplift_at_30 overall'])).toBeLessThan(0.01);
  });
});

describe('upliftQuality', () => {
  it('covers 0 for 95% of seeds where scores know nothing', async () => {
    const RUNS = 700;
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const random = seeded(run);
      const ids = named(120);
      const treated = ids.map((_, i) => i % 2 === 0);
      const outcome = treated.map((is) => Number(random.next() < (is ? 0.5 : 0.4)));
      const scores = ids.map(() => random.next());
      const { qini } = await upliftQuality({ ids, treated, outcome, scores, seed: run, resamples: 100 });
      covered += Number(qini.interval!.low <= 0 && qini.interval!.high >= 0);
    }
    expect(covered / RUNS).toBeGreaterThanOrEqual(0.93);
    expect(covered / RUNS).toBeLessThanOrEqual(0.97);
  }, 60_000);

  it('covers 0 where a learner found what is not there', async () => {
    const RUNS = 300;
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const experiment = planted(run, 200, { isYesNo: false });
      const { trial } = await upliftScores({ ...experiment, learner: 'T', folds: 4, seed: run });
      const { qini } = await upliftQuality({ ...trial, seed: run, resamples: 100 });
      covered += Number(qini.interval!.low <= 0 && qini.interval!.high >= 0);
    }
    // 95% of 300 with a standard error of 1.3 points
    expect(covered / RUNS).toBeGreaterThanOrEqual(0.93);
    expect(covered / RUNS).toBeLessThanOrEqual(0.97);
  }, 60_000);

  it('says what the numbers say', async () => {
    const good = planted(1, 1000, { effect: 0.1, spread: 0.3 });
    const right = await upliftQuality({ ...good, scores: good.truth, seed: 1, resamples: 200 });
    expect(right.because).toMatch(/rank customers better than lot does/);
    const wrong = await upliftQuality({
      ...good,
      scores: good.truth.map((x) => -x),
      seed: 1,
      resamples: 200,
    });
    expect(wrong.because).toMatch(/worse than lot/);
    const none = await upliftQuality({
      ...planted(2, 300, {}),
      scores: named(300).map((_, i) => i),
      seed: 1,
    });
    expect(none.because).toMatch(/is not shown/);
    // No sure effect of all: what divides by it has no interval, and says why.
    expect(none.areas[3]).toMatchObject({ interval: undefined, reason: expect.stringMatching(/may be 0/) });
    const bundle = right[DISPLAY_KEY]() as Record<string, string>;
    expect(bundle['text/plain']).toContain('Qini area, share of the perfect (scikit-uplift)');
  });

  it('does not depend on the order of the rows; the band holds the curve; by lot is the straight line', async () => {
    const experiment = planted(3, 200, { spread: 0.2, isYesNo: false });
    const scores = experiment.truth.map((value, i) => value + (i % 3));
    const order = shuffled(
      seeded(4),
      Array.from(experiment.ids, (_, i) => i),
    );
    const pick = <Value>(values: readonly Value[]) => order.map((i) => values[i]);
    const there = await upliftQuality({ ...experiment, scores, seed: 1, resamples: 100 });
    const back = await upliftQuality({
      ids: pick(experiment.ids),
      treated: pick(experiment.treated),
      outcome: pick(experiment.outcome),
      scores: pick(scores),
      seed: 1,
      resamples: 100,
    });
    expect(back.areas).toEqual(there.areas);
    expect(back.upliftCurve).toEqual(there.upliftCurve);
    for (const { height } of there.qiniCurve.band)
      expect(height.low <= height.value && height.value <= height.high).toBe(true);
    expect([...there.qiniCurve.byLot.x]).toEqual([0, 200]);
    expect(there.qiniCurve.byLot.y[1]).toBe(there.qiniCurve.curve.y.at(-1));
  });

  it('hostile input is told', async () => {
    const experiment = { ...generated(), seed: 1 };
    const refused = (change: object, text: RegExp) =>
      expect(upliftQuality({ ...experiment, ...change })).rejects.toThrow(text);
    await refused({ treated: experiment.treated.map(() => 1) }, /everyone was treated/);
    await refused({ treated: experiment.treated.map(() => 0) }, /nobody was treated/);
    await refused(
      { scores: experiment.scores.map((x, i) => (i === 7 ? Number.NaN : x)) },
      /scores of customer 8, "c7", is NaN/,
    );
    await refused({ scores: [1, 2] }, /2 values of scores for 1000 customers/);
    await refused(
      { ids: experiment.ids.map((id, i) => (i === 3 ? 'c1' : id)) },
      /"c1" stands in row 2 and in row 4/,
    );
    const twice = matrixOf(
      Float64Array.from(experiment.outcome),
      1,
      ['y'],
      ['c1', 'c1', ...named(1000).slice(2)],
    );
    await refused({ outcome: twice }, /"c1" stands in row 1 and in row 2/);
    await refused({ outcome: experiment.outcome.map((y, i) => (i === 0 ? 1e200 : y)) }, /too large/);
    await refused({ resamples: 10 }, /resamples is 10/);
    await refused({ seed: Number.NaN }, /seed is NaN/);
    await refused({ confidence: 95 }, /confidence is 95/);
    await refused({ ids: undefined }, /needs ids/);
    await refused({ ids: [], scores: [], treated: [], outcome: [] }, /no customers/);
  });
});

describe('upliftAtShare', () => {
  const ids = named(6);
  it('by hand: a tie across the cut counts in part', () => {
    // Half of 6 is 3: the first, and of three who share a score two thirds each. Treated: 1 and 2/3 of 0; control: 1 and 0.
    const options = {
      ids,
      scores: [5, 3, 3, 3, 1, 1],
      treated: [1, 1, 0, 0, 1, 0],
      outcome: [1, 0, 1, 0, 1, 1],
    };
    const atHalf = upliftAtShare({ ...options, share: 0.5 })!;
    expect(atHalf.value).toBeCloseTo(1 / (1 + 2 / 3) - 0.5, 12);
    expect(atHalf.n).toBeCloseTo(3, 12);
    expect(atHalf.low).toBeGreaterThanOrEqual(-1);
  });

  it('is undefined where an arm is empty, and refuses shares out of range', () => {
    const options = {
      ids,
      scores: [6, 5, 4, 3, 2, 1],
      treated: [1, 1, 0, 0, 1, 0],
      outcome: [1, 0, 1, 0, 1, 1],
    };
    expect(upliftAtShare({ ...options, share: 0.34 })).toBeUndefined();
    expect(() => upliftAtShare({ ...options, share: 0 })).toThrow(/share is 0/);
    expect(() => upliftAtShare({ ...options, share: 1.2 })).toThrow(/share is 1.2/);
    expect(() => upliftAtShare({ ...options, share: 0.5, of: 'group' as never })).toThrow(/by group/);
  });
});

describe('upliftByPercentile', () => {
  it('by hand: standard errors of shares and of numbers', () => {
    const ids = named(8);
    const treated = [1, 1, 0, 0, 1, 1, 0, 0];
    const scores = [8, 7, 6, 5, 4, 3, 2, 1];
    const { bins, all } = upliftByPercentile({
      ids,
      treated,
      scores,
      outcome: [1, 1, 1, 0, 1, 0, 0, 0],
      bins: 2,
    });
    expect(bins.map(({ uplift }) => uplift)).toEqual([0.5, 0.5]);
    expect(bins[0].standardError).toBeCloseTo(Math.sqrt(0.25 / 2), 12); // the treated all said yes
    expect(all.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 4 + (0.25 * 0.75) / 4), 12);
    const numbers = upliftByPercentile({ ids, treated, scores, outcome: [4, 2, 1, 1, 0, 0, -3, 5], bins: 2 });
    expect(numbers.bins[0].uplift).toBe(2);
    expect(numbers.bins[0].standardError).toBeCloseTo(1, 12); // variance 2 of two values, over two; and 0
  });

  it('parts without an arm have no uplift, small ones are not shown', () => {
    const ids = named(4);
    const table = upliftByPercentile({
      ids,
      treated: [1, 1, 0, 0],
      scores: [4, 3, 2, 1],
      outcome: [1, 0, 1, 0],
      bins: 2,
    });
    expect(table.bins.map(({ uplift }) => uplift)).toEqual([undefined, undefined]);
    expect(table.weightedAverage).toBeUndefined();
    const bundle = table[DISPLAY_KEY]() as Record<string, string>;
    expect(bundle['text/plain']).toContain('fewer than 10 in an arm');
    expect(bundle['text/plain']).not.toMatch(/NaN|undefined/);
    expect(() =>
      upliftByPercentile({
        ids,
        treated: [1, 1, 0, 0],
        scores: [4, 3, 2, 1],
        outcome: [1, 0, 1, 0],
        bins: 5,
      }),
    ).toThrow(/bins is 5/);
  });
});

describe('profitCurve', () => {
  it('by hand: treats those who are moved, and says what the others would cost', async () => {
    // 100 customers: the first 40 by score buy if and only if treated, the others never. A purchase brings 10, a letter costs 1.
    const ids = named(100);
    const treated = ids.map((_, i) => i % 2 === 0);
    const outcome = ids.map((_, i) => Number(i < 40 && treated[i]));
    const options = {
      ids,
      treated,
      outcome,
      scores: ids.map((_, i) => -i),
      value: 10,
      cost: 1,
      currency: 'EUR',
      seed: 1,
    };
    const profit = await profitCurve(options);
    expect(profit.best.share).toBe(0.4);
    expect(profit.best.profit.value).toBeCloseTo(40 * 10 - 40, 9);
    expect(profit.all.profit.value).toBeCloseTo(40 * 10 - 100, 9);
    expect(profit.costSaved).toBe(60);
    expect(profit.leastScore).toBe(-39);
    expect(profit.moreThanAll.value).toBeCloseTo(60, 9);
    expect(profit.bestShare.low).toBeLessThanOrEqual(0.4);
    expect(profit.because).toContain('first 40% are treated');
  });

  it('nobody is treated where it does not pay, and luck is named where there is nothing', async () => {
    const none = planted(5, 400, {});
    const scores = none.ids.map((_, i) => (i * 37) % 400);
    const dear = await profitCurve({ ...none, scores, value: 1, cost: 5, currency: 'EUR', seed: 1 });
    expect([dear.best.share, dear.leastScore, dear.costSaved]).toEqual([0, undefined, 2000]);
    expect(dear.because).toContain('Treating nobody is best');
    const cheap = await profitCurve({ ...none, scores, value: 10, cost: 0, currency: 'EUR', seed: 1 });
    expect(cheap.optimism).toBeGreaterThan(0);
  });

  it('hostile input is told', async () => {
    const experiment = { ...generated(), value: 1, cost: 0, currency: 'EUR', seed: 1 };
    await expect(profitCurve({ ...experiment, value: Number.NaN })).rejects.toThrow(/value is NaN/);
    await expect(profitCurve({ ...experiment, cost: -1 })).rejects.toThrow(/cost is -1/);
    await expect(profitCurve({ ...experiment, steps: 1 })).rejects.toThrow(/steps is 1/);
    await expect(profitCurve({ ...experiment, currency: '' })).rejects.toThrow(/currency/);
    await expect(profitCurve({ ...experiment, treated: experiment.ids.map(() => true) })).rejects.toThrow(
      /everyone/,
    );
  });
});
