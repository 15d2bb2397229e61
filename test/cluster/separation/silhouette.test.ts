import { createHash } from 'node:crypto';
import { type Matrix, matrix, matrixOf, seeded, silhouette } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSilhouette } from './plain-silhouette.js';

/** Customers in k normal groups of standard deviation 1; the centres spread by `apart`. */
function groups(rows: number, columns: number, k: number, apart: number, seed: number) {
  const random = seeded(seed);
  const centers = Array.from({ length: k * columns }, () => apart * random.normal());
  const labels = Int32Array.from({ length: rows }, (_, i) => i % k);
  const data = Float64Array.from({ length: rows * columns }, (_, at) => {
    const row = Math.floor(at / columns);
    return centers[labels[row] * columns + (at % columns)] + random.normal();
  });
  return { customers: matrixOf(data, columns), labels };
}

function changed(customers: Matrix, change: (value: number, row: number, column: number) => number): Matrix {
  const { columns } = customers;
  return {
    ...customers,
    data: customers.data.map((value, at) => change(value, Math.floor(at / columns), at % columns)),
  };
}

function farthest(some: ArrayLike<number>, others: ArrayLike<number>): number {
  return Array.from(some).reduce((most, value, i) => Math.max(most, Math.abs(value - others[i])), 0);
}

const bytesOf = (values: Float64Array) => createHash('sha256').update(values).digest('hex');

describe('silhouette', () => {
  // Spend per month of four customers, two light and two heavy. By hand:
  // outer ones a = 1, b = 5.5, s = 9/11; inner ones a = 1, b = 4.5, s = 7/9; mean 79/99.
  const spend = matrix([[0], [1], [5], [6]]);

  it('matches the value worked by hand', async () => {
    const fit = await silhouette(spend, [0, 0, 1, 1]);
    expect(fit.mean).toBeCloseTo(79 / 99, 14);
    expect(farthest(fit.coefficients, [9 / 11, 7 / 9, 7 / 9, 9 / 11])).toBeLessThan(1e-14);
    expect(Array.from(fit.rows)).toEqual([0, 1, 2, 3]);
    expect(fit.perSegment.map((segment) => segment.size)).toEqual([2, 2]);
    expect(fit.perSegment[0].mean).toBeCloseTo(79 / 99, 14);
    expect(fit).toMatchObject({ sampleSize: 4, exact: true, method: 'all 4 customers' });
    expect(fit.estimate).toMatchObject({ value: fit.mean, low: fit.mean, high: fit.mean, n: 4 });
  });

  it('does not depend on numbers of segments or order of customers', async () => {
    const fit = await silhouette(matrix([[6], [0], [5], [1]]), [3e9, 7, 3e9, 7]);
    expect(fit.mean).toBeCloseTo(79 / 99, 14);
    expect(fit.perSegment.map((segment) => segment.label)).toEqual([7, 3e9]);
  });

  it('follows shift and scale', async () => {
    const row = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.nat(2));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 5, maxLength: 30 }), async (rows) => {
        const labels = rows.map(([, , label], i) => (i < 3 ? i : label)); // all three occur
        const one = await silhouette(matrix(rows.map(([a, b]) => [a, b])), labels);
        const other = await silhouette(matrix(rows.map(([a, b]) => [9 - 3 * a, 3 * b + 100])), labels);
        expect(other.mean).toBeCloseTo(one.mean, 12);
        expect(Math.abs(one.mean)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });

  it('agrees with the formula written down plainly, whatever the number of columns', async () => {
    const value = fc.integer({ min: -9, max: 9 });
    const customers = fc.integer({ min: 1, max: 10 }).chain((columns) =>
      fc.array(fc.tuple(fc.array(value, { minLength: columns, maxLength: columns }), fc.nat(3)), {
        minLength: 6,
        maxLength: 25,
      }),
    );
    await fc.assert(
      fc.asyncProperty(customers, async (list) => {
        const rows = matrix(list.map(([row]) => row));
        const labels = list.map(([, label], i) => (i < 2 ? 2 * i : label)); // two occur, some may not
        const fit = await silhouette(rows, labels);
        expect(farthest(fit.coefficients, plainSilhouette(rows, labels))).toBeLessThan(1e-12);
      }),
    );
  });

  it('counts a customer alone in its segment as 0', async () => {
    // 0 and 1: a = 1, b = 10 and 9, s = 9/10 and 8/9.
    const fit = await silhouette(matrix([[0], [1], [10]]), [0, 0, 1]);
    expect(fit.mean).toBeCloseTo((9 / 10 + 8 / 9) / 3, 14);
    expect(fit.coefficients[2]).toBe(0);
  });

  it('is 0, not NaN, when all customers are alike', async () => {
    expect((await silhouette(matrix([[2], [2], [2]]), [0, 0, 1])).mean).toBe(0);
    const many = matrixOf(new Float64Array(2 * 2500).fill(0.1), 2);
    const labels = Int32Array.from({ length: 2500 }, (_, i) => i % 3);
    expect((await silhouette(many, labels)).coefficients.every((value) => value === 0)).toBe(true);
  });

  it.each([1e-300, 1e-160, 1e160, 1e300])('takes values of %d', async (size) => {
    const fit = await silhouette(matrix([[0], [size], [5 * size], [6 * size]]), [0, 0, 1, 1]);
    expect(fit.mean).toBeCloseTo(79 / 99, 14);
  });

  it.each([
    [{ sample: 1 }, 'silhouette: sample is 1. It has to be a whole number from 2 on.'],
    [{ threads: 0 }, 'silhouette: threads is 0. It has to be a whole number from 1 on.'],
    [{ precision: 'exact' as 'fast' }, 'silhouette: precision is exact. It can be "default" or "fast".'],
  ])('refuses %o', async (options, message) => {
    await expect(silhouette(spend, [0, 0, 1, 1], options)).rejects.toThrow(message);
  });

  it('says what it needs', async () => {
    await expect(silhouette(spend, new Int32Array(4))).rejects.toThrow(
      'silhouette needs 2 to 3 segments; there are 4 customers in 1 segments.',
    );
    await expect(silhouette(spend, [0, 1, 2, 3])).rejects.toThrow('silhouette needs 2 to 3 segments;');
    await expect(silhouette(spend, [0, 1])).rejects.toThrow('silhouette: 2 labels for 4 customers.');
    await expect(silhouette(spend, [0, 1, -1, 0])).rejects.toThrow('silhouette: label 3 is -1.');
    await expect(silhouette(matrix([]), [])).rejects.toThrow('silhouette needs at least 3 customers;');
    const broken = { ...spend, data: Float64Array.of(0, 1, Number.NaN, 6) };
    await expect(silhouette(broken, [0, 0, 1, 1])).rejects.toThrow('values that are not finite');
  });
});

