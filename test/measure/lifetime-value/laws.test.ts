import {
  bgNbd,
  bootstrapPurchases,
  frequencyCheck,
  lifetimeValues,
  mbgNbd,
  paretoNbd,
  shiftedBetaGeometric,
  tableFromRows,
  tableOf,
  valueBySegment,
} from 'clientele';
import { describe, expect, it, test } from 'vitest';
import { drawnCustomers } from './drawn-customers.js';

const drawn = drawnCustomers(3, 800, [0.6, 6, 0.9, 3], [6, 4, 15]);
const plain = ({ parameters, logLikelihood }: Awaited<ReturnType<typeof bgNbd>>) => ({
  parameters,
  logLikelihood,
});

describe.each([
  ['BG/NBD', bgNbd],
  ['MBG/NBD', mbgNbd],
  ['Pareto/NBD', paretoNbd],
])('%s', (_, fitted) => {
  it('is the same to the bit in any order of rows and under any names', async () => {
    const rows = drawn.objects();
    const renamed = [...rows].reverse().map((row, i) => ({ ...row, customerId: `other ${i}` }));
    expect(plain(await fitted(tableFromRows(renamed)))).toEqual(plain(await fitted(drawn)));
  });

  it('in days and in weeks is the same model', async () => {
    const days = drawn
      .objects()
      .map((row) => ({ ...row, lastPurchaseAge: row.lastPurchaseAge * 7, customerAge: row.customerAge * 7 }));
    const [weekly, daily] = [await fitted(drawn), await fitted(tableFromRows(days))];
    weekly.parameters.forEach(({ value }, i) => {
      const factor = weekly.process.times.includes(i) ? 7 : 1;
      expect(daily.parameters[i].value / factor / value).toBeCloseTo(1, 5);
    });
    expect(daily.expectedOfNew(70).value).toBeCloseTo(weekly.expectedOfNew(10).value, 6);
    // Each purchase has a density in time: in days it is a seventh of that in weeks.
    const purchases = drawn.array('repeatPurchases').reduce((a, b) => a + b, 0);
    expect(daily.logLikelihood).toBeCloseTo(weekly.logLikelihood - purchases * Math.log(7), 5);
  });

  it('rows that stand for several customers are those customers', async () => {
    const doubled = [...drawn.objects(), ...drawn.objects()];
    const weighted = drawn.objects().map((row) => ({ ...row, number: 2 }));
    const once = await fitted(tableFromRows(weighted), { columns: { customers: 'number' } });
    expect(plain(once)).toEqual(plain(await fitted(tableFromRows(doubled))));
    expect(once.customers).toBe(1600);
  });

  it('expects every customer in one of the bins', async () => {
    const { bins } = frequencyCheck(await fitted(drawn), drawn, { most: 3 });
    expect(bins.reduce((total, { expected }) => total + expected, 0)).toBeCloseTo(800, 6);
  });
});

test('the frequencies of customers drawn from a model are those that it expects', async () => {
  const { bins } = frequencyCheck(await bgNbd(drawn), drawn);
  for (const { actual, expected } of bins) {
    expect(Math.abs(actual - expected)).toBeLessThan(3 * Math.sqrt(expected));
  }
});

