import { matrix, seeded, silhouette } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function plainSilhouette(rows: readonly (readonly number[])[], labels: readonly number[]): number {
  const total = rows.reduce((sum, row, i) => {
    const meanTo = (label: number) => {
      const others = rows.filter((_, j) => j !== i && labels[j] === label);
      return (
        others.reduce((all, other) => all + Math.hypot(...row.map((x, c) => x - other[c])), 0) / others.length
      );
    };
    const a = meanTo(labels[i]);
    const b = Math.min(...[...new Set(labels)].filter((label) => label !== labels[i]).map(meanTo));
    return sum + (Number.isNaN(a) || a === b ? 0 : (b - a) / Math.max(a, b)); // NaN: alone in its segment
  }, 0);
  return total / rows.length;
}

describe('silhouette', () => {
  // Spend per month of four customers, two light and two heavy. By hand:
  // outer ones a = 1, b = 5.5, s = 9/11; inner ones a = 1, b = 4.5, s = 7/9; mean 79/99.
  const spend = matrix([[0], [1], [5], [6]]);

  it('matches the value worked by hand', async () => {
    const fit = await silhouette(spend, [0, 0, 1, 1]);
    expect(fit.mean).toBeCloseTo(79 / 99, 14);
    expect(fit.perSegment.map((segment) => segment.size)).toEqual([2, 2]);
    expect(fit.perSegment[0].mean).toBeCloseTo(79 / 99, 14);
    expect(fit).toMatchObject({ sampleSize: 4, exact: true, method: 'all 4 customers' });
  });

  it('does not depend on numbers of segments or order of customers', async () => {
    const fit = await silhouette(matrix([[6], [0], [5], [1]]), Int32Array.of(3, 7, 3, 7));
    expect(fit.mean).toBeCloseTo(79 / 99, 14);
    expect(fit.perSegment.map((segment) => segment.label)).toEqual([3, 7]);
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
        const rows = list.map(([row]) => row);
        const labels = list.map(([, label], i) => (i < 2 ? 2 * i : label)); // two occur, some may not
        const fit = await silhouette(matrix(rows), labels);
        expect(fit.mean).toBeCloseTo(plainSilhouette(rows, labels), 12);
      }),
    );
  });

  it('counts a customer alone in its segment as 0', async () => {
    // 0 and 1: a = 1, b = 10 and 9, s = 9/10 and 8/9.
    const fit = await silhouette(matrix([[0], [1], [10]]), [0, 0, 1]);
    expect(fit.mean).toBeCloseTo((9 / 10 + 8 / 9) / 3, 14);
  });

  it('is 0, not NaN, when all customers are alike', async () => {
    expect((await silhouette(matrix([[2], [2], [2]]), [0, 0, 1])).mean).toBe(0);
  });

  it('comes close from a sample, and says it is one', async () => {
    const random = seeded(2);
    const labels = Array.from({ length: 3000 }, (_, i) => (i < 60 ? 2 : i % 2));
    const customers = matrix(labels.map((label) => [3 * label + random.normal(), random.normal()]));
    const all = await silhouette(customers, labels);
    const some = await silhouette(customers, labels, { sample: 1000, seed: 5 });
    expect(some.exact).toBe(false);
    expect(some.sampleSize).toBeGreaterThan(950);
    expect(some.sampleSize).toBeLessThan(1050);
    expect(some.method).toBe(
      `a sample of ${some.sampleSize} of 3000 customers, drawn by segment with seed 5`,
    );
    expect(some.perSegment.map((segment) => segment.size)).toEqual([1470, 1470, 60]);
    expect(Math.abs(some.mean - all.mean)).toBeLessThan(0.03);
    expect(await silhouette(customers, labels, { sample: 1000, seed: 5 })).toEqual(some);
  });

  it('obeys Stop', async () => {
    const controller = new AbortController();
    const customers = matrix(Array.from({ length: 2000 }, (_, i) => [i % 97]));
    const task = {
      signal: controller.signal,
      progress: () => controller.abort(new Error('Stopped.')),
      warn() {},
    };
    const labels = Array.from({ length: 2000 }, (_, i) => i % 2);
    await expect(silhouette(customers, labels, {}, task)).rejects.toThrow('Stopped.');
  });

  it('says what it needs', async () => {
    await expect(silhouette(spend, new Int32Array(4))).rejects.toThrow(
      'silhouette needs 2 to 3 segments; there are 4 customers in 1 segments.',
    );
    await expect(silhouette(spend, [0, 1, 2, 3])).rejects.toThrow('silhouette needs 2 to 3 segments;');
    await expect(silhouette(spend, [0, 1])).rejects.toThrow('silhouette: 2 labels for 4 customers.');
    await expect(silhouette(spend, [0, 1, -1, 0])).rejects.toThrow('silhouette: label 3 is -1.');
    await expect(silhouette(spend, [0, 0, 1, 1], { sample: 1 })).rejects.toThrow('silhouette: sample is 1.');
  });
});
