import { kmeans, lloydStep, matrix, matrixOf, seeded, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('lloydStep', () => {
  // 0, 1, 9 and 10 with centroids 0, 8 and 100: 0 and 1 go to the first, 9 and 10 to the second; 1 + 1 + 4 squared.
  it.each(['memory', 'engine'] as const)('matches the step worked by hand, in %s', async (where) => {
    const table = tableOf({ x: [0, 9, 1, 10] });
    const step = await lloydStep(table, ['x'], matrix([[0], [8], [100]], ['x']), { where });
    expect(step.sizes).toEqual([2, 2, 0]);
    expect([...step.centroids.data]).toEqual([0.5, 9.5, 100]);
    expect(step.inertia).toBe(0 + 1 + 1 + 4);
  });

  it('gives ties to the first centroid', async () => {
    const { sizes } = await lloydStep(tableOf({ x: [1] }), ['x'], matrix([[0], [2]]));
    expect(sizes).toEqual([1, 0]);
  });

  it('leaves a solution of k-means where it is, with its inertia', async () => {
    const random = seeded(3);
    const x = Array.from({ length: 300 }, (_, i) => (i % 3) * 8 + random.normal());
    const y = Array.from({ length: 300 }, (_, i) => (i % 2) * 5 + random.normal());
    const data = matrixOf(Float64Array.from(x.flatMap((value, i) => [value, y[i]])), 2, ['x', 'y']);
    const { centroids, inertia } = await kmeans(data, { k: 4, seed: 1 });
    for (const where of ['memory', 'engine'] as const) {
      const step = await lloydStep(tableOf({ x, y }), ['x', 'y'], centroids, { where });
      expect(step.inertia).toBeCloseTo(inertia, 6);
      for (const [i, value] of step.centroids.data.entries()) expect(value).toBeCloseTo(centroids.data[i], 9);
    }
  });

  it('refuses gaps and centroids of another width', async () => {
    await expect(lloydStep(tableOf({ x: [1, null] }), ['x'], matrix([[0], [1]]))).rejects.toThrow(
      'lloydStep: 1 rows have gaps',
    );
    await expect(lloydStep(tableOf({ x: [1] }), ['x'], matrix([[0, 1]]))).rejects.toThrow(
      '1 columns, but centroids of 2',
    );
  });
});
