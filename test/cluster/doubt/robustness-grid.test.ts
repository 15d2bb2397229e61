import { kmeans, type Matrix, matrix, robustnessGrid, seeded, type Task, zStep } from 'clientele';
import { describe, expect, it } from 'vitest';

/** Two groups by the first column; the second is noise, a hundred times as wide. */
function lopsided(): Matrix {
  const random = seeded(4);
  return matrix(
    Array.from({ length: 120 }, (_, i) => [
      (i % 2) * 12 + random.normal(),
      100 * random.normal(),
      random.normal(),
    ]),
    ['group', 'noise', 'calm'],
  );
}

const byKMeans = (customers: Matrix, seed: number, task: Task) =>
  kmeans(customers, { k: 2, seed, restarts: 3 }, task);

describe('robustnessGrid', () => {
  it('names the choices that decide, and those that do not', async () => {
    const grid = await robustnessGrid(lopsided(), {
      preparations: { 'as it is': [], z: [zStep()] },
      methods: { 'k-means': byKMeans },
      seeds: [1, 2],
    });
    expect(grid.variants).toHaveLength(2 * 4 * 2);
    const of = (choice: string) => grid.effects.find((effect) => effect.choice === choice)!;
    // With the values as they are noise decides; z gives the group its due.
    expect(of('preparation').agreement).toBeLessThan(0.6);
    expect(of('seed').agreement).toBeGreaterThan(0.95);
    expect(of('without calm').agreement).toBeGreaterThan(of('without group').agreement);
    expect(grid.effects.map(({ agreement }) => agreement)).toEqual(
      grid.effects.map(({ agreement }) => agreement).toSorted((a, b) => a - b),
    );
    expect(grid.because).toContain('Of 16 combinations');
    // Pairs that differ in one choice alone: 4 columns x 2 seeds for the preparation, 2 x 2 for each column.
    expect(of('preparation').pairs).toBe(8);
    expect(of('without calm').pairs).toBe(4);
    expect(of('seed').pairs).toBe(8);
  });

  it('gives a symmetric table of agreements, and the variant with the highest mean', async () => {
    const { variants, agreement, central } = await robustnessGrid(lopsided(), {
      preparations: { z: [zStep()] },
      methods: { 'k-means': byKMeans },
      seeds: [1],
    });
    const size = variants.length;
    for (let a = 0; a < size; a++) {
      expect(agreement.data[a * size + a]).toBe(1);
      const own = Array.from({ length: size }, (_, b) => agreement.data[a * size + b]);
      expect(own).toEqual(Array.from({ length: size }, (_, b) => agreement.data[b * size + a]));
      expect(variants[a].agreement).toBeCloseTo(
        (own.reduce((sum, value) => sum + value, 0) - 1) / (size - 1),
        12,
      );
      expect(variants[a].agreement).toBeLessThanOrEqual(central.agreement);
    }
    expect(agreement.names[1]).toBe('z · k-means · without group · seed 1');
  });

  it('takes a single combination, and refuses what it cannot do', async () => {
    const one = {
      preparations: { z: [zStep()] },
      methods: { 'k-means': byKMeans },
      seeds: [1],
      leaveOut: [],
    };
    const single = await robustnessGrid(lopsided(), one);
    expect(single.central.agreement).toBe(1);
    expect(single.effects).toEqual([]);
    const refused = (options: object, words: string, customers = lopsided()) =>
      expect(robustnessGrid(customers, { ...one, ...options })).rejects.toThrow(words);
    await refused({ methods: {} }, 'robustnessGrid: there are no methods. Give one at least.');
    await refused({ leaveOut: ['clam'] }, 'clam');
    await refused({ seeds: [0.5] }, 'seed 0.5 is no whole number');
    await refused({ leaveOut: ['a'] }, 'cannot be left out', matrix([[1], [2]], ['a']));
    await refused({ seeds: Array.from({ length: 401 }, (_, i) => i) }, '401 combinations are more than 400');
    const short = { methods: { odd: () => ({ labels: new Int32Array(3) }) } };
    await refused(short, 'z · odd · seed 1 gave 3 labels for 120 customers');
  });
});