test('value: segments add up to all, shares to 1, and customers to their segment', async () => {
  const purchases = await bgNbd(drawn);
  const ids = drawn.array('customerId');
  const labels = Int32Array.from(ids, (_, i) => i % 3);
  const segments = ['s1', 's2', 's3'].map((key) => ({ key, name: key }));
  const options = { purchases, spend: 20, margin: 0.4, periods: 6 };
  const worth = await valueBySegment({
    ...options,
    segmentation: { ids, labels, segments } as never,
    history: drawn,
    historic: ids.map((_, i) => i),
  });
  const total = (pick: (each: (typeof worth.segments)[number]) => number) =>
    worth.segments.reduce((sum, each) => sum + pick(each), 0);
  expect(total(({ value }) => value!.value)).toBeCloseTo(worth.all.value!.value, 6);
  expect(total(({ equityShare }) => equityShare!.value)).toBeCloseTo(1, 10);
  expect(worth.all.historic).toBe((799 * 800) / 2);
  const each = await lifetimeValues(drawn, options);
  const own = each.array('lifetimeValue').filter((_, i) => labels[i] === 1);
  expect(own.reduce<number>((sum, value) => sum + value!, 0)).toBeCloseTo(worth.segments[1].value!.value, 6);
  expect(each.get('lifetimeValue', 0)).toBeCloseTo(8 * each.get('discountedPurchases', 0), 10);
  // Without a discount value is spend times purchases.
  const flat = await lifetimeValues(drawn, { ...options, discountRate: 0 });
  expect(flat.get('discountedPurchases', 5)).toBeCloseTo(flat.get('expectedPurchases', 5), 12);
});

test('the bootstrap is the same for a seed in any order of rows, and another for another', async () => {
  const model = await bgNbd(drawn);
  const options = { seed: 4, replicates: 20 };
  const one = await bootstrapPurchases(model, drawn, options);
  const reversed = await bootstrapPurchases(model, tableFromRows([...drawn.objects()].reverse()), options);
  expect(reversed).toEqual(one);
  const other = await bootstrapPurchases(model, drawn, { ...options, seed: 5 });
  expect(other.parameters).not.toEqual(one.parameters);
  await expect(bootstrapPurchases(model, drawn, { seed: 1, replicates: 5 })).rejects.toThrow(
    'replicates is 5',
  );
});

describe('shifted beta-geometric', () => {
  /** Contracts of a cohort of which so many are left after each period. */
  const cohort = (left: readonly number[]) => {
    const last = left.length - 1;
    return tableOf({
      periods: [...left.slice(1).keys()].map((i) => i + 1).concat(last),
      ended: [...left.slice(1).map(() => true), false],
      customers: [...left.slice(1).map((now, i) => left[i] - now), left[last]],
    });
  };
  const options = { columns: { customers: 'customers' } };

  // Fader and Hardie (2007), figure 1 and table 1: two cohorts of a thousand over seven years.
  it.each([
    ['regular', [1000, 631, 468, 382, 326, 289, 262, 241], 0.704, 1.182],
    ['high end', [1000, 869, 743, 653, 593, 551, 517, 491], 0.668, 3.806],
  ])('%s customers: the published parameters', (_, left, a, b) => {
    const model = shiftedBetaGeometric(cohort(left), options);
    expect(model.converged).toBe(true);
    expect(model.parameters[0].value).toBeCloseTo(a, 3);
    expect(model.parameters[1].value).toBeCloseTo(b, 3);
  });

  it('survival is the product of retentions, which rise', () => {
    const model = shiftedBetaGeometric(cohort([1000, 631, 468, 382, 326]), options);
    let there = 1;
    for (let period = 0; period < 30; period++) {
      expect(model.survival(period).value).toBeCloseTo(there, 12);
      expect(model.retention(period + 1)).toBeGreaterThan(model.retention(period));
      there *= model.retention(period);
    }
  });

  it('residual value adds up discounted renewals, by hand', () => {
    const model = shiftedBetaGeometric(cohort([1000, 631, 468, 382, 326]), options);
    const [first, second] = [model.retention(2), model.retention(3)];
    const two = model.residualValue({ renewals: 2, margin: 10, discountRate: 0.1, periods: 2 });
    expect(two).toBeCloseTo(10 * (first + (first * second) / 1.1), 10);
    const all = model.residualValue({ renewals: 2, margin: 10, discountRate: 0.1 });
    const long = model.residualValue({ renewals: 2, margin: 10, discountRate: 0.1, periods: 1000 });
    expect(all).toBeCloseTo(long, 8);
  });
});
