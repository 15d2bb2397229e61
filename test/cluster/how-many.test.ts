import { existsSync, readFileSync } from 'node:fs';
import {
  bootstrapStability,
  DISPLAY_KEY,
  gapStatistic,
  howMany,
  kMeansBic,
  kmeans,
  type Matrix,
  matrix,
  matrixOf,
  nullReference,
  predictionStrength,
  seeded,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const oracles = new URL('../../../shared/oracles/data/', import.meta.url);
const real = existsSync(oracles) ? describe : describe.skip;

function numbers(file: string, columns: readonly number[]): Matrix {
  const lines = readFileSync(new URL(file, oracles), 'utf8').trim().split(/\r?\n/).slice(1);
  return matrix(
    lines.map((line) => {
      const cells = line.split(',');
      return columns.map((column) => Number(cells[column]));
    }),
  );
}

/** Customers around centres far apart, or around one. */
function blobs(seed: number, customers: number, centres: readonly (readonly number[])[]): Matrix {
  const random = seeded(seed);
  return matrix(
    Array.from({ length: customers }, (_, i) => centres[i % centres.length].map((x) => x + random.normal())),
  );
}
const THREE = [
  [0, 0],
  [9, 0],
  [0, 9],
];
const ONE = [[0, 0]];

real('figures of reference programs (../shared/oracles)', () => {
  it('prediction strength of iris falls as in fpc, and is no worse: fpc takes one random start', async () => {
    const iris = numbers('iris.csv', [0, 1, 2, 3]);
    const published = [0.976, 0.672, 0.541, 0.49, 0.46];
    const ours: number[] = [];
    for (const k of [2, 3, 4, 5, 6]) ours.push(await predictionStrength(iris, { k, seed: 1, splits: 50 }));
    expect(Math.abs(ours[0] - published[0])).toBeLessThan(0.02);
    ours.forEach((value, i) => {
      expect(value).toBeGreaterThan(published[i] - 0.02);
      if (i > 0) expect(value).toBeLessThan(ours[i - 1]);
    });
  });

  it('the gap of ruspini picks 4, and iris comes back segment by segment', async () => {
    const ruspini = numbers('ruspini.csv', [0, 1]);
    expect((await gapStatistic(ruspini, { most: 6, seed: 1 })).chosen).toBe(4);

    // fpc: mean Jaccard .8837, .8415, .9257 with one random start; all three count as stable there, too
    const iris = numbers('iris.csv', [0, 1, 2, 3]);
    const segmentation = await kmeans(iris, { k: 3, seed: 1 });
    const { segments, agreement } = await bootstrapStability(iris, segmentation, { seed: 1 });
    expect(segments.map(({ verdict }) => verdict)).toEqual(['stable', 'stable', 'stable']);
    for (const { jaccard } of segments) expect(jaccard.mean).toBeGreaterThan(0.82);
    expect(agreement.median).toBeGreaterThan(0.8);
  });
});

describe('kMeansBic', () => {
  it('is the formula of X-means', async () => {
    // customers 0, 1, 10, 11 in one column, k = 2: inertia 1, variance 1 / (4 - 2) = 0.5
    // log-likelihood = 2 ln(2/4) * 2 - 2 ln(2 pi 0.5) - 1 = -2.772589 - 2.289460 - 1 = -6.062048
    // parameters 1 + 2 + 1 = 4: 4 ln 4 + 2 * 6.062048 = 5.545177 + 12.124097 = 17.669274
    const values = matrix([[0], [1], [10], [11]]);
    expect(kMeansBic(values, await kmeans(values, { k: 2, seed: 1 }))).toBeCloseTo(17.669274, 5);
  });
});

describe('bootstrapStability', () => {
  it('is 1 for groups far apart, low for a cut cloud, and the same for any order of customers', async () => {
    const apart = blobs(1, 90, THREE);
    const found = await bootstrapStability(apart, await kmeans(apart, { k: 3, seed: 1 }), {
      seed: 2,
      pairs: 20,
      restarts: 5,
    });
    expect(found.agreement.low).toBe(1);
    expect(found.segments.every(({ jaccard }) => jaccard.mean === 1)).toBe(true);

    const cloud = blobs(2, 300, ONE);
    const cut = await bootstrapStability(cloud, await kmeans(cloud, { k: 6, seed: 1 }), {
      seed: 2,
      pairs: 20,
    });
    expect(cut.agreement.mean).toBeLessThan(0.6);
    expect(cut.segments.some(({ verdict }) => verdict !== 'stable')).toBe(true);
  });

  it('refuses what it cannot judge', async () => {
    const apart = blobs(1, 30, THREE);
    const one = await kmeans(apart, { k: 1, seed: 1 });
    await expect(bootstrapStability(apart, one, { seed: 1 })).rejects.toThrow(/one segment/);
    const other = blobs(1, 33, THREE);
    const three = await kmeans(apart, { k: 3, seed: 1 });
    await expect(bootstrapStability(other, three, { seed: 1 })).rejects.toThrow(
      /30 customers, the matrix 33/,
    );
    await expect(bootstrapStability(apart, three, { seed: 1, pairs: 1 })).rejects.toThrow(/pairs is 1/);
  });
});

describe('gapStatistic', () => {
  it('finds no groups where there are none, in columns that go together', async () => {
    let none = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = seeded(seed);
      const cloud = matrix(
        Array.from({ length: 120 }, () => {
          const [x, y] = [random.normal(), random.normal()];
          return [x, 3 * x + y];
        }),
      );
      if ((await gapStatistic(cloud, { most: 4, seed, references: 20 })).chosen === 1) none++;
    }
    expect(none).toBeGreaterThanOrEqual(18);
  });

  it('refuses numbers that are none', async () => {
    await expect(gapStatistic(blobs(1, 9, THREE), { most: 9, seed: 1 })).rejects.toThrow(/most is 9/);
    await expect(gapStatistic(blobs(1, 9, THREE), { most: 1, seed: 1 })).rejects.toThrow(/most is 1/);
  });
});

