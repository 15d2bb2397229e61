import {
  DISPLAY_KEY,
  InputError,
  newcombeInterval,
  seeded,
  segmentingGain,
  simulateRetailer,
  welchInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { reordered, segmented } from '../usefulness/usefulness-data.js';

const NAMES = { none: 'none', one: 'one-message', bySegment: 'by-segment' };
const ARMS = Object.values(NAMES);

/** Three arms by lot, two segments; the message by segment adds to the first one, one message to both. */
function trial(seed: number, customers: number, own: number, one: number) {
  const random = seeded(seed);
  const arms = Array.from({ length: customers }, (_, i) => ARMS[i % 3]);
  const labels = arms.map(() => random.integer(2));
  const margin = arms.map((arm, i) => {
    const lift = arm === 'one-message' ? one : arm === 'by-segment' && labels[i] === 0 ? own : 0;
    return (random.next() < 0.4 ? 10 * Math.exp(0.5 * random.normal() - 0.125) : 0) + lift;
  });
  return {
    segmentation: segmented(labels, 2),
    arms,
    margin,
    ...NAMES,
    cost: { one: { each: 0.5 }, bySegment: { each: 0.8, fixed: customers / 30 } },
    currency: 'EUR',
  };
}

describe('segmentingGain', () => {
  it('by hand: returns, their difference, gain', () => {
    // margins: none 1, 3 (mean 2); one 4, 6 (5); own 8, 10 (9), ten times each. Costs 1, and 1.5 + 10/20 = 2.
    const given = {
      segmentation: segmented(Array<number>(60).fill(0)),
      arms: Array.from({ length: 60 }, (_, i) => ARMS[i % 3]),
      margin: Array.from({ length: 60 }, (_, i) => [2, 5, 9][i % 3] + (i % 6 < 3 ? -1 : 1)),
      ...NAMES,
      cost: { one: { each: 1 }, bySegment: { each: 1.5, fixed: 10 } },
      currency: 'EUR',
    };
    const { returns, verdict, segments } = segmentingGain(given);
    expect(returns.customers).toEqual([20, 20, 20]);
    expect(returns.one!.value).toBeCloseTo(2, 12); // (5 − 2) / 1 − 1
    expect(returns.bySegment!.value).toBeCloseTo(2.5, 12); // (9 − 2) / 2 − 1
    expect(returns.difference!.value).toBeCloseTo(0.5, 12);
    expect(returns.gain!.value).toBeCloseTo(3, 12); // 9 − 2 − (5 − 1)
    expect(verdict).toBe('gain');
    // variance of a mean: 20/19 / 20 = 1/19 in each arm; weights 1/2, 1 and 1/2 for the difference
    const difference =
      (returns.difference!.high - returns.difference!.low) / (returns.gain!.high - returns.gain!.low);
    expect(difference).toBeGreaterThan(Math.sqrt(1.5 / 2) * 0.97);
    expect(difference).toBeLessThan(Math.sqrt(1.5 / 2) * 1.03);
    expect(segments[0].gain).toEqual(returns.gain);
  });

  it('compares shares as Newcombe and numbers as Welch do, and leaves out who did not answer', () => {
    const given = trial(2, 300, 3, 1);
    const random = seeded(9);
    const satisfaction = given.arms.map(() => (random.next() < 0.5 ? 1 + random.integer(5) : null));
    const ordered = given.margin.map((value) => value > 4);
    const { outcomes } = segmentingGain({ ...given, outcomes: { satisfaction, ordered } });
    const known = (arm: string) =>
      satisfaction.filter((value, i): value is number => value !== null && given.arms[i] === arm);
    expect(outcomes[0].kind).toBe('number');
    expect(outcomes[0].gain!.low).toBe(welchInterval(known('by-segment'), known('one-message')).low);
    expect(outcomes[0].arms.map((each) => each.known)).toEqual(ARMS.map((arm) => known(arm).length));
    const yes = (arm: string) => ordered.filter((is, i) => is && given.arms[i] === arm).length;
    expect(outcomes[1].bySegment).toEqual(newcombeInterval(yes('by-segment'), 100, yes('none'), 100));
    expect(outcomes[1].corrected).toBe(
      Math.min(1, 2 * outcomes[1].p!) < outcomes[0].p! ? 2 * outcomes[1].p! : outcomes[1].corrected,
    );
  });

  it('95% intervals hold the truth in 93 to 97% of 2,000 trials', () => {
    const held = { one: 0, bySegment: 0, difference: 0, gain: 0 };
    // by segment adds 4 to half: 2 a customer, at 0.8 + 0.1 = 0.9; one message adds 1, at 0.5
    const truth = { one: 1 / 0.5 - 1, bySegment: 2 / 0.9 - 1, difference: 2 / 0.9 - 2, gain: 2 - 0.9 - 0.5 };
    for (let seed = 0; seed < 2000; seed++) {
      const { returns } = segmentingGain(trial(seed, 180, 4, 1));
      for (const key of ['one', 'bySegment', 'difference', 'gain'] as const) {
        if (returns[key]!.low <= truth[key] && returns[key]!.high >= truth[key]) held[key]++;
      }
    }
    for (const [name, count] of Object.entries(held)) {
      expect(count / 2000, name).toBeGreaterThan(0.93);
      expect(count / 2000, name).toBeLessThan(0.97);
    }
  });

  it('says "no gain" in 95% of trials where there is none, and finds a gain where there is', () => {
    const verdicts = { none: 0, some: 0 };
    for (let seed = 0; seed < 600; seed++) {
      const same = { one: { each: 0.5 }, bySegment: { each: 0.5 } };
      const found = segmentingGain({ ...trial(seed, 300, 2, 1), cost: same }); // 2 in half of them: 1, as one message
      if (found.verdict === 'no gain') verdicts.none++;
      expect(found.because.includes('No gain in money is shown')).toBe(found.verdict === 'no gain');
      if (segmentingGain(trial(seed, 300, 12, 1)).verdict === 'gain') verdicts.some++;
    }
    expect(verdicts.none / 600).toBeGreaterThan(0.92);
    expect(verdicts.some / 600).toBeGreaterThan(0.95);
  });

  it('finds in which segment it pays, and does not depend on the order of customers', () => {
    const given = trial(4, 900, 12, 1);
    const one = segmentingGain(given);
    expect(one.segments[0].corrected!).toBeLessThan(0.001);
    expect(one.interaction!.p).toBeLessThan(0.001);
    expect(one.because).toContain('The gain differs between segments');
    expect(one.because).toContain('Sure in a segment of its own: Segment 1');
    const order = given.arms.map((_, i) => (i * 7) % 900);
    const { ids, labels, segments } = given.segmentation;
    const other = segmentingGain({
      ...given,
      segmentation: {
        ids: reordered(ids, order),
        labels: Int32Array.from(reordered(labels, order)),
        segments,
      },
      arms: reordered(given.arms, order),
      margin: reordered(given.margin, order),
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it('finds the planted effect of the simulator by outcome, and no gain in the campaign that moved nobody', async () => {
    const { outcomes, outcomesTruth } = await simulateRetailer({ seed: 21, customers: 16_000 });
    for (const campaign of ['summer', 'autumn'] as const) {
      const rows = outcomes.objects().filter((row) => row.campaign === campaign);
      const ids = rows.map(({ customerId }) => customerId);
      const found = segmentingGain({
        segmentation: {
          ids,
          labels: new Int32Array(ids.length),
          segments: [{ key: 'all', name: 'All', size: 0, share: 1 }],
        },
        arms: rows.map(({ arm }) => arm),
        ...NAMES,
        margin: rows.map(({ margin }) => margin),
        outcomes: {
          converted: rows.map(({ converted }) => converted),
          visits: rows.map(({ visits }) => visits),
          satisfaction: rows.map(({ satisfaction }) => satisfaction),
        },
        cost: { one: { each: 0.2 }, bySegment: { each: 0.2 } },
        currency: 'EUR',
      });
      expect(found.verdict).toBe(campaign === 'summer' ? 'no gain' : 'gain');
      const means = outcomesTruth[campaign].all.means!;
      for (const { name, gain, corrected } of found.outcomes) {
        const truth = means[name as 'visits']['by-segment'] - means[name as 'visits']['one-message'];
        expect(corrected! < 0.05, `${campaign} ${name}`).toBe(truth > 0);
        expect(gain!.low, `${campaign} ${name}`).toBeLessThan(truth);
        expect(gain!.high, `${campaign} ${name}`).toBeGreaterThan(truth);
      }
      if (campaign === 'summer') expect(found.because).toContain('No gain in any other outcome.');
    }
  });

  it('lives with small arms, nothing paid and nothing known', () => {
    const given = trial(1, 300, 2, 1);
    const free = segmentingGain({ ...given, cost: { one: { each: 0 }, bySegment: { each: 0 } } });
    expect([free.returns.one, free.returns.difference]).toEqual([undefined, undefined]);
    expect(free.returns.gain).toBeDefined();
    const silent = segmentingGain({ ...given, outcomes: { satisfaction: given.arms.map(() => null) } });
    expect(silent.outcomes[0]).toMatchObject({ gain: undefined, p: undefined, corrected: undefined });
    const few = segmentingGain({
      ...given,
      arms: given.arms.map((arm, i) => (i > 20 && arm === 'by-segment' ? 'none' : arm)),
    });
    expect(few.verdict).toBe('not measured');
    const still = segmentingGain({ ...given, margin: given.margin.map(() => 0) });
    expect(still.verdict).toBe('loss'); // the dearer message, with certainty
    for (const each of [free, silent, few, still]) {
      expect(each[DISPLAY_KEY]()['text/plain']).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it.each([
    [{ none: 'nobody' }, 'arm "nobody"'],
    [{ one: 'none' }, 'arm "none" is named twice'],
    [{ cost: { one: { each: -1 }, bySegment: { each: 1 } } }, 'a cost of arm "one" is -1'],
    [{ margin: [1, 2] }, '2 values of the margin for 30 customers'],
    [{ arms: ['none'] }, '1 arms for 30 customers'],
    [
      { arms: Array.from({ length: 30 }, (_, i) => (i === 4 ? '' : ARMS[i % 3])) },
      'customer 5, "c4", has no arm',
    ],
    [{ outcomes: { visits: [1] } }, '1 values of visits for 30 customers'],
    [{ outcomes: { visits: Array<number>(30).fill(Number.NaN) } }, 'visits of customer 1, "c0", is NaN'],
    [{ minimum: 0 }, 'minimum is 0'],
  ])('refuses %j', (change, message) => {
    const call = () => segmentingGain({ ...trial(1, 30, 1, 1), ...(change as object) });
    expect(call).toThrow(InputError);
    expect(call).toThrow(message);
  });
});
