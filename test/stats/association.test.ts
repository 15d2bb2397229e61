import { areaUnderCurve, cramersV, midRanks, pearson, spearman } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Python, SciPy 1.17:
// x = [2, 1, 4, 4, 7, 3]; y = [1, 3, 3, 8, 6, 2]
// pearsonr(x, y)[0]; spearmanr(x, y)[0]
const x = [2, 1, 4, 4, 7, 3];
const y = [1, 3, 3, 8, 6, 2];

describe('association', () => {
  it('matches SciPy', () => {
    expect(pearson(x, y)).toBeCloseTo(0.602930420363134, 12);
    expect(spearman(x, y)).toBeCloseTo(0.6323529411764706, 12);
    expect([...midRanks(x)]).toEqual([2, 1, 4.5, 4.5, 6, 3]);
  });

  // Pairs of a case (4, 4, 7) and another (2, 1, 3): all 9 the right way round. Cases 1, 4 against 4: 0 + half.
  it('area under the curve: pairs the right way round, ties half', () => {
    expect(areaUnderCurve(x, [false, false, true, true, true, false])).toBe(1);
    expect(areaUnderCurve([1, 4, 4], [true, true, false])).toBe(0.25);
  });

  // 2 x 2 with counts 8, 2, 2, 8: chi² = 20 · (64 - 4)² / 10^4 = 7.2, phi² = 0.36; less 1/19; levels 2 - 1/19.
  it("Cramér's V with its correction, by hand", () => {
    const a = [...Array(10).fill(0), ...Array(10).fill(1)];
    const b = [...Array(8).fill(0), 1, 1, 0, 0, ...Array(8).fill(1)];
    expect(cramersV(a, b)).toBeCloseTo(Math.sqrt((0.36 - 1 / 19) / (1 - 1 / 19)), 12);
    expect(cramersV([0, 0, 0], [0, 1, 0])).toBe(0);
  });

  it('does not change with scale, and turns with the sign', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, (all) => {
        const [a, b] = [all.map(([first]) => first), all.map(([, second]) => second)];
        const r = pearson(a, b);
        if (r === undefined) return;
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        expect(
          pearson(
            a.map((value) => 3 * value + 7),
            b,
          ),
        ).toBeCloseTo(r, 9);
        expect(
          spearman(
            a.map((value) => value ** 3),
            b,
          ),
        ).toBeCloseTo(spearman(a, b)!, 12);
        expect(
          pearson(
            a.map((value) => -value),
            b,
          ),
        ).toBeCloseTo(-r, 9);
      }),
    );
  });

  it('is undefined where nothing varies, and refuses what does not fit', () => {
    expect(pearson([1, 1], [1, 2])).toBeUndefined();
    expect(() => pearson([1], [1])).toThrow('pearson needs at least 2 pairs');
    expect(() => spearman([1, 2], [1])).toThrow('spearman: 2 values against 1');
    expect(() => areaUnderCurve([1, 2], [true, true])).toThrow('2 cases and 0 others');
    expect(() => midRanks([Number.NaN])).toThrow('midRanks');
  });
});
