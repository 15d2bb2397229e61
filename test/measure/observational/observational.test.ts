import { DISPLAY_KEY, differenceInDifferences, matchOnPropensity, matrix, matrixOf, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { matchedEffect } from '#clientele/measure/observational/matched-effect';
import { propensityPairs } from '#clientele/measure/observational/propensity-pairs';

const textOf = (value: { [DISPLAY_KEY]: () => unknown }) =>
  (value[DISPLAY_KEY]() as Record<string, string>)['text/plain'];

/** Customers over six months; those treated from month 4 on rise by `effect`, and by `drift` a month all along. */
function months(seed: number, customers: number, effect: number, drift = 0) {
  const random = seeded(seed);
  const treated = Array.from({ length: customers }, (_, i) => i % 3 === 0);
  const rows = treated.map((is) => {
    const own = random.normal() + Number(is); // treated are richer: only changes count
    return Array.from(
      { length: 6 },
      (_, m) => own + 0.2 * m + (is ? drift * m + (m >= 3 ? effect : 0) : 0) + random.normal(),
    );
  });
  return { periods: matrix(rows, ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']), from: 'Apr', treated };
}

describe('differenceInDifferences', () => {
  it('by hand: changes of the groups', () => {
    // Changes: treated 2 and 4, others 0 and 1. Effect 3 − 0.5; standard error √(2/2 + 0.5/2) = √1.25.
    const periods = matrix(
      [
        [1, 3],
        [2, 6],
        [1, 1],
        [2, 3],
      ],
      ['May', 'June'],
    );
    const result = differenceInDifferences({ periods, from: 'June', treated: [1, 1, 0, 0] });
    expect(result.effect.value).toBe(2.5 - 0);
    expect(result.preTrend).toBeUndefined();
  });

  it('covers a planted effect for 95% of seeds, and nobody is fooled by richer customers', () => {
    const RUNS = 1500;
    let [covered, alarms] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const { effect, preTrend } = differenceInDifferences(months(run, 60, 0.7));
      covered += Number(effect.low <= 0.7 && effect.high >= 0.7);
      alarms += Number(!preTrend!.isParallel);
    }
    expect(covered / RUNS).toBeGreaterThan(0.93);
    expect(covered / RUNS).toBeLessThan(0.97);
    expect(alarms / RUNS).toBeGreaterThan(0.035);
    expect(alarms / RUNS).toBeLessThan(0.065);
  });

  it('says that the groups were moving apart before', () => {
    const drifting = differenceInDifferences(months(1, 600, 0, 0.5));
    expect(drifting.effect.low).toBeGreaterThan(0); // looks like an effect
    expect(drifting.preTrend!.isParallel).toBe(false);
    expect(drifting.preTrend!.slope.low).toBeLessThan(0.5);
    expect(drifting.preTrend!.slope.high).toBeGreaterThan(0.5);
    expect(drifting.because).toContain('Do not take it for an effect');
    expect(differenceInDifferences(months(1, 600, 1)).because).toContain(
      'no difference of their trends is shown',
    );
  });

  it('is labelled observational, and shows each period', () => {
    const result = differenceInDifferences(months(2, 90, 1));
    expect(result.design).toBe('observational');
    expect(result.effect.method).toMatch(/^observational/);
    expect(result.because).toMatch(/^Observational/);
    expect(textOf(result)).toContain('Observational');
    expect(result.periods.map(({ isAfter }) => isAfter)).toEqual([false, false, false, true, true, true]);
    expect(result.periods[2].apart).toBeUndefined();
  });

  it('hostile input is told', () => {
    const all = months(1, 30, 0);
    expect(() => differenceInDifferences({ ...all, from: 'April' })).toThrow(/period "April"/);
    expect(() => differenceInDifferences({ ...all, from: 'Jan' })).toThrow(/is the first period/);
    expect(() => differenceInDifferences({ ...all, treated: all.treated.map(() => true) })).toThrow(
      /30 customers were treated and 0/,
    );
    expect(() => differenceInDifferences({ ...all, treated: [true] })).toThrow(
      /1 values of treated for 30 customers/,
    );
    const large = matrixOf(
      all.periods.data.map((value, i) => (i === 7 ? 1e200 : value)),
      6,
      all.periods.names,
    );
    expect(() => differenceInDifferences({ ...all, periods: large })).toThrow(
      /row 2, column "Feb" is 1e\+200/,
    );
  });

  it('nothing that varies gives no NaN', () => {
    const periods = matrix(
      [
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      ['a', 'b'],
    );
    const { effect, p } = differenceInDifferences({ periods, from: 'b', treated: [1, 1, 0, 0] });
    expect([effect.value, effect.low, effect.high, p]).toEqual([0, 0, 0, 1]);
  });
});

/** Customers of whom the first column leads to treatment and outcome; the effect is 1. */
function confounded(seed: number, customers: number, isYesNo = false) {
  const random = seeded(seed);
  const ids = Array.from({ length: customers }, (_, i) => `c${i}`);
  const data = Float64Array.from({ length: 2 * customers }, () => random.normal());
  const treated = ids.map((_, i) => random.next() < 1 / (1 + Math.exp(1 - data[2 * i])));
  const outcome = ids.map((_, i) =>
    isYesNo
      ? Number(random.next() < 0.4 + 0.15 * Math.tanh(data[2 * i]) + 0.2 * Number(treated[i]))
      : 2 * data[2 * i] + Number(treated[i]) + random.normal(),
  );
  return { features: matrixOf(data, 2, ['wealth', 'noise'], ids), treated, outcome };
}

describe('matchOnPropensity', () => {
  it.each([false, true])(
    'with replacement %s: comes near a planted effect that plain means miss',
    async (withReplacement) => {
      const result = await matchOnPropensity({ ...confounded(1, 3000), withReplacement });
      expect(result.unadjusted).toBeGreaterThan(2); // wealth gives 2 for each 1, and the treated are richer
      expect(result.effect!.low).toBeLessThan(1.1);
      expect(result.effect!.high).toBeGreaterThan(0.9);
      expect(Math.abs(result.balance[0].before!)).toBeGreaterThan(0.5);
      expect(result.isBalanced).toBe(true);
      expect(result.pairs + result.unmatched).toBe(result.treated);
      expect(new Set(result.matched.map(([, control]) => control)).size).toBe(result.controlsUsed);
      if (!withReplacement) expect(result.controlsUsed).toBe(result.pairs);
      else expect(result.controlsUsed).toBeLessThan(result.pairs);
    },
  );

  it('covers the effect for about 95% of seeds', async () => {
    // What matching leaves of the difference in wealth draws a little away from 1: at least 90%.
    const RUNS = 200;
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const { effect } = await matchOnPropensity({ ...confounded(run, 400, true), withReplacement: true });
      covered += Number(effect!.low <= 0.2 && effect!.high >= 0.2);
    }
    expect(covered / RUNS).toBeGreaterThan(0.9);
  }, 60_000);

  it('is labelled observational', async () => {
    const result = await matchOnPropensity(confounded(2, 300, true));
    expect([result.design, result.outcome]).toEqual(['observational', 'yes or no']);
    expect(result.effect!.method).toMatch(/^observational: .* without replacement/);
    expect(textOf(result)).toMatch(/Observational[\s\S]*without replacement/);
    expect(result.effect!.low).toBeGreaterThanOrEqual(-1);
  });

  it('does not depend on the order of customers', async () => {
    const { features, treated, outcome } = confounded(3, 200);
    const order = shuffled(
      seeded(5),
      treated.map((_, i) => i),
    );
    const back = await matchOnPropensity({
      features: matrixOf(
        Float64Array.from(order.flatMap((i) => [...features.data.subarray(2 * i, 2 * i + 2)])),
        2,
        features.names,
        order.map((i) => features.ids![i]),
      ),
      treated: order.map((i) => treated[i]),
      outcome: order.map((i) => outcome[i]),
    });
    const there = await matchOnPropensity({ features, treated, outcome });
    expect(back.matched).toEqual(there.matched);
    expect(back.effect!.value).toBe(there.effect!.value);
    expect(back.balance).toEqual(there.balance);
  });

  it('says who has nobody like them', async () => {
    // A column that decides who is treated: nobody is alike.
    const ids = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const treated = ids.map((_, i) => i < 20);
    const features = matrixOf(
      Float64Array.from(ids, (_, i) => (i < 20 ? 100 + i : i)),
      1,
      ['x'],
      ids,
    );
    const outcome = ids.map((_, i) => i);
    await expect(matchOnPropensity({ features, treated, outcome, caliper: 0.01 })).rejects.toThrow(
      /nobody like them|anybody like them/,
    );
    const forced = await matchOnPropensity({ features, treated, outcome, caliper: Infinity });
    expect(forced.isBalanced).toBe(false);
    expect(forced.because).toContain('Still apart after matching: x');
  });

  it('hostile input is told', async () => {
    const all = confounded(1, 40);
    const refused = (change: object, text: RegExp) =>
      expect(matchOnPropensity({ ...all, ...change })).rejects.toThrow(text);
    await refused({ treated: all.treated.map(() => true) }, /everyone was treated/);
    await refused({ caliper: 0 }, /caliper is 0/);
    await refused({ outcome: all.outcome.map(() => 1) }, /outcome is 1 for all/);
    await refused({ outcome: all.outcome.map((y, i) => (i === 1 ? Number.NaN : y)) }, /"c1", is NaN/);
    await refused({ features: undefined }, /needs a matrix/);
  });
});

describe('matchedEffect', () => {
  it('by hand: pairs of yes and no keep an interval where none differ', () => {
    // 2 pairs, none differs: (0 + 1)/4 either way, 0 ± 1.959964 · √((1/4 + 1/4)/4)
    const data = {
      logits: Float64Array.of(0, 1, 0, 1),
      outcome: Float64Array.of(1, 0, 1, 0),
      treated: Float64Array.of(1, 1, 0, 0),
      isYesNo: true,
      confidence: 0.95,
    };
    const pairs = [
      { treated: 0, control: 2 },
      { treated: 1, control: 3 },
    ];
    for (const withReplacement of [false, true]) {
      const effect = matchedEffect(pairs, { ...data, withReplacement })!;
      expect(effect.value).toBe(0);
      expect(effect.high).toBeCloseTo(1.959964 * Math.sqrt(0.125), 6);
      expect(effect.low).toBeCloseTo(-effect.high, 12);
    }
    expect(matchedEffect(pairs.slice(1), { ...data, withReplacement: false })).toBeUndefined();
  });
});

describe('propensityPairs', () => {
  const row = fc.record({ logit: fc.integer({ min: 0, max: 20 }), isTreated: fc.boolean() });
  it('takes the nearest that is free, as looking at all of them does', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.boolean(), (rows, withReplacement) => {
        const logits = Float64Array.from(rows, ({ logit }) => logit);
        const treated = Float64Array.from(rows, ({ isTreated }) => Number(isTreated));
        const order = Int32Array.from(rows, (_, i) => i);
        const pairs = propensityPairs(logits, treated, order, 4, withReplacement);
        const free = new Set(rows.flatMap((_, i) => (treated[i] === 0 ? [i] : [])));
        const choosing = rows
          .flatMap((_, i) => (treated[i] === 1 ? [i] : []))
          .sort((a, b) => logits[b] - logits[a] || a - b);
        const expected = choosing.flatMap((one) => {
          const [nearest] = [...free].sort(
            (a, b) => Math.abs(logits[a] - logits[one]) - Math.abs(logits[b] - logits[one]) || a - b,
          );
          if (nearest === undefined || Math.abs(logits[nearest] - logits[one]) > 4) return [];
          if (!withReplacement) free.delete(nearest);
          return [{ treated: one, control: nearest }];
        });
        expect(pairs).toEqual(expected);
      }),
    );
  });
});