describe('silhouette of thousands of customers', () => {
  const { customers, labels } = groups(2600, 8, 5, 1, 4);
  const plain = plainSilhouette(customers, labels);

  it.each(['default', 'fast'] as const)('agrees with double precision, %s', async (precision) => {
    const fit = await silhouette(customers, labels, { precision });
    expect(farthest(fit.coefficients, plain)).toBeLessThan(5e-7);
    expect(fit.exact).toBe(true);
  });

  it('does not depend on order and numbers', async () => {
    const order = Int32Array.from({ length: customers.rows }, (_, i) => (i * 1009) % customers.rows);
    const data = new Float64Array(customers.data.length);
    order.forEach((from, to) => {
      data.set(customers.data.subarray(from * 8, from * 8 + 8), to * 8);
    });
    const names = [9, 0, 1e12, 4, 5];
    const fit = await silhouette(
      matrixOf(data, 8),
      Array.from(order, (from) => names[labels[from]]),
    );
    expect(
      farthest(
        fit.coefficients,
        Array.from(order, (from) => plain[from]),
      ),
    ).toBeLessThan(5e-7);
    expect(fit.perSegment.map(({ label, size }) => [label, size])).toEqual(
      [...names].sort((a, b) => a - b).map((label) => [label, 520]),
    );
  });

  it.each<[string, (value: number, row: number, column: number) => number]>([
    ['a shift of each column', (value, _, column) => value + 1000 * column],
    ['an offset of a billion, which leaves seven digits', (value) => value + 1e9],
    ['another unit', (value) => -1e-3 * value],
    ['whole numbers, many customers alike', (value) => Math.round(value / 2)],
    ['a constant column', (value, _, column) => (column === 3 ? 7e5 : value)],
    ['one customer a million times farther away', (value, row) => (row === 11 ? 1e6 : value)],
    ['groups far apart, fine inside', (value, row) => value + (row % 5 < 2 ? 1e5 : 0)],
    [
      'groups as tight as single precision sees',
      (value, row, column) => (row % 5) * (1 + column) + 1e-6 * value,
    ],
  ])('agrees with double precision after %s', async (_, change) => {
    const other = changed(customers, change);
    const fit = await silhouette(other, labels);
    expect(farthest(fit.coefficients, plainSilhouette(other, labels))).toBeLessThan(5e-7);
  });

  it('has the same bytes on one, two and three threads', async () => {
    const far = changed(customers, (value, row) => (row === 11 ? 1e6 : value)); // measures many again in double
    for (const one of [customers, far]) {
      for (const options of [{}, { precision: 'fast' }, { sample: 500 }] as const) {
        const hashes = new Set<string>();
        for (const threads of [1, 2, 3]) {
          hashes.add(bytesOf((await silhouette(one, labels, { ...options, threads })).coefficients));
        }
        expect(hashes.size).toBe(1);
      }
    }
  });

  it('takes many segments', async () => {
    const many = Int32Array.from(labels, (_, i) => Math.floor(i / 2));
    const fit = await silhouette(customers, many);
    expect(farthest(fit.coefficients, plainSilhouette(customers, many))).toBeLessThan(1e-12);
  });

  it('tells how far it is, and obeys Stop', async () => {
    const large = groups(16_000, 8, 4, 1, 5);
    const told: number[] = [];
    const controller = new AbortController();
    const progress = (fraction: number) => {
      told.push(fraction);
    };
    const task = { signal: controller.signal, progress, warn() {} };
    await silhouette(large.customers, large.labels, {}, task);
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);

    const seen: number[] = [];
    const stopped = silhouette(
      large.customers,
      large.labels,
      {},
      {
        ...task,
        progress: (fraction) => {
          seen.push(fraction);
          controller.abort(new Error('Stopped.'));
        },
      },
    );
    await expect(stopped).rejects.toThrow('Stopped.');
    expect(seen.length).toBe(1);
    expect(seen[0]).toBeLessThan(0.5);
  });
});

