import {
  bgBb,
  bgNbd,
  bootstrapPurchases,
  DISPLAY_KEY,
  type Displayable,
  frequencyCheck,
  gammaGamma,
  holdoutByFrequency,
  lifetimeValues,
  mbgNbd,
  paretoNbd,
  purchaseTracking,
  shiftedBetaGeometric,
  type Table,
  tableFromRows,
  tableOf,
  valueBySegment,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnCustomers } from './drawn-customers.js';

const text = (shown: Displayable) => String(shown[DISPLAY_KEY]()['text/plain']);
const row = (repeatPurchases: unknown, lastPurchaseAge: unknown, customerAge: unknown) => ({
  customerId: 'x',
  repeatPurchases,
  lastPurchaseAge,
  customerAge,
});
/** A hundred customers: those given, and else without a repeat purchase. */
const mostlyOnce = (...rows: object[]): Table =>
  tableFromRows(
    Array.from({ length: 100 }, (_, i) => ({
      ...row(0, 0, 20 + (i % 20)),
      ...rows[i],
      customerId: `c${i}`,
    })) as Record<string, unknown>[],
  );
const models = [
  ['bgNbd', bgNbd],
  ['mbgNbd', mbgNbd],
  ['paretoNbd', paretoNbd],
  ['bgBb', bgBb],
] as const;

describe.each(models)('%s', (who, fitted) => {
  it('without a repeat buyer: does not converge, and says why in words', async () => {
    const warned: string[] = [];
    const task = {
      signal: new AbortController().signal,
      progress() {},
      warn: (said: string) => warned.push(said),
    };
    const model = await fitted(mostlyOnce(), {}, task as never);
    expect(model.converged).toBe(false);
    expect(model.advice).toMatch(/did not converge: none of 100 customers bought again/);
    expect(warned).toEqual([`${who}: ${model.advice}`]);
    expect(model.parameters.every(({ value }) => value > 0 && value < Infinity)).toBe(true);
    expect(model.parameters.map(({ interval }) => interval)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const forecast = model.expectedOfNew(10);
    expect(forecast.value).toBeGreaterThanOrEqual(0);
    expect(forecast.value).toBeLessThan(0.5);
    expect(text(model)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('with one repeat buyer: says that it is one', async () => {
    const model = await fitted(mostlyOnce({ repeatPurchases: 3, lastPurchaseAge: 10, customerAge: 20 }));
    expect(model.advice).toContain('Only 1 of 100 customers bought again');
    expect(text(model)).not.toMatch(/NaN|Infinity/);
  });

  it('with all customers alive: does not converge, as nobody left', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      repeatPurchases: 2 + (i % 7),
      lastPurchaseAge: 30 + (i % 3),
      customerAge: 30 + (i % 3),
    }));
    const model = await fitted(tableFromRows(rows));
    expect(model.converged).toBe(false);
    expect(model.advice).toContain('The histories show nobody who left');
    const alive = model.probabilityAlive({ count: 3, recency: 30, age: 30 });
    expect(alive).toBeGreaterThan(0.9);
    expect(alive).toBeLessThanOrEqual(1);
    await expect(bootstrapPurchases(model, tableFromRows(rows), { seed: 1 })).rejects.toThrow(
      'bootstrapPurchases: the model did not converge.',
    );
  });

  it.each([
    [row(1.5, 2, 9), /row 2, column "repeatPurchases" is 1.5, not a whole number of repeat purchases/],
    [row(1, 10, 9), /row 2, "lastPurchaseAge" is 10, beyond "customerAge", 9/],
    [row(0, 3, 9), /row 2, "lastPurchaseAge" is 3 without a repeat purchase/],
    [row(2, 0, 9), /row 2, 2 repeat purchases, but "lastPurchaseAge" is 0/],
    [row(-1, 0, 9), /row 2, column "repeatPurchases" is -1. It is a number from 0/],
    [row(1, -2, 9), /row 2, column "lastPurchaseAge" is -2/],
    [row(1, 2, Number.NaN), /row 2, column "customerAge" is NaN/],
    [row(1, 2, null), /row 2, column "customerAge" is missing/],
    [row('1', 2, 9), /row 2, column "repeatPurchases" is "1"/],
  ])('refuses a history that cannot be: %o', async (wrong, message) => {
    const table = tableFromRows([row(1, 2, 9), wrong] as Record<string, unknown>[]);
    await expect(fitted(table)).rejects.toThrow(message);
    await expect(fitted(table)).rejects.toThrow(`${who}:`);
  });

  it('refuses no customers, no time and a missing column', async () => {
    await expect(
      fitted(tableOf({ repeatPurchases: [], lastPurchaseAge: [], customerAge: [] })),
    ).rejects.toThrow(`${who}: the table has no customers.`);
    await expect(fitted(tableFromRows([row(0, 0, 0), row(0, 0, 0)]))).rejects.toThrow(/nobody was observed/);
    await expect(fitted(tableOf({ repeatPurchases: [1] }))).rejects.toThrow(/no column "lastPurchaseAge"/);
    await expect(fitted(mostlyOnce(), { confidence: 95 })).rejects.toThrow(/confidence is 95/);
  });
});

