import { optimalBreaks } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Squared distances within the classes that breaks make. */
function within(values: readonly number[], breaks: readonly number[]): number {
  const classes = new Map<number, number[]>();
  for (const value of values) {
    const place = breaks.filter((each) => each < value).length;
    classes.set(place, [...(classes.get(place) ?? []), value]);
  }
  let total = 0;
  for (const own of classes.values()) {
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    total += own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }
  return total;
}

/** All ways to cut, the plain twin. */
function everyCut(distinct: readonly number[], classes: number): number[][] {
  if (classes === 1) return [[]];
  return distinct
    .slice(0, -1)
    .flatMap((value, i) => everyCut(distinct.slice(i + 1), classes - 1).map((rest) => [value, ...rest]));
}

describe('optimalBreaks', () => {
  // {1, 2}, {10, 11, 12}, {50}: 0.5 + 2 + 0; any other cut parts a group.
  it('matches the cuts seen by eye', () => {
    expect(optimalBreaks([50, 1, 11, 2, 12, 10], 3)).toEqual([2, 12]);
    expect(optimalBreaks([3, 3, 3], 1)).toEqual([]);
    expect(optimalBreaks([1, 1, 2], 2)).toEqual([1]);
  });

  it('is never beaten by any other way to cut', () => {
    const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (all, asked) => {
        const distinct = [...new Set(all)].sort((a, b) => a - b);
        const classes = Math.min(asked, distinct.length);
        const best = Math.min(...everyCut(distinct, classes).map((breaks) => within(all, breaks)));
        expect(within(all, optimalBreaks(all, classes))).toBeCloseTo(best, 9);
      }),
    );
  });

  it('refuses more classes than there are values, and what is not finite', () => {
    expect(() => optimalBreaks([1, 1], 2)).toThrow(
      'optimalBreaks: 2 classes; there are 1 different values, so give 1 to 1.',
    );
    expect(() => optimalBreaks([1, Number.NaN], 1)).toThrow('optimalBreaks');
  });
});
