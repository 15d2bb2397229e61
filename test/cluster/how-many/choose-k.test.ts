import { chooseK, type KSweepRow, matrix, seeded } from 'clientele';
import { describe, expect, it } from 'vitest';
import { recommendK } from '#clientele/cluster/how-many/recommend-k';

function groups(centers: readonly (readonly number[])[], each: number) {
  const random = seeded(1);
  return matrix(
    Array.from({ length: centers.length * each }, (_, i) =>
      centers[i % centers.length].map((value) => value + random.normal()),
    ),
  );
}

/** A row of a sweep whose segmentation nobody looks at. */
function row(k: number, inertia: number, silhouette: number, more: Partial<KSweepRow> = {}): KSweepRow {
  const segmentation = undefined as never;
  return {
    k,
    inertia,
    silhouette,
    perSegment: [],
    smallestShare: 0.2,
    hits: 5,
    restarts: 20,
    segmentation,
    ...more,
  };
}

describe('chooseK', () => {
  it('finds the number of planted groups', async () => {
    const customers = groups(
      [
        [0, 0],
        [12, 0],
        [0, 12],
        [12, 12],
      ],
      40,
    );
    const fractions: number[] = [];
    const sweep = await chooseK(
      customers,
      { k: [5, 2, 3, 4, 4], seed: 1, restarts: 5 },
      { signal: new AbortController().signal, progress: (at) => fractions.push(at), warn() {} },
    );
    expect(sweep.rows.map(({ k }) => k)).toEqual([2, 3, 4, 5]);
    expect(sweep.recommended).toBe(4);
    expect(sweep.because).toMatch(/^k = 4 has the highest mean silhouette, 0\.\d{3}\.$/);
    const four = sweep.rows[2];
    expect(four).toMatchObject({ hits: 5, restarts: 5, smallestShare: 0.25 });
    expect(four.inertia).toBe(four.segmentation.inertia);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(1);
  });

  it('says what can be compared', async () => {
    const customers = groups([[0], [5]], 3);
    await expect(chooseK(customers, { k: [], seed: 1 })).rejects.toThrow('chooseK: there is no k to try.');
    await expect(chooseK(customers, { k: [1, 2], seed: 1 })).rejects.toThrow(
      'chooseK: k is 1. Only whole numbers from 2 on can be compared.',
    );
    await expect(chooseK(customers, { k: [2, 6], seed: 1 })).rejects.toThrow(
      'chooseK: k is 6, but there are 6 customers. Only k below that can be compared.',
    );
  });
});

describe('recommendK', () => {
  it('names what disagrees', () => {
    // Below the line from 100 to 40: k = 3 by 80 - 60 = 20, k = 4 by 60 - 50 = 10.
    const rows = [row(2, 100, 0.5), row(3, 60, 0.49), row(4, 50, 0.3), row(5, 40, 0.2)];
    expect(recommendK(rows)).toEqual({
      recommended: 2,
      because:
        'k = 2 has the highest mean silhouette, 0.500. By that measure k = 3 is as good. ' +
        'The bend of the inertia lies at k = 3. ' +
        'The silhouette often favours two segments, which may be too coarse to act on.',
    });
  });

  it('names doubts', () => {
    const doubtful = row(4, 50, 0.2, { smallestShare: 0.012, hits: 1 });
    expect(recommendK([row(3, 60, 0.1), doubtful]).because).toBe(
      'k = 4 has the highest mean silhouette, 0.200. ' +
        'A value below 0.25 means no clear groups: the segments cut a continuum. ' +
        'The smallest segment holds only 1.2% of the customers. ' +
        'Only one of 20 starts found this solution, so a better one may exist: use more restarts.',
    );
    const asGood = row(4, 50, 0.5, { hits: 1, secondBest: 50.001 }); // 0.002% above
    expect(recommendK([row(3, 60, 0.1), asGood]).because).toBe(
      'k = 4 has the highest mean silhouette, 0.500.',
    );
    expect(recommendK([row(3, 60, 0.4, { restarts: 1, hits: 1 })]).because).toBe(
      'Only k = 3 was tried; its mean silhouette is 0.400. ' +
        'One start only: whether better solutions exist is not known.',
    );
  });
});