describe('customers who came on the last day', () => {
  it('change nothing, and expect what a new customer does', async () => {
    const drawn = drawnCustomers(5, 1500, [0.5, 6, 0.9, 2.5], [6, 4, 15]);
    const more = tableFromRows([
      ...drawn.objects(),
      { ...row(0, 0, 0), customerId: 'new', repeatMonetaryMean: 0 },
    ]);
    const [with0, without] = [await bgNbd(more), await bgNbd(drawn)];
    expect(with0.logLikelihood).toBeCloseTo(without.logLikelihood, 6);
    const fresh = { count: 0, recency: 0, age: 0 };
    expect(without.expectedPurchases(fresh, 30)).toBeCloseTo(without.expectedOfNew(30).value, 10);
  });
});

describe('opportunities', () => {
  it('are whole, with one purchase at most', async () => {
    await expect(bgBb(tableFromRows([row(1, 1.5, 3)]))).rejects.toThrow(/whole numbers of opportunities/);
    await expect(bgBb(tableFromRows([row(3, 2, 3)]))).rejects.toThrow(/at most one at each. Use bgNbd/);
  });
});

describe('money', () => {
  const spends = (amounts: readonly unknown[]) =>
    tableFromRows(
      amounts.map((repeatMonetaryMean, i) => ({ ...row(1 + (i % 3), 5, 9), repeatMonetaryMean })) as Record<
        string,
        unknown
      >[],
    );

  it('is not negative', async () => {
    await expect(gammaGamma(spends([10, -5, 3]))).rejects.toThrow(
      /gammaGamma: row 2, column "repeatMonetaryMean" is -5/,
    );
  });

  it('needs two repeat buyers', async () => {
    await expect(gammaGamma(spends([10]))).rejects.toThrow(/1 customer with a repeat purchase and money/);
    await expect(gammaGamma(mostlyOnce({ repeatMonetaryMean: 3 }))).rejects.toThrow(/repeatMonetaryMean/);
  });

  it('all alike: no convergence, and everybody has that mean', async () => {
    const model = await gammaGamma(spends(new Array(50).fill(20)));
    expect(model.converged).toBe(false);
    expect(model.advice).toContain('did not converge');
    expect(model.populationMean).toBeUndefined();
    expect([model.expectedSpend(2, 20), model.expectedSpend(0, 0)]).toEqual([20, 20]);
    expect(text(model)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('of 0 is left out and counted, and frequency that goes with spend is said', async () => {
    const drawn = drawnCustomers(2, 3000, [0.5, 4, 0.5, 3], [6, 4, 15]).objects();
    const free = await gammaGamma(
      tableFromRows([...drawn, { ...row(2, 5, 9), repeatMonetaryMean: 0, customerId: 'free' }]),
    );
    expect(free.leftOut).toBe(1);
    expect(free.advice).toBe(
      '1 repeat buyer with a mean spend of 0 was left out of the fit: the model knows amounts above 0 only.',
    );
    const related = await gammaGamma(
      tableFromRows(
        drawn.map((each) => ({
          ...each,
          repeatMonetaryMean: each.repeatMonetaryMean * each.repeatPurchases,
        })),
      ),
    );
    expect(related.advice).toMatch(
      /Frequency and spend correlate \(0\.\d\d\).*understates what frequent buyers/,
    );
  });
});

describe('contracts', () => {
  it('none ended, all ended at once: no convergence, in words', () => {
    const none = shiftedBetaGeometric(tableOf({ periods: [3, 4, 5], ended: [false, false, false] }));
    expect([none.converged, none.ended]).toEqual([false, 0]);
    expect(none.advice).toContain('none of 3 contracts ended');
    const all = shiftedBetaGeometric(tableOf({ periods: [1, 1, 1], ended: [true, true, true] }));
    expect(all.advice).toContain('all contracts ended');
    for (const model of [none, all]) {
      const { value, low, high } = model.survival(3);
      expect(low <= value && value <= high && low >= 0 && high <= 1).toBe(true);
      expect(text(model)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it.each([
    [{ periods: [1.5], ended: [1] }, /row 1, column "periods" is 1.5, not a whole number of periods/],
    [{ periods: [0], ended: [1] }, /the contract ended after 0 periods/],
    [{ periods: [2], ended: ['yes'] }, /column "ended" is yes. It is true or false/],
    [{ periods: [0, 0], ended: [0, 0] }, /no contract has lasted a whole period/],
    [{ periods: [2] }, /no column "ended"/],
  ])('refuses %o', (columns, message) => {
    expect(() => shiftedBetaGeometric(tableOf(columns as never))).toThrow(message);
  });

  it('refuses horizons that are none', () => {
    const model = shiftedBetaGeometric(tableOf({ periods: [1, 2, 3, 3, 3], ended: [1, 1, 1, 0, 0] }));
    expect(() => model.survival(-1)).toThrow(/-1 is no whole number of periods/);
    expect(() => model.residualValue({ renewals: 0, margin: 1, discountRate: 0 })).toThrow(
      /discountRate is 0/,
    );
    expect(() => model.residualValue({ renewals: 0.5, margin: 1, discountRate: 0.1 })).toThrow(
      /0.5 is no whole/,
    );
  });
});

describe('predictions and checks', () => {
  let history: ReturnType<typeof drawnCustomers>;
  let model: Awaited<ReturnType<typeof bgNbd>>;
  beforeAll(async () => {
    history = drawnCustomers(1, 1000, [0.5, 6, 0.9, 2.5], [6, 4, 15]);
    model = await bgNbd(history);
  });

  it('refuse horizons that are none', async () => {
    const value = (options: object) => lifetimeValues(history, { purchases: model, ...options });
    await expect(value({ periods: 0 })).rejects.toThrow(/periods is 0/);
    await expect(value({ discountRate: -0.1 })).rejects.toThrow(/discountRate is -0.1/);
    await expect(value({ periodLength: 0 })).rejects.toThrow(/periodLength is 0/);
    await expect(value({ spend: Number.NaN })).rejects.toThrow(/spend is NaN/);
    await expect(value({ spend: 5, margin: 1.2 })).rejects.toThrow(/margin is 1.2/);
    expect(() => model.expectedOfNew(-1)).toThrow(/the time to come is -1/);
    expect(() => frequencyCheck(model, history, { most: 0 })).toThrow(/most is 0/);
    expect(() => holdoutByFrequency(model, history, { time: 0 })).toThrow(/time is 0/);
    expect(() => holdoutByFrequency(model, history, { time: 5 })).toThrow(/no column "holdoutPurchases"/);
    const unknown = tableFromRows(history.objects());
    await expect(lifetimeValues(unknown, { purchases: await bgNbd(unknown) })).rejects.toThrow(
      /Give periodLength/,
    );
  });

  it('tracking refuses dates that are none and models of opportunities; orders may come in any order', async () => {
    const orders = tableOf({
      customerId: ['a', 'b', 'a', 'a'],
      orderedAt: ['2024-03-05', '2024-01-07', '2024-01-01', '2024-01-01'],
    });
    const options = { calibrationEnd: '2024-02-01' };
    const tracking = purchaseTracking(model, { orders, ...options });
    expect(tracking.customers).toBe(2);
    expect(tracking.points.map(({ actual }) => actual)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(purchaseTracking(model, { orders, ...options, end: '2024-03-14' }).points.at(-1)!.actual).toBe(1);
    const wrong = tableOf({ customerId: ['a'], orderedAt: ['soon'] });
    expect(() => purchaseTracking(model, { orders: wrong, ...options })).toThrow(/row 1.*"soon" is no day/);
    expect(() => purchaseTracking(model, { orders, calibrationEnd: '2023-01-01' })).toThrow(
      /no customer ordered/,
    );
    expect(() => purchaseTracking(model, { orders, ...options, end: '2024-01-01' })).toThrow(/lies before/);
    const yearly = await bgBb(
      tableFromRows([row(1, 1, 3), row(3, 3, 3), row(2, 3, 3), row(0, 0, 3), row(1, 2, 3), row(0, 0, 3)]),
    );
    expect(() => purchaseTracking(yearly, { orders, ...options })).toThrow(/counts opportunities, not days/);
  });

  it('by segment: customers who never bought, twice or elsewhere', async () => {
    const ids = ['c0', 'c1', 'never', 'c2'];
    const segments = [
      { key: 's1', name: 'One' },
      { key: 's2', name: 'Two' },
      { key: 's3', name: 'Nobody' },
    ];
    const segmentation = { ids, labels: Int32Array.of(0, 0, 1, 1), segments } as never;
    const worth = await valueBySegment({ segmentation, history, purchases: model, minimum: 1 });
    expect(worth.segments.map(({ measured }) => measured)).toEqual([2, 1, 0]);
    expect(worth.segments[1].flags).toEqual(['1 of 2 never bought: not measured.']);
    expect(worth.segments[2].value).toBeUndefined();
    expect(worth.leftOut).toBe(997);
    expect(text(worth)).not.toMatch(/NaN|undefined|Infinity/);
    const twice = tableFromRows([...history.objects(), history.object(0)]);
    await expect(
      valueBySegment({ segmentation, history: twice, purchases: model, periodLength: 4 }),
    ).rejects.toThrow(/customer "c0" stands in rows 1 and 1001/);
    const strangers = { ids: ['z'], labels: Int32Array.of(0), segments } as never;
    await expect(valueBySegment({ segmentation: strangers, history, purchases: model })).rejects.toThrow(
      /no customer of the segmentation has a history. Their ids are like "z", those of the history like "c0"/,
    );
    const few = await valueBySegment({ segmentation, history, purchases: model });
    expect(text(few)).toContain('fewer than 10');
  });

  it('by segment: without convergence there are values and no intervals', async () => {
    const lost = await bgNbd(mostlyOnce());
    const segmentation = {
      ids: Array.from({ length: 40 }, (_, i) => `c${i}`),
      labels: Int32Array.from({ length: 40 }, (_, i) => i % 2),
      segments: [
        { key: 's1', name: 'One' },
        { key: 's2', name: 'Two' },
      ],
    } as never;
    const worth = await valueBySegment({
      segmentation,
      history: mostlyOnce(),
      purchases: lost,
      periodLength: 4,
    });
    expect(worth.segments[0].flags).toEqual(['BG/NBD did not converge: no interval.']);
    expect(text(worth)).not.toMatch(/NaN|undefined|Infinity|\(0/);
  });
});
