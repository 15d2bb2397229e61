import { compareSegmentations, keepNames, kmeans, matrix, matrixOf, renameSegments, seeded } from 'clientele';
import { describe, expect, it } from 'vitest';

/** Three groups of customers; `order` shuffles who comes first. */
function customers(seed: number, sizes: readonly number[]) {
  const random = seeded(seed);
  const rows: number[][] = [];
  const ids: string[] = [];
  sizes.forEach((size, group) => {
    for (let i = 0; i < size; i++) {
      rows.push([20 * group + random.normal(), random.normal()]);
      ids.push(`g${group}-${i}`);
    }
  });
  return matrix(rows, ['x', 'y'], ids);
}

describe('compareSegmentations', () => {
  it('matches segments that are the same under other numbers', async () => {
    const before = await kmeans(customers(1, [50, 30, 20]), { k: 3, seed: 1 });
    const after = await kmeans(customers(2, [20, 30, 50]), { k: 3, seed: 1 });
    // of each group the first customers are in both: 20, 30 and 20
    const compared = compareSegmentations(before, after);
    expect(compared.customers).toBe(70);
    expect(compared.adjustedRand).toBe(1);
    expect(compared.matched).toEqual([
      { first: 's1', second: 's3', jaccard: 1, customers: 20 },
      { first: 's2', second: 's2', jaccard: 1, customers: 30 },
      { first: 's3', second: 's1', jaccard: 1, customers: 20 },
    ]);
    expect([compared.matchedShare, compared.jaccard, compared.variationOfInformation]).toEqual([1, 1, 0]);
  });
});

describe('keepNames', () => {
  it('lets names survive a refit in which sizes and numbers change', async () => {
    const first = await kmeans(customers(1, [50, 30, 20]), { k: 3, seed: 1 });
    const named = renameSegments(first, { s1: 'Loyal', s2: 'New', s3: 'Lost' });
    const refit = await kmeans(customers(2, [20, 30, 50]), { k: 3, seed: 2 });
    const { segmentation, gone, added, stayed } = keepNames(named, refit);
    expect(segmentation.segments.map(({ key, name, size }) => [key, name, size])).toEqual([
      ['s3', 'Lost', 50],
      ['s2', 'New', 30],
      ['s1', 'Loyal', 20],
    ]);
    expect([gone, added, stayed]).toEqual([[], [], 1]);
    expect(segmentation.labels).toEqual(refit.labels);
  });

  it('gives a segment that is new a key that was never used, and says who is gone', async () => {
    const old = renameSegments(await kmeans(customers(1, [50, 30, 20]), { k: 3, seed: 1 }), { s2: 'New' });
    const { rows, columns, data, ids } = customers(1, [50, 30, 20]);
    // the second group falls apart into two of 15, 40 away from each other
    const moved = data.map((value, at) => {
      const i = Math.floor(at / columns);
      return i >= 50 && i < 65 && at % columns === 1 ? value + 40 : value;
    });
    const refit = await kmeans(matrixOf(moved, columns, ['x', 'y'], ids), { k: 4, seed: 1 });
    const { segmentation, gone, added, stayed } = keepNames(old, refit);
    expect(rows).toBe(100);
    expect(segmentation.segments.map(({ key }) => key).sort()).toEqual(['s1', 's2', 's3', 's4']);
    // 15 of 30 are half: one part goes on as New, the other is Segment 4
    expect(added.map(({ key, name, size }) => [key, name, size])).toEqual([['s4', 'Segment 4', 15]]);
    expect(gone).toEqual([]);
    expect(stayed).toBe(0.85);

    const fewer = keepNames(old, await kmeans(customers(1, [50, 30, 20]), { k: 2, seed: 1 }));
    expect(fewer.gone.map(({ key }) => key)).toHaveLength(1);
  });
});
