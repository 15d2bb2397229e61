import {
  bootstrapRatioOfDifferences,
  InputError,
  ratioOfDifferences,
  seeded,
  welchInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';

type Draw = { numerator: number[]; denominator: number[] };

/** Vouchers: who buys costs 3, in both groups; buying is skewed money. True ratio: extra money over extra cost. */
function vouchers(seed: number, n: number, contact: number): { a: Draw; b: Draw; truth: number } {
  const random = seeded(seed);
  const group = (rate: number, each: number): Draw => {
    const bought = Array.from({ length: n }, () => random.next() < rate);
    return {
      numerator: bought.map((is) => (is ? 20 * Math.exp(0.6 * random.normal() - 0.18) : 0)),
      denominator: bought.map((is) => each + (is ? 3 : 0)),
    };
  };
  return { a: group(0.5, contact), b: group(0.3, 0), truth: (20 * 0.2) / (contact + 3 * 0.2) };
}

describe('ratioOfDifferences', () => {
  it('by hand', () => {
    // numerator: means 10 and 5; denominator: means 3 and 1; so 5 over 2
    const a = { numerator: [8, 12], denominator: [2, 4] };
    const b = { numerator: [4, 6], denominator: [1, 1] };
    const found = ratioOfDifferences(a, b, { interval: 'delta' });
    expect(found.value).toBe(2.5);
    // x − 2.5 y: 3, 2 in a, variance 1/2, of the mean 1/4; 1.5, 3.5 in b, variance 2, of the mean 1: √1.25 / 2
    expect(found.standardError).toBeCloseTo(Math.sqrt(1.25) / 2, 12);
    expect(found.degreesOfFreedom).toBeCloseTo(1.25 ** 2 / (0.25 ** 2 + 1), 12);
  });

  it('is the interval of Welch over the cost where every contact costs the same, by Fieller and by delta', () => {
    const random = seeded(4);
    const [x, y] = [30, 18].map((n) => Array.from({ length: n }, () => random.normal()));
    const welch = welchInterval(x, y);
    const a = { numerator: x, denominator: x.map(() => 1.25) };
    const b = { numerator: y, denominator: y.map(() => 0) };
    for (const interval of ['fieller', 'delta'] as const) {
      const { low, high, degreesOfFreedom } = ratioOfDifferences(a, b, { interval });
      expect(low).toBeCloseTo(welch.low / 1.25, 10);
      expect(high).toBeCloseTo(welch.high / 1.25, 10);
      expect(degreesOfFreedom).toBeCloseTo(welch.degreesOfFreedom, 10);
    }
  });

  it.each(['fieller', 'delta'] as const)(
    'intervals by %s hold the truth in 93 to 97 of 100 samples of skewed money',
    (interval) => {
      let held = 0;
      for (let seed = 0; seed < 2000; seed++) {
        const { a, b, truth } = vouchers(seed, 120, 2);
        const { low, high } = ratioOfDifferences(a, b, { interval });
        if (low <= truth && truth <= high) held++;
      }
      expect(held / 2000).toBeGreaterThan(0.93);
      expect(held / 2000).toBeLessThan(0.97);
    },
  );

  it('stays right where the extra cost may be 0: the set of Fieller holds the truth, the delta method does not', () => {
    let [fieller, delta] = [0, 0];
    for (let seed = 0; seed < 2000; seed++) {
      const { a, b, truth } = vouchers(seed, 40, 0);
      const { set, low, high } = ratioOfDifferences(a, b);
      if (
        set === 'everything' ||
        (set === 'between' ? low <= truth && truth <= high : truth <= low || truth >= high)
      )
        fieller++;
      const other = ratioOfDifferences(a, b, { interval: 'delta' });
      if (other.value !== undefined && other.low <= truth && truth <= other.high) delta++;
    }
    expect(fieller / 2000).toBeGreaterThan(0.93);
    expect(fieller / 2000).toBeLessThan(0.97);
    expect(Math.abs(delta / 2000 - 0.95)).toBeGreaterThan(0.01);
  });

  it('has no ratio where the denominators do not differ', () => {
    const same = { numerator: [1, 2], denominator: [3, 3] };
    expect(ratioOfDifferences(same, same, { interval: 'delta' })).toMatchObject({
      value: undefined,
      set: 'everything',
    });
    expect(ratioOfDifferences(same, same)).toMatchObject({ value: undefined, set: 'everything' });
  });

  it('refuses lists of unlike length and groups of one', () => {
    const one = { numerator: [1], denominator: [1] };
    const two = { numerator: [1, 2], denominator: [1, 2] };
    expect(() => ratioOfDifferences(one, two)).toThrow(InputError);
    expect(() => ratioOfDifferences({ ...two, denominator: [1] }, two)).toThrow('got 2 and 1');
  });
});

describe('bootstrapRatioOfDifferences', () => {
  it('95% intervals hold the truth in 93 to 97% of 2,000 samples of skewed money', async () => {
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const { a, b, truth } = vouchers(seed, 120, 2);
      const { low, high } = await bootstrapRatioOfDifferences(a, b, { seed: seed + 100_000, draws: 200 });
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.97);
  });

  it('does not depend on the order of customers, follows from its seed, and is near Fieller for many', async () => {
    const { a, b } = vouchers(5, 400, 2);
    const back = (draw: Draw): Draw => ({
      numerator: [...draw.numerator].reverse(),
      denominator: [...draw.denominator].reverse(),
    });
    const one = await bootstrapRatioOfDifferences(a, b, { seed: 3, draws: 1000 });
    expect(await bootstrapRatioOfDifferences(back(a), back(b), { seed: 3, draws: 1000 })).toEqual(one);
    expect((await bootstrapRatioOfDifferences(a, b, { seed: 4, draws: 1000 })).low).not.toBe(one.low);
    const fieller = ratioOfDifferences(a, b);
    const width = fieller.high - fieller.low;
    expect(Math.abs(one.low - fieller.low)).toBeLessThan(0.12 * width);
    expect(Math.abs(one.high - fieller.high)).toBeLessThan(0.12 * width);
  });

  it('stops when the task is stopped', async () => {
    const { a, b } = vouchers(5, 40, 2);
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const task = { signal: stop.signal, progress() {}, warn() {} };
    await expect(bootstrapRatioOfDifferences(a, b, { seed: 1 }, task)).rejects.toThrow('stopped');
  });

  it.each([
    [{ seed: 0.5 }, 'seed is 0.5'],
    [{ seed: 1, draws: 10 }, 'draws is 10; it must be a whole number from 200 on.'],
  ])('refuses %j', async (options, message) => {
    const { a, b } = vouchers(5, 40, 2);
    await expect(bootstrapRatioOfDifferences(a, b, options)).rejects.toThrow(message);
  });

  it('says when customers are too few, and when there is no ratio', async () => {
    const few = { numerator: [0, 0, 0, 0, 0, 0, 0, 0, 0, 9], denominator: Array<number>(10).fill(2) };
    const none = { numerator: Array<number>(10).fill(0), denominator: Array<number>(10).fill(0) };
    const rare = { numerator: [...Array<number>(9).fill(0), 9], denominator: none.denominator.map(() => 2) };
    const two = { numerator: [0, 1], denominator: [2, 2] };
    await expect(bootstrapRatioOfDifferences(two, none, { seed: 1 })).rejects.toThrow(
      'needs 10 or more customers',
    );
    expect((await bootstrapRatioOfDifferences(rare, none, { seed: 1 })).low).toBeGreaterThan(-Infinity);
    await expect(bootstrapRatioOfDifferences(few, few, { seed: 1 })).rejects.toThrow('there is no ratio');
    expect((await bootstrapRatioOfDifferences(few, none, { seed: 1 })).value).toBeCloseTo(0.45, 12);
  });
});
