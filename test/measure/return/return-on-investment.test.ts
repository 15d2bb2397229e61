import {
  DISPLAY_KEY,
  InputError,
  matrixOf,
  newcombeInterval,
  returnOnInvestment,
  seeded,
  simulateRetailer,
  welchInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { reordered, segmented } from '../usefulness/usefulness-data.js';

/** Skewed money: a share buys, and what they spend is log-normal with mean 30. */
function shop(seed: number, customers: number, lift: number) {
  const random = seeded(seed);
  const treated = Array.from({ length: customers }, (_, i) => i % 2 === 0);
  const converted = treated.map((is) => random.next() < 0.2 + (is ? lift : 0));
  const money = converted.map((is) => (is ? 30 * Math.exp(0.5 * random.normal() - 0.125) : 0));
  return { segmentation: segmented(treated.map(() => 0)), treated, converted, money, currency: 'EUR' };
}

describe('returnOnInvestment', () => {
  // Two segments of 40. In the first 20 contacted bring 10 or 14, 20 others 4 or 8; in the second all bring 5.
  const treated = Array.from({ length: 80 }, (_, i) => i % 2 === 0);
  const labels = treated.map((_, i) => (i < 40 ? 0 : 1));
  const money = treated.map((is, i) => (i >= 40 ? 5 : (is ? 10 : 4) + (i % 4 < 2 ? 0 : 4)));
  const converted = treated.map((is, i) => (i < 40 ? is || i % 4 < 2 : i % 8 < 4));
  const byHand = {
    segmentation: segmented(labels),
    treated,
    money,
    converted,
    cost: { each: 1.5, fixed: 20 },
    marginShare: 0.5,
    currency: 'EUR',
  };

  it('by hand: money, cost, net, return, conversions, break-even', async () => {
    const { all, segments } = await returnOnInvestment(byHand);
    const [first, second] = segments;
    // 12 less 6 in the first, and nothing in the second; a contact costs 1.5 and 20/40 of the fixed cost
    expect(first.effect!.value).toBe(6);
    expect(first.incrementalMoney!.value).toBe(120);
    expect(first.cost).toBe(40);
    expect(first.net!.value).toBeCloseTo(0.5 * 120 - 40, 12);
    expect(first.return!.value).toBeCloseTo(20 / 40, 12);
    expect(second.net!.value).toBeCloseTo(-40, 12);
    expect(second.return!.value).toBeCloseTo(-1, 12);
    expect(second.notContacting!.value).toBeCloseTo(40, 12);
    expect(all.net!.value).toBeCloseTo(-20, 12);
    expect([first.decision, second.decision, all.decision]).toEqual(['contact', 'leave alone', 'not known']);
    // 20 of 20 and 10 of 20 convert: 10 more for 40
    expect(first.conversionEffect).toEqual(newcombeInterval(20, 20, 10, 20));
    expect(first.incrementalConversions!.value).toBe(10);
    expect(first.costPerConversion!.value).toBeCloseTo(4, 12);
    // each has to bring 2 / 0.5 = 4 more, two thirds of the 6 of the control group; a conversion brings 30 customers' (240 + 60) / 30
    expect(first.breakEven!.moneyEach).toBe(4);
    expect(first.breakEven!.lift).toBeCloseTo(2 / 3, 12);
    const spent = money.filter((_, i) => i < 40 && converted[i]).reduce((sum, value) => sum + value, 0) / 30;
    expect(first.breakEven!.conversion).toBeCloseTo(4 / spent, 12);
    expect(first.breakEven!.responseRate).toBeCloseTo(0.5 + 4 / spent, 12);
    // the margin of 3 less the fixed 0.5 pays for a contact of up to 2.5
    expect(first.breakEven!.price.value).toBeCloseTo(2.5, 12);
    expect(second.flags).toContain('Money is the same for all: its interval has no width.');
  });

  it('is the interval of Welch, moved and divided by the cost', async () => {
    const given = shop(3, 300, 0.1);
    const { all } = await returnOnInvestment({ ...given, cost: { each: 2 }, marginShare: 0.4 });
    const arm = (is: boolean) => given.money.filter((_, i) => given.treated[i] === is);
    const welch = welchInterval(arm(true), arm(false));
    expect(all.return!.low).toBeCloseTo((0.4 * welch.low) / 2 - 1, 10);
    expect(all.return!.high).toBeCloseTo((0.4 * welch.high) / 2 - 1, 10);
    expect(all.net!.low).toBeCloseTo(150 * (0.4 * welch.low - 2), 8);
    const bySame = await returnOnInvestment({
      ...given,
      cost: { each: given.treated.map((is) => (is ? 2 : 0)) },
      marginShare: 0.4,
      interval: 'delta',
    });
    expect(bySame.all.return!.low).toBeCloseTo(all.return!.low, 10);
  });

  it('does not depend on the order of customers, nor on how they are matched', async () => {
    const given = shop(5, 120, 0.2);
    const order = given.money.map((_, i) => (i * 7) % 120);
    const cost = { each: given.converted.map((is, i) => (given.treated[i] ? 1 : 0) + (is ? 2 : 0)) };
    const one = await returnOnInvestment({ ...given, cost, interval: 'bootstrap', seed: 1, draws: 200 });
    const { ids, segments } = given.segmentation;
    const other = await returnOnInvestment({
      ...given,
      segmentation: { ids: reordered(ids, order), labels: new Int32Array(120), segments },
      treated: reordered(given.treated, order),
      converted: reordered(given.converted, order),
      cost: { each: reordered(cost.each, order) },
      money: matrixOf(Float64Array.from(given.money), 1, ['money'], ids),
      interval: 'bootstrap',
      seed: 1,
      draws: 200,
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it('95% intervals hold the truth in 93 to 97% of 2,000 campaigns: return, net, cost of a conversion', async () => {
    const held = { return: 0, net: 0, conversion: 0 };
    for (let seed = 0; seed < 2000; seed++) {
      const { all } = await returnOnInvestment({ ...shop(seed, 240, 0.1), cost: { each: 2 } });
      if (all.return!.low <= 0.5 && all.return!.high >= 0.5) held.return++; // 0.1 · 30 / 2 − 1
      if (all.net!.low <= 120 && all.net!.high >= 120) held.net++;
      const { low, high } = all.costPerConversion!;
      if (low !== undefined && low <= 20 && (high ?? Infinity) >= 20) held.conversion++;
    }
    for (const [name, count] of Object.entries(held)) {
      expect(count / 2000, name).toBeGreaterThan(0.93);
      expect(count / 2000, name).toBeLessThan(0.97);
    }
  });

  it('without an effect the cost of a conversion is never below 0, and has an end in 5% at most', async () => {
    let bounded = 0;
    for (let seed = 0; seed < 500; seed++) {
      const { all } = await returnOnInvestment({ ...shop(seed, 200, 0), cost: { each: 2 } });
      const { value, low, high, because } = all.costPerConversion!;
      for (const number of [value, low, high]) if (number !== undefined) expect(number).toBeGreaterThan(0);
      if (high === undefined) expect(because).not.toBe('');
      else bounded++;
    }
    expect(bounded / 500).toBeLessThan(0.05);
  });

  it('says that the control group weighs segments otherwise', async () => {
    const random = seeded(1);
    const parts = Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : 1));
    const { all } = await returnOnInvestment({
      segmentation: segmented(parts),
      treated: parts.map((part) => random.next() < (part === 0 ? 0.2 : 0.8)),
      money: parts.map((part) => part + random.normal()),
      cost: { each: 1 },
      currency: 'EUR',
    });
    expect(all.flags.join()).toContain('read the segments, not the row of all');
  });

  it('is told in words and hides small segments', async () => {
    const found = await returnOnInvestment({
      ...byHand,
      segmentation: segmented(labels.map((label, i) => (i >= 74 ? 2 : label))),
    });
    expect(found.because).toMatch(
      /Contacting surely pays: Segment 1, .*Leaving alone surely saves: Segment 2, /,
    );
    expect(found.because).toContain('Not measured: Segment 3.');
    const text = found[DISPLAY_KEY]()['text/plain'] as string;
    expect(text).toContain('Fewer than 10 customers.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  const bad = (change: object) => returnOnInvestment({ ...byHand, ...change });

  it.each([
    [{ cost: { each: -1 } }, 'the cost of each contact is -1. It is an amount from 0 on.'],
    [{ cost: { each: 1, fixed: Number.NaN } }, 'the fixed cost is NaN'],
    [
      { cost: { each: treated.map((_, i) => (i === 3 ? -2 : 1)) } },
      'the cost of customer 4, "c3", is \u22122',
    ],
    [{ treated: treated.map(() => true) }, '80 of 80 customers were contacted'],
    [{ treated: treated.map(() => false) }, '0 of 80 customers were contacted'],
    [{ treated: treated.map((_, i) => i) }, 'It is true or false, or 1 or 0'],
    [
      { money: money.map((value, i) => (i === 9 ? Number.NaN : value)) },
      'money of customer 10, "c9", is NaN',
    ],
    [{ money: money.slice(1) }, '79 values of money for 80 customers'],
    [{ marginShare: 0 }, 'marginShare is 0'],
    [{ marginShare: 1.2 }, 'marginShare is 1.2'],
    [{ minimum: 1 }, 'minimum is 1'],
    [{ interval: 'bootstrap' }, 'the bootstrap needs a seed'],
    [{ confidence: 95 }, 'confidence is 95'],
    [
      {
        segmentation: {
          ...byHand.segmentation,
          ids: byHand.segmentation.ids.map((id, i) => (i === 1 ? 'c0' : id)),
        },
      },
      'c0',
    ],
  ])('refuses %j', async (change, message) => {
    await expect(bad(change)).rejects.toThrow(InputError);
    await expect(bad(change)).rejects.toThrow(message);
  });

  it('lives with what is usable but odd', async () => {
    const free = await bad({ cost: { each: 0 } });
    expect(free.all.return).toBeUndefined();
    expect(free.all.net!.value).toBe(60);
    expect(free.all.flags.join()).toContain('a return over cost is not measured');
    const returned = await bad({ money: money.map((value, i) => (i === 0 ? -30 : value)) });
    expect(returned.segments[0].flags).toContain('1 customer with money below 0, counted as it stands.');
    const nobody = await bad({ converted: treated.map(() => false) });
    expect(nobody.segments[0].costPerConversion).toMatchObject({ value: undefined });
    expect(nobody.segments[0].breakEven!.responseRate).toBeUndefined();
    expect(nobody.segments[0].flags).toContain('Nobody converted in either arm.');
    const unequal = await bad({ treated: treated.map((_, i) => i % 40 !== 0), minimum: 2 });
    expect(unequal.all.flags.join()).toContain('Arms are unequal, 78 and 2');
    const small = await bad({ treated: treated.map((_, i) => i >= 3) });
    expect(small.all).toMatchObject({ net: undefined, decision: 'not known' });
    for (const each of [free, returned, nobody, unequal, small]) {
      expect(JSON.stringify(each[DISPLAY_KEY]()['text/plain'])).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it("finds the simulator's planted effects by segment", async () => {
    const { outcomes, groups, outcomesTruth } = await simulateRetailer({ seed: 11, customers: 16_000 });
    const { means, ...sizes } = outcomesTruth.autumn.groups.families;
    expect(sizes.size).toBeGreaterThan(1000);
    expect(means).toBeDefined();
    const groupOf = new Map(groups.objects().map(({ customerId, group }) => [customerId, group]));
    const rows = outcomes
      .objects()
      .filter(({ campaign, arm }) => campaign === 'autumn' && arm !== 'one-message');
    const names = Object.keys(outcomesTruth.autumn.groups) as (keyof typeof outcomesTruth.autumn.groups)[];
    const segmentation = {
      ids: rows.map(({ customerId }) => customerId),
      labels: Int32Array.from(rows, ({ customerId }) => names.indexOf(groupOf.get(customerId)!)),
      segments: names.map((name) => ({ key: name, name, size: 0, share: 0 })),
    };
    const { segments } = await returnOnInvestment({
      segmentation,
      treated: rows.map(({ arm }) => arm === 'by-segment'),
      money: rows.map(({ margin }) => margin),
      converted: rows.map(({ converted }) => converted === 1),
      cost: { each: 0.5 },
      currency: 'EUR',
    });
    for (const { key, effect, conversionEffect, costPerConversion } of segments) {
      const { converted, margin } = outcomesTruth.autumn.groups[key as 'others'].means!;
      const [lift, money] = [converted, margin].map((mean) => mean['by-segment'] - mean.none);
      expect(conversionEffect!.low, key).toBeLessThan(lift);
      expect(conversionEffect!.high, key).toBeGreaterThan(lift);
      expect(effect!.low, key).toBeLessThan(money);
      expect(effect!.high, key).toBeGreaterThan(money);
      expect(conversionEffect!.low > 0, key).toBe(lift > 0);
      if (lift > 0) expect(costPerConversion!.high).toBeGreaterThan(0.5 / lift);
      else expect(costPerConversion!.high).toBeUndefined();
    }
  });
});