describe('nullReference', () => {
  const looks = { k: [2, 3], permutations: 19 };

  it('finds planted structure at 95 of 100 seeds, and cries wolf at no more than 7', async () => {
    let found = 0;
    let wolf = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const apart = await nullReference(
        blobs(seed, 60, [
          [0, 0],
          [4, 4],
          [8, 0],
        ]),
        { ...looks, seed },
      );
      if (apart.p <= 0.05) found++;
      const cloud = await nullReference(blobs(1000 + seed, 60, ONE), { ...looks, seed });
      if (cloud.p <= 0.05) wolf++;
    }
    expect(found).toBeGreaterThanOrEqual(95);
    expect(wolf).toBeLessThanOrEqual(7);
  }, 120_000);

  it('takes another score, and permutes each column by itself', async () => {
    const values = matrixOf(
      Float64Array.from({ length: 40 }, (_, i) => i),
      2,
    );
    const seen: number[][] = [];
    const score = (of: Matrix) => {
      const columns = [0, 1].map((j) => Array.from({ length: 20 }, (_, i) => of.data[2 * i + j]));
      for (const column of columns) seen.push(column.toSorted((a, b) => a - b));
      return columns[0].filter((x, i) => columns[1][i] === x + 1).length;
    };
    const { p, nulls, because } = await nullReference(values, { ...looks, seed: 1, score });
    expect(p).toBe(0.05);
    expect(Math.max(...nulls)).toBeLessThan(20);
    expect(because).toContain('all but 0 of 19');
    expect(new Set(seen.map((column) => column.join())).size).toBe(2);
  });

  it('refuses a single column, no k, and too few permutations', async () => {
    await expect(nullReference(matrix([[1], [2], [3]]), { ...looks, seed: 1 })).rejects.toThrow(/1 column/);
    const values = blobs(1, 30, THREE);
    await expect(nullReference(values, { ...looks, k: [], seed: 1 })).rejects.toThrow(/k is empty/);
    await expect(nullReference(values, { ...looks, permutations: 9, seed: 1 })).rejects.toThrow(
      /fewer than 19/,
    );
  });
});

describe('howMany', () => {
  it('puts all evidence side by side, counts it and names who disagrees', async () => {
    const apart = blobs(3, 150, THREE);
    const options = { k: [2, 3, 4, 5], seed: 1, pairs: 20, references: 10, splits: 5 };
    const evidence = await howMany(apart, options);
    expect(evidence.recommended).toBe(3);
    expect(evidence.because).toMatch(/^k = 3 is what \d of 8 criteria speak for: silhouette/);
    const three = evidence.votes.filter(({ k }) => k === 3).map(({ criterion }) => criterion);
    expect(three).toContain('gap');
    expect(three).toContain('prediction strength');
    for (const { criterion, k } of evidence.votes) {
      expect(evidence.because).toContain(criterion);
      if (k !== undefined && k !== 3) expect(evidence.because).toContain(`For k = ${k} speak`);
    }
    const bundle = evidence[DISPLAY_KEY]();
    expect(JSON.stringify(bundle)).toContain('How to read this');

    const again = await howMany(apart, options);
    expect(again.rows.map(({ stability }) => stability.agreement.mean)).toEqual(
      evidence.rows.map(({ stability }) => stability.agreement.mean),
    );
  });

  it('says of a cloud that its segments are made', async () => {
    const cloud = blobs(5, 400, [[0, 0, 0, 0]]);
    const { because, gap } = await howMany(cloud, {
      k: [3, 4, 5],
      seed: 1,
      pairs: 20,
      references: 10,
      splits: 5,
    });
    expect(gap.chosen).toBe(1);
    expect(because).toContain('The gap finds no groups at all.');
    expect(because).toContain('made rather than found');
  });

  it('can be stopped, and refuses more segments than half of the customers', async () => {
    const stop = new AbortController();
    const task = {
      signal: stop.signal,
      progress: (share: number) => share > 0.4 && stop.abort(new Error('stopped')),
      warn() {},
    };
    await expect(howMany(blobs(3, 150, THREE), { k: [2, 3, 4], seed: 1 }, task)).rejects.toThrow('stopped');
    await expect(howMany(blobs(3, 9, THREE), { k: [2, 5], seed: 1 })).rejects.toThrow(
      /more than half of the 9/,
    );
  });
});

it('takes customers of whom no more differ than there are segments, and samples in which fewer do', async () => {
  const yesNo = matrix(Array.from({ length: 40 }, (_, i) => [i % 2, 1]));
  const evidence = await howMany(yesNo, { k: [2], seed: 1, pairs: 5, references: 5, splits: 2 });
  expect(evidence.recommended).toBe(2);
  expect(evidence.rows[0].stability.agreement.values).toEqual(new Float64Array(5).fill(1));
  // One customer alone makes the third segment: samples without it have two.
  const rare = matrix(Array.from({ length: 40 }, (_, i) => [i % 2, i === 0 ? 1 : 0]));
  const segments = await kmeans(rare, { k: 3, seed: 1 });
  const stability = await bootstrapStability(rare, segments, { seed: 1, pairs: 20 });
  expect(stability.segments[2].verdict).not.toBe('stable');
  expect(await predictionStrength(rare, { k: 3, seed: 1 })).toBeLessThanOrEqual(1);
});
