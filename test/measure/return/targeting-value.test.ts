import { boughtColumn, DISPLAY_KEY, InputError, seeded, targetingValue } from 'clientele';
import { describe, expect, it } from 'vitest';
import { reordered, segmented } from '../usefulness/usefulness-data.js';

/** Two arms by lot. A letter brings `gain` in segment 1 and costs 2 everywhere; money is skewed. */
function campaign(seed: number, customers: number, gain: number, segments = 2) {
  const random = seeded(seed);
  const labels = Array.from({ length: customers }, () => random.integer(segments));
  const arms = labels.map(() => (random.next() < 0.5 ? 'letter' : 'none'));
  const margin = labels.map((label, i) => {
    const money = random.next() < 0.5 ? 8 * Math.exp(0.4 * random.normal() - 0.08) : 0;
    return money + (arms[i] === 'letter' && label === 0 ? gain : 0);
  });
  return {
    segmentation: segmented(labels, segments),
    arms,
    margin,
    cost: { letter: 2 },
    seed: 1,
    currency: 'EUR',
  };
}

describe('targetingValue', () => {
  it('learns who should get the letter, and what that is worth', () => {
    const { choices, value, best, against } = targetingValue(campaign(1, 6000, 6));
    expect(choices.map(({ arm }) => arm)).toEqual(['letter', 'none']);
    // 4 without a letter; with one to half of them 4 + (6 − 2) / 2; with one to all 4 + 6/2 − 2
    expect(value.low).toBeLessThan(6);
    expect(value.high).toBeGreaterThan(6);
    const of = (arm: string) => against.find((each) => each.arm === arm)!;
    expect(of('none').value.value).toBeCloseTo(4, 0);
    expect(of('letter').value.value).toBeCloseTo(5, 0);
    expect(of('letter').gain.low).toBeLessThan(1);
    expect(of('letter').gain.high).toBeGreaterThan(1);
    expect(best.gain.low).toBeGreaterThan(0);
  });

  it('95% intervals hold the truth in 93 to 97% of 2,000 campaigns', () => {
    // The choice is clear, also from few: 4 + (30 − 12) / 2. Where it is not, parts differ in what they would do.
    const held = { value: 0, gain: 0 };
    for (let seed = 0; seed < 2000; seed++) {
      const { value, against } = targetingValue({
        ...campaign(seed, 300, 30),
        cost: { letter: 12 },
        minimum: 2,
      });
      if (value.low <= 13 && value.high >= 13) held.value++;
      const { gain } = against.find(({ arm }) => arm === 'letter')!;
      if (gain.low <= 6 && gain.high >= 6) held.gain++; // 12 saved in half
    }
    for (const [name, count] of Object.entries(held)) {
      expect(count / 2000, name).toBeGreaterThan(0.93);
      expect(count / 2000, name).toBeLessThan(0.97);
    }
  });

  it('counts no luck as gain: 20 segments in which nothing differs', () => {
    let [lucky, sum] = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const { best } = targetingValue({ ...campaign(seed, 800, 0, 20), cost: { letter: 0 } });
      if (best.gain.low > 0) lucky++;
      sum += best.gain.value;
    }
    expect(lucky / 400).toBeLessThan(0.045);
    expect(Math.abs(sum / 400)).toBeLessThan(0.06); // choosing in hindsight would show about 0.7
  });

  it('does not depend on the order of customers; small segments get what is best for all', () => {
    const given = campaign(3, 200, 6);
    const order = given.arms.map((_, i) => (i * 7) % 200);
    const { ids, labels, segments } = given.segmentation;
    const one = targetingValue(given);
    const other = targetingValue({
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
    expect(one.scores.rows).toBe(160); // of 200, all but the first of five parts
    const small = targetingValue({ ...given, minimum: 1000 });
    expect(new Set(small.choices.map(({ arm }) => arm)).size).toBe(1);
    expect(small.best.gain.value).toBe(0);
    expect(small[DISPLAY_KEY]()['text/plain']).not.toMatch(/NaN|undefined/);
  });

  it.each([
    [{ seed: 0.5 }, 'seed is 0.5'],
    [{ parts: 1 }, 'parts is 1'],
    [{ minimum: 1 }, 'minimum is 1'],
    [{ cost: { letter: -2 } }, 'the cost of arm "letter" is -2'],
    [{ cost: { post: 1 } }, 'arm "post"'],
    [{ arms: Array<string>(60).fill('letter') }, 'all customers are in arm "letter"'],
    [
      { arms: Array.from({ length: 60 }, (_, i) => (i < 4 ? 'none' : 'letter')) },
      'arm "none" has 4 customers',
    ],
    [{ margin: [1] }, '1 values of the margin for 60 customers'],
  ])('refuses %j', (change, message) => {
    const call = () => targetingValue({ ...campaign(1, 60, 1), ...(change as object) });
    expect(call).toThrow(InputError);
    expect(call).toThrow(message);
  });
});

describe('boughtColumn', () => {
  const given = campaign(1, 4000, 6);
  const everybody = {
    ...given.segmentation,
    labels: new Int32Array(4000),
    segments: [given.segmentation.segments[0]],
  };
  const without = targetingValue({ ...given, segmentation: everybody });
  const withColumn = targetingValue(given);

  it('sets the held-out gain against the price', () => {
    const cheap = boughtColumn({ without, withColumn, price: 1000, contacts: 10_000 });
    // a letter to half instead of all saves 1 each
    expect(cheap.gain.low).toBeLessThan(1);
    expect(cheap.gain.high).toBeGreaterThan(1);
    expect(cheap.net.value).toBeCloseTo(10_000 * cheap.gain.value - 1000, 8);
    expect(cheap.verdict).toBe('worth buying');
    expect(boughtColumn({ without, withColumn, price: 30_000, contacts: 10_000 }).verdict).toBe(
      'not worth its price',
    );
    const even = boughtColumn({ without, withColumn, price: cheap.worth.value, contacts: 10_000 });
    expect(even.verdict).toBe('not known');
    expect(even.because).toContain('on customers held out');
  });

  it('a column of chance is not worth buying', () => {
    let bought = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = seeded(seed + 5000);
      const data = campaign(seed, 600, 0);
      const same = { ...data, cost: { letter: 0.1 } };
      const one = targetingValue({ ...same, segmentation: segmented(data.arms.map(() => 0)) });
      const chance = targetingValue({
        ...same,
        segmentation: segmented(
          data.arms.map(() => random.integer(6)),
          6,
        ),
      });
      if (
        boughtColumn({ without: one, withColumn: chance, price: 1, contacts: 600 }).verdict === 'worth buying'
      )
        bought++;
    }
    expect(bought / 300).toBeLessThan(0.05);
  });

  it.each([
    [{ price: -1 }, 'the price is -1'],
    [{ contacts: 0 }, 'contacts is 0'],
    [
      { without: targetingValue(campaign(1, 60, 1)) },
      '48 customers held out without the column, 3200 with it',
    ],
    [{ without: { ...without, currency: 'USD' } }, 'one targeting is in USD, the other in EUR'],
  ])('refuses', (change, message) => {
    const call = () => boughtColumn({ without, withColumn, price: 1, contacts: 10, ...(change as object) });
    expect(call).toThrow(InputError);
    expect(call).toThrow(message);
  });
});
