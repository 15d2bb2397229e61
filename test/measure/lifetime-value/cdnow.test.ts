import { readFileSync } from 'node:fs';
import {
  bgBb,
  bgNbd,
  bootstrapPurchases,
  frequencyCheck,
  gammaGamma,
  holdoutByFrequency,
  lifetimeTable,
  lifetimeValues,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  purchaseTracking,
  readOrders,
  readTable,
  type SpendModel,
  type Table,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasShared, shared } from '../../fixtures/shared-data.js';

const columns = { id: 'ID', purchases: 'x', lastPurchaseAge: 't_x', age: 'T', spend: 'zbar' };
const values = ({ parameters }: PurchaseModel | SpendModel) => parameters.map(({ value }) => value);

/** Parameters to a thousandth of their size. */
function expectParameters(model: PurchaseModel | SpendModel, expected: readonly number[]): void {
  expect(model.converged).toBe(true);
  expect(model.advice).toBe('');
  values(model).forEach((value, i) => {
    expect(Math.abs(value / expected[i] - 1)).toBeLessThan(1e-3);
  });
}

describe.skipIf(!hasShared)('models on ../shared/datasets/cdnow and donations', () => {
  const cdnow = `${shared}/datasets/cdnow`;
  const reference = hasShared
    ? JSON.parse(readFileSync(`${shared}/oracles/customer-lifetime-value.json`, 'utf8'))
    : {};
  let summary: Table;
  let bg: PurchaseModel;
  let pareto: PurchaseModel;
  let spend: SpendModel;
  beforeAll(async () => {
    summary = (await readTable(`${cdnow}/cdnow_customers_summary_with_transactions.csv`)) as unknown as Table;
    bg = await bgNbd(summary, { columns });
    pareto = await paretoNbd(summary, { columns });
    spend = await gammaGamma(summary, { columns });
  });

  it('BG/NBD: parameters, standard errors and likelihood', () => {
    const { r, alpha, a, b, ll, se } = reference.bgnbd;
    expectParameters(bg, [r, alpha, a, b]);
    expect(bg.logLikelihood).toBeCloseTo(ll, 4);
    bg.parameters.forEach(({ standardError }, i) => {
      expect(Math.abs(standardError! / se[i] - 1)).toBeLessThan(1e-3);
    });
    expect([bg.customers, bg.repeatBuyers]).toEqual([2357, 946]);
  });

  it('BG/NBD: predictions', () => {
    const { process } = bg;
    const rounded = [0.243, 4.414, 0.793, 2.426];
    const expected = reference.bgnbd_at_rounded_params;
    [0.1429, 1, 3, 31.8571, 32, 78].forEach((time, i) => {
      const value = process.expectedOfNew(rounded, time);
      expect(value).toBeCloseTo(expected['E[X(t)] t=.1429,1,3,31.8571,32,78'][i], 10);
    });
    const first = { count: 2, recency: 30.43, age: 38.86 };
    const eager = { count: 26, recency: 30.86, age: 31 };
    const unrounded = { count: 26, recency: 216 / 7, age: 31 };
    expect(process.alive(rounded, first)).toBeCloseTo(expected.palive, 10);
    expect(process.alive(rounded, eager)).toBeCloseTo(expected['palive x=26 tx=30.86 T=31'], 10);
    const conditional = process.alive(rounded, first) * process.expectedIfAlive(rounded, first, 39);
    expect(conditional).toBeCloseTo(expected['cond t=39 x=2 tx=30.43 T=38.86'], 10);
    // BTYD's walkthrough, at its own parameters on unrounded times.
    const btyd = [0.2425982, 4.4136842, 0.7929899, 2.4261667];
    expect(process.expectedOfNew(btyd, 52)).toBeCloseTo(1.444004, 5);
    expect(process.alive(btyd, unrounded)).toBeCloseTo(0.9688523, 6);
    const next = process.alive(btyd, unrounded) * process.expectedIfAlive(btyd, unrounded, 52);
    expect(next).toBeCloseTo(25.75659, 3);
    // The description of the data: customer 1, and all 39-week forecasts together.
    expect(bg.expectedPurchases(first, 39)).toBeCloseTo(1.226, 3);
    expect(bg.probabilityAlive(first)).toBeCloseTo(0.7266, 4);
    expect(bg.expectedOfNew(52).value).toBeCloseTo(1.444, 3);
  });

  it('MBG/NBD: published parameters', async () => {
    const model = await mbgNbd(summary, { columns });
    [0.525, 6.183, 0.891, 1.614].forEach((value, i) => {
      expect(values(model)[i]).toBeCloseTo(value, 3);
    });
  });

  it('Pareto/NBD: parameters, likelihood and predictions', () => {
    const { r, alpha, s, beta, ll } = reference.paretonbd;
    expectParameters(pareto, [r, alpha, s, beta]);
    expect(pareto.logLikelihood).toBeCloseTo(ll, 4);
    // BTYD's manual, at the parameters of its example.
    const { process } = pareto;
    const example = [0.55, 10.56, 0.61, 11.64];
    const printed = [
      0, 0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024,
      0.38909211,
    ];
    printed.forEach((value, week) => {
      expect(process.expectedOfNew(example, week)).toBeCloseTo(value, 7);
    });
  });

  it('Gamma-Gamma: parameters, likelihood and means', () => {
    const { p, q, v, ll, n, popmean, corr_freq_money } = reference.gammagamma;
    expectParameters(spend, [p, q, v]);
    expect(spend.logLikelihood).toBeCloseTo(ll, 4);
    expect(spend.buyers).toBe(n);
    expect(spend.populationMean!.value).toBeCloseTo(popmean, 4);
    expect(spend.correlation).toBeCloseTo(corr_freq_money, 10);
    const ten = [
      24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408,
      35.170981,
    ];
    const means = summary
      .array('x')
      .map((x, i) => spend.expectedSpend(x as number, summary.get('zbar', i) as number));
    ten.forEach((value, i) => {
      expect(means[i]).toBeCloseTo(value, 4);
    });
    expect(means.reduce((a, b) => a + b, 0) / means.length).toBeCloseTo(35.2529588256, 5);
  });

  it('discounted value of twelve months, as lifetimes prints it', async () => {
    // lifetimes counts 30 units of time as a month.
    const table = await lifetimeValues(summary, { purchases: bg, spend, columns, periodLength: 30 });
    const printed = [
      140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107, 28.109683, 38.180574, 167.418216,
      38.180574,
    ];
    printed.forEach((value, i) => {
      expect(Math.abs(table.get('lifetimeValue', i)! / value - 1)).toBeLessThan(1e-6);
    });
  });

  it('BG/BB on the donations: parameters, likelihood and predictions', async () => {
    const donations = await readTable(`${shared}/datasets/donations/donations_rf.csv`);
    const names = { purchases: 'x', lastPurchaseAge: 't.x', age: 'n.cal', customers: 'custs' };
    const model = await bgBb(donations, { columns: names });
    const { alpha, beta, gamma, delta, ll, n } = reference.bgbb;
    expectParameters(model, [alpha, beta, gamma, delta]);
    expect(model.logLikelihood).toBeCloseTo(ll, 4);
    expect(model.customers).toBe(n);
    const at = (count: number, recency: number) => ({ count, recency, age: 6 });
    expect(model.probabilityAlive(at(0, 0))).toBeCloseTo(0.11, 2);
    expect(model.probabilityAlive(at(2, 4))).toBeCloseTo(0.59, 2);
    expect(model.probabilityAlive(at(6, 6))).toBeCloseTo(0.93, 2);
    expect(model.expectedPurchases(at(0, 0), 10)).toBeCloseTo(0.1302, 4);
    expect(model.expectedPurchases(at(4, 5), 10)).toBeCloseTo(3.628, 3);
    const rows = donations.objects() as Record<string, number>[];
    const total = rows.reduce(
      (sum, row) => sum + row.custs * model.expectedPurchases(at(row.x, row['t.x']), 5),
      0,
    );
    expect(total).toBeCloseTo(12884.2, 0);
    const { bins } = frequencyCheck(model, donations, { columns: names, most: 6 });
    expect(bins[0]).toMatchObject({ actual: 3464 });
    expect(bins[0].expected).toBeCloseTo(3454.9, 0);
    expect(bins[6].expected).toBeCloseTo(1253.1, 0);
  });

  describe('checks on the purchase log', () => {
    const options = { calibrationEnd: '1997-09-30', end: '1998-06-30' };
    let orders: Awaited<ReturnType<typeof readOrders>>['orders'];
    let table: Awaited<ReturnType<typeof lifetimeTable>>;
    let model: PurchaseModel;
    beforeAll(async () => {
      const names = { customer: 'column2', date: 'column3', dateFormat: 'YYYYMMDD', amount: 'column5' };
      ({ orders } = await readOrders(`${cdnow}/CDNOW_sample.txt`, { ...names, order: 'line number' }));
      table = await lifetimeTable(orders, {
        calibrationEnd: options.calibrationEnd,
        holdoutEnd: options.end,
      });
      model = await bgNbd(table);
    });

    it('unrounded times: parameters and likelihood as BTYD, first orders of 0 kept', () => {
      expectParameters(model, [0.2425982, 4.4136842, 0.7929899, 2.4261667]);
      expect(model.logLikelihood).toBeCloseTo(-9582.429, 2);
    });

    it('Pareto/NBD on unrounded times: predictions as BTYD prints them', async () => {
      const fitted = await paretoNbd(table);
      const eager = { count: 26, recency: 216 / 7, age: 31 };
      expect(fitted.logLikelihood).toBeCloseTo(-9594.976, 3);
      expect(fitted.expectedOfNew(52).value).toBeCloseTo(1.473434, 4);
      expect(fitted.probabilityAlive(eager)).toBeCloseTo(0.997874, 5);
      expect(fitted.expectedPurchases(eager, 52)).toBeCloseTo(25.45647, 2);
    });

    it('holdout by frequency, as BTYD prints it', () => {
      const check = holdoutByFrequency(model, table, { time: 39 });
      const actual = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375];
      const expected = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
      expect(check.bins.map(({ customers }) => customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
      check.bins.forEach((bin, i) => {
        expect(bin.actual!.value).toBeCloseTo(actual[i], 5);
        expect(bin.expected).toBeCloseTo(expected[i], 3);
      });
      expect(check.totalActual).toBe(1882);
      expect(check.totalExpected).toBeCloseTo(1653.4, 0);
    });

    it('tracking counts the purchases of the description', () => {
      const { points, customers, calibrationEnd } = purchaseTracking(model, { orders, ...options });
      expect(customers).toBe(2357);
      const at = points.find(({ date }) => date === calibrationEnd)!;
      expect(at.actual).toBe(2457);
      const end = points[points.length - 1];
      expect([end.date, end.actual]).toEqual(['1998-06-30', 2457 + 1882]);
      // In calibration the model is fitted to the total; beyond, it adds what a cohort of these ages is expected to buy.
      expect(Math.abs(at.expected / at.actual - 1)).toBeLessThan(0.03);
      expect(points.every(({ expected }, i) => i === 0 || expected >= points[i - 1].expected)).toBe(true);
    });

    it('bootstrap and curvature agree on the doubt of a forecast', async () => {
      const drawn = await bootstrapPurchases(model, table, { seed: 1, replicates: 200, times: [52] });
      const [boot, delta] = [drawn.expectedOfNew[0], model.expectedOfNew(52)];
      expect((boot.high - boot.low) / (delta.high - delta.low)).toBeGreaterThan(0.8);
      expect((boot.high - boot.low) / (delta.high - delta.low)).toBeLessThan(1.4);
      expect(drawn.failed).toBe(0);
    });
  });
});
