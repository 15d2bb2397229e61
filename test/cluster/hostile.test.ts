import {
  gaussianMixture,
  hierarchy,
  isInputError,
  kMedoids,
  kmeans,
  latentClasses,
  type Matrix,
  matrix,
  matrixOf,
  ruleTree,
  type Segmentation,
  seeded,
  sizeLimitedKMeans,
} from 'clientele';
import { describe, expect, it } from 'vitest';

type Method = (customers: Matrix, k: number) => Promise<Segmentation<Matrix>>;

const methods: [string, Method][] = [
  ['k-means', (customers, k) => kmeans(customers, { k, seed: 1, restarts: 3 })],
  ['k-medoids', (customers, k) => kMedoids(customers, { k })],
  ['fast k-medoids', (customers, k) => kMedoids(customers, { k, method: 'fast', restarts: 2 })],
  ['a full mixture', (customers, k) => gaussianMixture(customers, { k, seed: 1, restarts: 2 })],
  [
    'a diagonal mixture',
    (customers, k) => gaussianMixture(customers, { k, seed: 1, restarts: 2, covariance: 'diagonal' }),
  ],
  ['Ward', async (customers, k) => (await hierarchy(customers)).cut({ k })],
  [
    'average linkage',
    async (customers, k) => (await hierarchy(customers, { linkage: 'average' })).cut({ k }),
  ],
  ['single linkage', async (customers, k) => (await hierarchy(customers, { linkage: 'single' })).cut({ k })],
  ['limits on sizes', (customers, k) => sizeLimitedKMeans(customers, { k, seed: 1, restarts: 2 })],
  ['a rule tree', (customers, k) => ruleTree(customers, { k, least: 1 })],
  ['latent classes', (customers, k) => latentClasses(customers, { k, seed: 1, restarts: 2 })],
];

const rows = (count: number, row: (i: number) => number[]) =>
  matrix(Array.from({ length: count }, (_, i) => row(i)));
const random = seeded(1);
const inputs: [string, Matrix][] = [
  ['customers who are all alike', rows(6, () => [1, 2])],
  [
    'two customers',
    matrix([
      [1, 2],
      [3, 5],
    ]),
  ],
  ['one customer', matrix([[1, 2]])],
  ['no customer', matrixOf(new Float64Array(0), 2)],
  ['a constant column', rows(30, (i) => [i % 7, 5])],
  ['huge values', rows(30, (i) => [(i % 3) * 1e300, -i * 1e299])],
  ['tiny values', rows(30, (i) => [(i % 3) * 1e-300, i * 1e-301])],
  ['values of 1e100', rows(30, (i) => [(i % 3) * 1e100, i ** 1.5 * 1e99])],
  ['small differences far from 0', rows(30, (i) => [1e9 + (i % 3) * 1e-3, 1e9 + i ** 1.5 * 1e-4])],
  ['one outlier', rows(31, (i) => (i === 30 ? [1e6, 1e6] : [random.normal(), random.normal()]))],
];

describe.each(methods)('%s', (_, method) => {
  it.each(inputs)('gives an answer that holds, or a clear sentence, for %s', async (_, customers) => {
    for (const k of [1, 2, 3, customers.rows, customers.rows + 1]) {
      let made: Segmentation<Matrix>;
      try {
        made = await method(customers, k);
      } catch (error) {
        expect(isInputError(error)).toBe(true);
        expect((error as Error).message).toMatch(/^[a-zA-Z]+: .+\.$|^[a-zA-Z]+ needs .+\.$/);
        continue;
      }
      expect(made.segments.reduce((sum, { size }) => sum + size, 0)).toBe(customers.rows);
      for (const [name, value] of Object.entries(made)) {
        if (typeof value === 'number') expect([name, Number.isFinite(value)]).toEqual([name, true]);
      }
      const place = made.toFunction();
      const assigned = made.assign(customers);
      for (let i = 0; i < customers.rows; i++) {
        const row = Object.fromEntries(
          customers.names.map((name, j) => [name, customers.data[i * customers.columns + j]]),
        );
        const { segment, gap } = place(row);
        if (gap === null || gap > 1e-9) expect(segment).toBe(made.segments[assigned[i]].key);
        expect(made.explain(row).because).not.toMatch(/NaN|undefined/);
      }
    }
  });
});
