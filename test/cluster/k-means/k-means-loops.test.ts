import { kmeans, type Matrix, matrixOf, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRows } from '#clientele/cluster/k-means/sample-rows';
import { shuffled } from '#clientele/core/shuffled';
import { plainAssign, plainKMeans, square } from './plain-k-means.js';

/** Customers around random centers, or around one. */
function customers(rows: number, columns: number, groups: number, seed: number): Matrix {
  const random = seeded(seed);
  const centers = Array.from({ length: groups * columns }, () => 6 * random.normal());
  const data = Float64Array.from({ length: rows * columns }, (_, at) => {
    const group = Math.floor(at / columns) % groups;
    return centers[group * columns + (at % columns)] + random.normal();
  });
  return matrixOf(data, columns);
}

/** The first k rows that differ. */
function firstRows(matrix: Matrix, k: number): Matrix {
  return matrixOf(matrix.data.slice(0, k * matrix.columns), matrix.columns, matrix.names);
}

const shapes = fc.record({
  rows: fc.integer({ min: 20, max: 400 }),
  columns: fc.integer({ min: 1, max: 9 }),
  k: fc.integer({ min: 1, max: 11 }),
  groups: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer(),
});

describe('kmeans beside its plain twin', () => {
  it('gets from the same start to a solution that is as good or better', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ rows, columns, k, groups, seed }) => {
        const matrix = customers(rows, columns, groups, seed);
        const start = firstRows(matrix, k);
        const plain = plainKMeans(matrix, start.data);
        const fast = await kmeans(matrix, { k, seed: 1, start });
        // Transfers go on where the plain one stands still.
        if (Number.isFinite(plain.inertia))
          expect(fast.inertia).toBeLessThanOrEqual(plain.inertia * (1 + 1e-12));
        expect(fast.certificate.restarts).toBe(1);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same to the label on many customers, where nobody is moved alone', async () => {
    const matrix = customers(60_000, 3, 4, 5);
    const start = firstRows(matrix, 4);
    const plain = plainKMeans(matrix, start.data);
    const fast = await kmeans(matrix, { k: 4, seed: 1, start });
    expect(fast.inertia / plain.inertia).toBeCloseTo(1, 12);
    const place = new Map<number, number>();
    plain.labels.forEach((label, i) => {
      place.set(label, place.get(label) ?? fast.labels[i]);
      expect(fast.labels[i]).toBe(place.get(label));
    });
  });

  it('labels customers as double precision does, also close to borders', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ rows, columns, k, groups, seed }) => {
        const matrix = customers(Math.max(rows, k), columns, groups, seed);
        const segments = await kmeans(matrix, { k, seed: 1, restarts: 1, maxIterations: 2 });
        const { data } = segments.centroids;
        // Points in the middle between two centroids, and a hair to either side.
        const random = seeded(seed);
        const points: number[] = [];
        for (let n = 0; n < 60; n++) {
          const [a, b] = [random.integer(k), random.integer(k)];
          const share = 0.5 + [0, 1e-3, 1e-6, -1e-6, 1e-9, -1e-9, 1e-12][n % 7];
          for (let j = 0; j < columns; j++) {
            points.push(share * data[a * columns + j] + (1 - share) * data[b * columns + j]);
          }
        }
        const near = matrixOf(Float64Array.from(points), columns);
        const labels = segments.assign(near);
        plainAssign(near.data, data, columns).forEach((plain, i) => {
          const [ours, best] = [labels[i], plain].map((c) => square(near.data, i, data, c, columns));
          expect(ours).toBeLessThanOrEqual(best * (1 + 1e-12) + 1e-24);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('kmeans with weights', () => {
  it('is that of customers who are repeated', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ rows, columns, k, groups, seed }) => {
        const matrix = customers(rows, columns, groups, seed);
        const random = seeded(seed);
        const weights = Array.from({ length: rows }, () => 1 + random.integer(4));
        const repeated = weights.flatMap((weight, i) =>
          Array.from({ length: weight }, () => [
            ...matrix.data.subarray(i * columns, (i + 1) * columns),
          ]).flat(),
        );
        const options = { k: Math.min(k, rows), seed: 3, restarts: 2 };
        const weighted = await kmeans(matrix, { ...options, weights });
        const longer = await kmeans(matrixOf(Float64Array.from(repeated), columns), options);
        expect(weighted.centroids.data).toEqual(longer.centroids.data);
        expect(weighted.inertia).toBe(longer.inertia);
        expect(weighted.segments.map(({ size }) => size)).toEqual(longer.segments.map(({ size }) => size));
      }),
      { numRuns: 40 },
    );
  });

  it('takes weights that are no whole numbers', async () => {
    const matrix = customers(300, 2, 1, 9);
    const random = seeded(4);
    const weights = Array.from({ length: 300 }, () => 0.01 + random.next());
    const { labels, centroids, inertia, segments } = await kmeans(matrix, { k: 3, seed: 1, weights });
    const sums = new Float64Array(6);
    const sizes = new Float64Array(3);
    let squares = 0;
    labels.forEach((label, i) => {
      sizes[label] += weights[i];
      for (let j = 0; j < 2; j++) sums[2 * label + j] += weights[i] * matrix.data[2 * i + j];
      squares += weights[i] * square(matrix.data, i, centroids.data, label, 2);
    });
    sums.forEach((sum, at) => {
      expect(centroids.data[at]).toBeCloseTo(sum / sizes[Math.floor(at / 2)], 12);
    });
    expect(inertia).toBeCloseTo(squares, 10);
    expect(segments.map(({ size }) => size)).toEqual([...sizes]);
  });

  it.each<[string, number[], string]>([
    ['too few', [1], '1 weights for 3 customers.'],
    ['0', [1, 0, 1], 'the weight of customer 2 is 0. Weights are above 0; leave out who does not count.'],
    ['below 0', [1, 1, -1], 'the weight of customer 3 is -1.'],
    ['no number', [Number.NaN, 1, 1], 'the weight of customer 1 is NaN.'],
    ['infinite', [1, Infinity, 1], 'the weight of customer 2 is Infinity.'],
  ])('refuses weights that are %s', async (_, weights, reason) => {
    const three = matrixOf(Float64Array.of(1, 2, 3), 1);
    await expect(kmeans(three, { k: 2, seed: 1, weights })).rejects.toThrow(`kmeans: ${reason}`);
  });
});

