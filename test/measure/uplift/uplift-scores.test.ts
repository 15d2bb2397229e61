import { matrixOf, seeded, upliftQuality, upliftScores } from 'clientele';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { planted } from './uplift-data.js';

const correlation = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const center = (values: ArrayLike<number>) => {
    const all = Array.from(values);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    return all.map((value) => value - mean);
  };
  const [u, v] = [center(a), center(b)];
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
};

describe('upliftScores', () => {
  it.each(['S', 'T'] as const)(
    '%s finds planted persuadables, and ranks them better than lot',
    async (learner) => {
      const experiment = planted(1, 3000, { effect: 0.05, spread: 0.15 });
      const uplift = await upliftScores({ ...experiment, learner, seed: 1 });
      expect(correlation(uplift.scores.data, experiment.truth)).toBeGreaterThan(0.6);
      const { qini } = await upliftQuality({ ...uplift.trial, seed: 1, resamples: 300 });
      expect(qini.interval!.low).toBeGreaterThan(0);
      // What a customer does without treatment is moved by the first column alone.
      const first = experiment.ids.map((_, i) => experiment.features.data[4 * i]);
      expect(correlation(uplift.without.data, first)).toBeGreaterThan(0.8);
      const others = planted(2, 2000, { effect: 0.05, spread: 0.15 });
      const { scores } = uplift.score(others.features);
      expect(correlation(scores.data, others.truth)).toBeGreaterThan(0.6);
      expect(scores.ids).toEqual(others.ids);
    },
  );

  it('numbers, too, in any unit', async () => {
    const experiment = planted(3, 1500, { effect: 0.05, spread: 0.1, isYesNo: false });
    const uplift = await upliftScores({ ...experiment, seed: 1 });
    expect(uplift.outcome).toBe('number');
    expect(correlation(uplift.scores.data, experiment.truth)).toBeGreaterThan(0.6);
    const cents = experiment.outcome.map((value) => value * 1e100);
    const large = await upliftScores({ ...experiment, outcome: cents, seed: 1 });
    large.scores.data.forEach((value, i) => {
      expect(value / 1e100).toBeCloseTo(uplift.scores.data[i], 10);
    });
  });

  it('nobody is scored by a model that has seen them', async () => {
    // Another outcome of one customer changes the scores of the other parts, never those of their own.
    const experiment = planted(4, 200, { isYesNo: false });
    const folds = 4;
    const before = await upliftScores({ ...experiment, folds, seed: 1 });
    const outcome = experiment.outcome.map((value, i) => (i === 17 ? value + 50 : value));
    const after = await upliftScores({ ...experiment, outcome, folds, seed: 1 });
    const moved = (a: number, b: number) => Math.abs(a - b) > 1e-9;
    const same = experiment.ids.filter((_, i) => !moved(before.scores.data[i], after.scores.data[i]));
    expect(same).toContain('c17');
    expect(same.length).toBe(50);
    // In the trial a model knows earlier parts only: a change in the last part changes nothing.
    const changed = before.trial.ids.filter((_, i) =>
      moved(before.trial.uplift.data[i], after.trial.uplift.data[i]),
    );
    expect(changed).not.toContain('c17');
    expect(before.trial.ids.length).toBe(150);
  });

  it('does not depend on the order of customers', async () => {
    const experiment = planted(5, 300, { spread: 0.2 });
    const order = shuffled(
      seeded(9),
      Array.from(experiment.ids, (_, i) => i),
    );
    const pick = <Value>(values: readonly Value[]) => order.map((i) => values[i]);
    const { features } = experiment;
    const rows = Float64Array.from(order.flatMap((i) => [...features.data.subarray(4 * i, 4 * i + 4)]));
    const there = await upliftScores({ ...experiment, seed: 3 });
    const back = await upliftScores({
      features: matrixOf(rows, 4, features.names, pick(experiment.ids)),
      treated: pick(experiment.treated),
      outcome: pick(experiment.outcome),
      seed: 3,
    });
    expect([...back.scores.data]).toEqual(pick([...there.scores.data]));
    expect([...back.ranks.data]).toEqual(pick([...there.ranks.data]));
  });

  it('columns that tell nothing give one score for all, and say so', async () => {
    const { ids, treated, outcome } = planted(6, 100, {});
    const features = matrixOf(new Float64Array(100).fill(3), 1, ['same'], ids);
    const uplift = await upliftScores({ features, treated, outcome, seed: 1 });
    expect(uplift.because).toContain('One uplift for all');
    const quality = await upliftQuality({ ...uplift.trial, seed: 1, resamples: 100 });
    expect([quality.qini.value, quality.distinctScores]).toEqual([0, 1]);
    expect(quality.because).toBe('All customers have the same score: it ranks nobody.');
  });

  it('hostile input is told', async () => {
    const { ids, features, treated, outcome } = planted(7, 60, {});
    const all = { features, treated, outcome, seed: 1 };
    const refused = async (change: object, text: RegExp) =>
      expect(upliftScores({ ...all, ...change })).rejects.toThrow(text);
    await refused({ treated: treated.map(() => true) }, /everyone was treated/);
    await refused({ treated: treated.map(() => false) }, /nobody was treated/);
    await refused({ outcome: outcome.map(() => 0) }, /outcome is 0 for all 60 customers/);
    await refused(
      { outcome: outcome.map((value, i) => (i === 4 ? Number.NaN : value)) },
      /customer 5, "c4", is NaN/,
    );
    await refused(
      { treated: treated.map((value, i) => (i === 2 ? 2 : Number(value))) },
      /customer 3, "c2", is 2/,
    );
    await refused({ folds: 1 }, /folds is 1/);
    await refused({ folds: 30 }, /Two for each part/);
    await refused({ seed: 0.5 }, /seed is 0.5/);
    await refused({ learner: 'X' }, /learner/);
    await refused({ features: matrixOf(new Float64Array(0), 0, [], []) }, /no columns|no customers/);
    await refused({ features: { ...features, ids: [...ids.slice(1), 'c5'] } }, /"c5" stands in row/);
    const uplift = await upliftScores(all);
    expect(() => uplift.score(matrixOf(Float64Array.of(1), 1, ['a']))).toThrow(
      /needs the columns a, b, c, d/,
    );
  });
});
