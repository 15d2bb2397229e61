import { optimalMatching, partitionAgreement } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('partitionAgreement', () => {
  it('has the values of scikit-learn', () => {
    const found = partitionAgreement([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]);
    expect(found.mutualInformation).toBeCloseTo(0.46209812, 8);
    expect(found.normalizedMutualInformation).toBeCloseTo(0.51580374, 8);
    expect(found.adjustedMutualInformation).toBeCloseTo(0.29879246, 8);
    expect(found.fowlkesMallows).toBeCloseTo(0.47140452, 8);
    expect(found.rand).toBeCloseTo(0.66666667, 8);
    // entropies ln 2 and ln 3: 0.69314718 + 1.09861229 - 2 * 0.46209812
    expect(found.variationOfInformation).toBeCloseTo(0.86756323, 7);
    // pairs together: 6 and 3, in both 2: 2 / 7
    expect(found.jaccard).toBeCloseTo(2 / 7, 12);
  });

  it('does not see how groups are numbered, is the same both ways, and knows equal ones', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        const one = partitionAgreement(a, b);
        const renamed = partitionAgreement(
          b.map((label) => 3 - label),
          a.map((label) => (label + 1) % 4),
        );
        for (const [name, value] of Object.entries(one)) {
          expect(renamed[name as keyof typeof one], name).toBeCloseTo(value, 9);
        }
        const same = partitionAgreement(a, a);
        expect(same.adjustedMutualInformation).toBeCloseTo(1, 9);
        expect(same.normalizedMutualInformation).toBeCloseTo(1, 9);
        expect(same.variationOfInformation).toBeCloseTo(0, 9);
        expect([same.jaccard, same.rand]).toEqual([1, 1]);
      }),
    );
  });

  it('refuses labels that are none', () => {
    expect(() => partitionAgreement([], [])).toThrow(/no labels/);
    expect(() => partitionAgreement([0, 1], [0])).toThrow(/2 labels against 1/);
    expect(() => partitionAgreement([0, -1], [0, 1])).toThrow(/label 2 is -1/);
  });
});

describe('optimalMatching', () => {
  /** The best of all ways. */
  function best(values: readonly number[], rows: number, row = 0, used: readonly number[] = []): number {
    const columns = values.length / rows;
    if (row === rows || used.length === columns) return 0;
    const ways = Array.from({ length: columns }, (_, c) => c)
      .filter((c) => !used.includes(c))
      .map((c) => values[row * columns + c] + best(values, rows, row + 1, [...used, c]));
    const without = rows - row > columns - used.length ? [best(values, rows, row + 1, used)] : [];
    return Math.max(...ways, ...without);
  }

  it('is as good as the best of all ways', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
    const tables = shape.chain(([rows, columns]) =>
      fc.tuple(
        fc.constant(rows),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rows * columns, maxLength: rows * columns }),
      ),
    );
    fc.assert(
      fc.property(tables, ([rows, values]) => {
        const columns = values.length / rows;
        const matched = Array.from(optimalMatching(values, rows));
        const partners = matched.filter((c) => c >= 0);
        expect(new Set(partners).size).toBe(partners.length);
        expect(partners.length).toBe(Math.min(rows, columns));
        const sum = matched.reduce((total, c, r) => (c < 0 ? total : total + values[r * columns + c]), 0);
        expect(sum).toBe(best(values, rows));
      }),
    );
  });

  it('refuses a table with holes', () => {
    expect(() => optimalMatching([1, 2, 3], 2)).toThrow(/3 values do not fill 2 rows/);
    expect(() => optimalMatching([1, Number.NaN], 1)).toThrow(/value 2 is NaN/);
    expect(Array.from(optimalMatching([], 0))).toEqual([]);
  });
});
