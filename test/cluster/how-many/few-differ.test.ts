import {
  bootstrapStability,
  chooseK,
  gapStatistic,
  gaussianMixture,
  howMany,
  kmeans,
  matrix,
  predictionStrength,
  type Task,
} from 'clientele';
import { describe, expect, it } from 'vitest';

// One of 60 says yes: a sample of 60 lacks them in (59/60)^60 = 36.5% of all cases.
const rare = matrix(
  Array.from({ length: 60 }, (_, i) => [i === 0 ? 1 : 0]),
  ['yes'],
);

/** A task that counts how often it is looked at, and keeps its warnings. */
function watched(): Task & { looks: number; warnings: string[] } {
  const { signal } = new AbortController();
  const made = {
    looks: 0,
    warnings: [] as string[],
    progress() {},
    warn: (message: string) => void made.warnings.push(message),
    signal: new Proxy(signal, {
      get(target, name) {
        if (name === 'throwIfAborted') made.looks++;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  };
  return made;
}

describe('where few customers differ', () => {
  it('bootstrapStability goes on with fewer segments and says in how many samples', async () => {
    const segmentation = await kmeans(rare, { k: 2, seed: 1 });
    const stability = await bootstrapStability(rare, segmentation, { seed: 1, pairs: 200 });
    // Of 400 samples about 146 lack the one; five standard deviations of sqrt(400 · 0.365 · 0.635) = 9.6.
    expect(stability.reduced).toBeGreaterThan(146 - 48);
    expect(stability.reduced).toBeLessThan(146 + 48);
    expect(stability.because).toContain(
      `In ${stability.reduced} of 400 samples fewer than 2 customers differ: they have fewer segments.`,
    );
    // Samples agree (1) where both have the one, else not (0): 0.635² = 0.403.
    expect(stability.agreement.mean).toBeGreaterThan(0.25);
    expect(stability.agreement.mean).toBeLessThan(0.55);
    const values = stability.agreement.values;
    expect(values.every((value) => Math.abs(value) < 1e-9 || Math.abs(value - 1) < 1e-9)).toBe(true);
  });

  it('tells of no fewer segments where all samples have enough', async () => {
    const halves = matrix(Array.from({ length: 60 }, (_, i) => [i % 2]));
    const segmentation = await kmeans(halves, { k: 2, seed: 1 });
    const stability = await bootstrapStability(halves, segmentation, { seed: 1, pairs: 20 });
    expect(stability.reduced).toBe(0);
    expect(stability.agreement.mean).toBe(1);
    expect(stability.because).not.toContain('fewer');
  });

  it('predictionStrength counts a split 0 whose half cannot have k segments, and warns how many', async () => {
    // The one is in one half only: no split has two segments in both.
    const task = watched();
    expect(await predictionStrength(rare, { k: 2, seed: 1, splits: 7 }, task)).toBe(0);
    expect(task.warnings).toEqual([
      'predictionStrength: in 7 of 7 splits fewer than 2 customers differ in a half; they count 0.',
    ]);
  });

  it('howMany goes on, with nothing in its table that is no number', async () => {
    const evidence = await howMany(rare, { k: [2], seed: 1, pairs: 20, references: 5 });
    expect(evidence.recommended).toBe(2);
    expect(evidence.because).toContain('samples too few customers differ');
    // As many segments as customers that differ: a trillionth of the inertia of one counts as left, log(1e12) = 27.6.
    expect(evidence.rows[0].gap).toBeLessThan(29);
  });

  it('kmeans finds a few customers among very many', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [i % 20_000 === 7 ? 1 : 0]);
    const { segments, inertia } = await kmeans(matrix(rows), { k: 2, seed: 1, restarts: 2 });
    expect(segments.map(({ size }) => size)).toEqual([59_997, 3]);
    expect(inertia).toBe(0);
  });

  it.each([
    ['howMany', () => howMany(rare, { k: [2, 3], seed: 1, pairs: 5, references: 5 }), 'k is 3'],
    ['chooseK', () => chooseK(rare, { k: [2, 3], seed: 1 }), 'k is 3'],
    ['gapStatistic', () => gapStatistic(rare, { most: 3, seed: 1 }), 'most is 3'],
    ['predictionStrength', () => predictionStrength(rare, { k: 3, seed: 1 }), 'k is 3'],
    ['gaussianMixture', () => gaussianMixture(rare, { k: 3, seed: 1 }), 'k is 3'],
  ])('%s says up front how many differ, under its own name', async (name, run, what) => {
    const [key] = what.split(' ');
    await expect(run()).rejects.toThrow(
      `${name}: ${what}, but the 60 customers take only 2 different values in yes. Choose ${key} from 1 to 2.`,
    );
  });
});

describe('howMany', () => {
  const some = Array.from({ length: 30 }, (_, i) => [i]);
  it.each([
    [matrix(some), { k: [2] }, 'howMany: seed is undefined.'],
    [matrix(some), { k: [2], seed: 1, restarts: 0 }, 'howMany: restarts is 0.'],
    [
      matrix(
        some,
        ['a'],
        some.map(() => 'x'),
      ),
      { k: [2], seed: 1 },
      'howMany: customer id "x" stands in row 1',
    ],
    [matrix(some), { k: [1], seed: 1 }, 'howMany: k is 1.'],
    [matrix(some), { k: [], seed: 1 }, 'howMany: there is no k to try.'],
  ])('complains under its own name %#', async (values, options, message) => {
    await expect(howMany(values, options as never)).rejects.toThrow(message);
  });
});

describe('bootstrapStability', () => {
  it('refuses customers with other ids, or in another order', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? i : 100 + i]);
    const ids = rows.map((_, i) => `c${i}`);
    const segmentation = await kmeans(matrix(rows, ['a'], ids), { k: 2, seed: 1 });
    const turned = matrix([...rows].reverse(), ['a'], [...ids].reverse());
    await expect(bootstrapStability(turned, segmentation, { seed: 1, pairs: 2 })).rejects.toThrow(
      'bootstrapStability: row 1 is customer "c0" in the segmentation and "c19" in the matrix. Give what kmeans was given.',
    );
  });
});

describe('gapStatistic', () => {
  it('looks at its signal after each fit, however short', async () => {
    const task = watched();
    const rows = Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 13]);
    await gapStatistic(matrix(rows), { most: 8, seed: 1, references: 2, threads: 1 }, task);
    expect(task.looks).toBeGreaterThanOrEqual(3 * 8);
  });
});