describe('kmeans of many customers', () => {
  const many = customers(120_000, 6, 5, 11);

  it('gives the same bytes with 1, 2 and 3 threads', async () => {
    const [one, ...others] = await Promise.all(
      [1, 2, 3].map(async (threads) => {
        const { labels, centroids, inertia } = await kmeans(many, { k: 6, seed: 1, restarts: 3, threads });
        return { labels, centroids: centroids.data, inertia };
      }),
    );
    const two = await kmeans(many, { k: 6, seed: 1, restarts: 3, threads: 2 }); // alone: with threads of its own
    for (const other of others) expect(other).toEqual(one);
    expect({ labels: two.labels, centroids: two.centroids.data, inertia: two.inertia }).toEqual(one);
  });

  it.each([1, 2, 3])(
    'after %i iterations is where plain ones are, with means of the values themselves',
    async (maxIterations) => {
      const [rows, columns, k] = [60_000, 3, 4];
      const matrix = customers(rows, columns, 1, 8);
      const start = firstRows(matrix, k);
      const plain = Float64Array.from(start.data);
      let before: number[] = [];
      for (let i = 0; i < maxIterations; i++) {
        before = plainAssign(matrix.data, plain, columns);
        const sizes = new Array<number>(k).fill(0);
        plain.fill(0);
        before.forEach((label, row) => {
          sizes[label]++;
          for (let j = 0; j < columns; j++) plain[label * columns + j] += matrix.data[row * columns + j];
        });
        for (let at = 0; at < plain.length; at++) plain[at] /= sizes[Math.floor(at / columns)];
      }
      const segments = await kmeans(matrix, { k, seed: 1, start, maxIterations });
      const { data } = segments.centroids;
      const nearest = (c: number) =>
        plainAssign(plain.slice(c * columns, (c + 1) * columns), data, columns)[0];
      for (let c = 0; c < k; c++) {
        // Means of single-precision numbers would be 1e-7 off; of two borderline customers more, after some iterations.
        const off = square(plain, c, data, nearest(c), columns);
        expect(Math.sqrt(off)).toBeLessThan(maxIterations === 1 ? 1e-11 : 1e-4);
      }
      const labels = plainAssign(matrix.data, data, columns);
      const inertia = labels.reduce((sum, label, i) => sum + square(matrix.data, i, data, label, columns), 0);
      expect(segments.inertia / inertia).toBeCloseTo(1, 12);
    },
  );

  it('leaves nothing of one fit to the next, which takes its memory', async () => {
    const [small, large] = [customers(3000, 5, 3, 1), customers(60_000, 4, 5, 2)];
    const segment = (matrix: Matrix, k: number) => kmeans(matrix, { k, seed: 3, restarts: 2, threads: 1 });
    const [first, other] = [await segment(small, 3), await segment(large, 5)];
    for (const [matrix, k, known] of [
      [small, 3, first],
      [large, 5, other],
      [small, 3, first],
    ] as const) {
      const again = await segment(matrix, k);
      expect(again.labels).toEqual(known.labels);
      expect(again.centroids.data).toEqual(known.centroids.data);
      expect(again.inertia).toBe(known.inertia);
    }
  });

  it('gives the same segments in another order', async () => {
    const order = shuffled(seeded(3), [...Array(many.rows).keys()]);
    const data = new Float64Array(many.data.length);
    order.forEach((row, i) => {
      data.set(many.data.subarray(row * 6, (row + 1) * 6), i * 6);
    });
    const one = await kmeans(many, { k: 5, seed: 1, restarts: 3 });
    const other = await kmeans(matrixOf(data, 6), { k: 5, seed: 1, restarts: 3 });
    expect(other.centroids.data).toEqual(one.centroids.data);
    expect(other.labels).toEqual(Int32Array.from(order, (row) => one.labels[row]));
    expect(other.inertia / one.inertia).toBeCloseTo(1, 12);
  });

  it('says where fused multiply-add was used, and finds the same groups', async () => {
    const exact = await kmeans(many, { k: 5, seed: 1, restarts: 3 });
    const fast = await kmeans(many, { k: 5, seed: 1, restarts: 3, precision: 'fast' });
    expect(exact.origin.options).not.toHaveProperty('precision');
    expect(['fast', 'default']).toContain(fast.origin.options.precision);
    expect(fast.inertia / exact.inertia).toBeCloseTo(1, 9);
  });

  it('takes batches, and is within 1% of all iterations', async () => {
    const all = await kmeans(many, { k: 5, seed: 1, restarts: 4 });
    const batches = await kmeans(many, { k: 5, seed: 1, restarts: 4, miniBatch: 2048 });
    expect(batches.inertia).toBeGreaterThanOrEqual(all.inertia * (1 - 1e-9));
    expect(batches.inertia).toBeLessThan(all.inertia * 1.01);
    expect(batches.assign(many)).toEqual(batches.labels);
    expect(batches.origin.options.miniBatch).toBe(2048);
  });

  it('ends sooner with a tolerance, with labels of the nearest centroids', async () => {
    const loose = customers(60_000, 6, 1, 2);
    const all = await kmeans(loose, { k: 6, seed: 1, restarts: 1 });
    const sooner = await kmeans(loose, { k: 6, seed: 1, restarts: 1, tolerance: 1e-4 });
    expect(sooner.converged).toBe(true);
    expect(sooner.iterations).toBeLessThan(all.iterations);
    expect(sooner.assign(loose)).toEqual(sooner.labels);
  });

  it('finds k among many customers of few different values', async () => {
    const data = Float64Array.from({ length: 70_000 }, (_, i) => i % 3);
    const { inertia, segments } = await kmeans(matrixOf(data, 1), { k: 3, seed: 1, restarts: 2 });
    expect(inertia).toBe(0);
    expect(segments.map(({ size }) => size)).toEqual([23_334, 23_333, 23_333]);
    await expect(kmeans(matrixOf(data, 1), { k: 4, seed: 1 })).rejects.toThrow(
      'kmeans: k is 4, but the 70000 customers take only 3 different values in x1. Choose k from 1 to 3.',
    );
  });
});