describe('silhouette of a sample', () => {
  const random = seeded(2);
  const labels = Array.from({ length: 3000 }, (_, i) => (i < 60 ? 2 : i % 2));
  const customers = matrix(labels.map((label) => [3 * label + random.normal(), random.normal()]));

  it('has the coefficients that all together have', async () => {
    const all = await silhouette(customers, labels);
    const some = await silhouette(customers, labels, { sample: 1000, seed: 5 });
    expect(some.exact).toBe(false);
    expect(some.sampleSize).toBeGreaterThan(950);
    expect(some.sampleSize).toBeLessThan(1050);
    expect(some.method).toBe(
      `a sample of ${some.sampleSize} of 3000 customers, drawn by segment with seed 5`,
    );
    expect(some.perSegment.map((segment) => segment.size)).toEqual([1470, 1470, 60]);
    const same = Array.from(some.rows, (row) => all.coefficients[row]);
    expect(farthest(some.coefficients, same)).toBeLessThan(5e-7);
    expect(Math.abs(some.mean - all.mean)).toBeLessThan(0.03);
    expect(await silhouette(customers, labels, { sample: 1000, seed: 5 })).toEqual(some);
  });

  it('has an interval that holds the mean of all in about 95 of 100 samples', async () => {
    const { mean } = await silhouette(customers, labels);
    const SAMPLES = 400;
    let holds = 0;
    for (let seed = 0; seed < SAMPLES; seed++) {
      const { estimate } = await silhouette(customers, labels, { sample: 150, seed, threads: 1 });
      if (estimate.low <= mean && mean <= estimate.high) holds++;
    }
    // 380 of 400 expected, with a standard deviation of 4.4: 0.91 and 0.985 lie 3.7 and 3.2 of them away.
    expect(holds / SAMPLES).toBeGreaterThan(0.91);
    expect(holds / SAMPLES).toBeLessThan(0.985);
  });

  it('is drawn by itself above 40,000 customers', async () => {
    const many = groups(50_000, 1, 2, 3, 1);
    const fit = await silhouette(many.customers, many.labels);
    expect(fit.exact).toBe(false);
    expect(fit.sampleSize).toBe(10_000);
    expect(fit.estimate.high).toBeGreaterThan(fit.mean);
  });
});