describe('kmeans of awkward values', () => {
  it.each([1e-140, 1e140])('finds groups in values around %s', async (size) => {
    const { data } = customers(100, 2, 2, 3);
    const scaled = matrixOf(
      data.map((value) => value * size),
      2,
    );
    const plain = await kmeans(matrixOf(data, 2), { k: 2, seed: 1 });
    expect((await kmeans(scaled, { k: 2, seed: 1 })).labels).toEqual(plain.labels);
  });

  it('takes a constant column', async () => {
    const matrix = matrixOf(Float64Array.of(1, 5, 2, 5, 9, 5), 2);
    expect([...(await kmeans(matrix, { k: 2, seed: 1 })).labels]).toEqual([0, 0, 1]);
  });

  it('refuses a start that does not fit', async () => {
    const matrix = customers(20, 2, 2, 3);
    await expect(kmeans(matrix, { k: 3, seed: 1, start: firstRows(matrix, 2) })).rejects.toThrow(
      'kmeans: start has 2 centroids, k is 3.',
    );
    await expect(
      kmeans(matrix, { k: 2, seed: 1, start: matrixOf(Float64Array.of(1, 2, 3, 4), 2, ['b', 'a']) }),
    ).rejects.toThrow('kmeans: start needs the columns x1, x2');
  });
});

describe('sampleRows', () => {
  it('draws the same rows whatever their order, about as many as asked', () => {
    const { data, rows, columns } = customers(30_000, 2, 3, 1);
    const order = shuffled(seeded(8), [...Array(rows).keys()]);
    const other = new Float64Array(data.length);
    order.forEach((row, i) => {
      other.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    const sample = sampleRows({ count: rows, columns, data }, 3000, 1);
    expect(sampleRows({ count: rows, columns, data: other }, 3000, 1).data).toEqual(sample.data);
    expect(Math.abs(sample.count - 3000)).toBeLessThan(5 * Math.sqrt(3000)); // binomial, 5 standard deviations
    expect(sampleRows({ count: rows, columns, data }, 3000, 2).data).not.toEqual(sample.data);
  });
});
