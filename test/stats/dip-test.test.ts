import { dipTest, seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dip } from '#clientele/stats/dip';
import { columnOf, hasShared, sharedMatrix } from '../fixtures/shared-data.js';

const values = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 40 });
const sorted = (given: readonly number[]) => Float64Array.from(given).sort();

describe('dip', () => {
  it('is 1/(2n) for even values and for one value, 1/4 for two heavy points', () => {
    expect(dip(Float64Array.from({ length: 10 }, (_, i) => i))).toBeCloseTo(0.05, 12);
    expect(dip([3, 3, 3, 3])).toBe(0.125);
    expect(dip([0, 1])).toBe(0.25);
    expect(dip(Float64Array.from({ length: 100 }, (_, i) => Math.floor(i / 50)))).toBe(0.25);
    expect(dip([])).toBe(0);
  });

  it('lies between 1/(2n) and 1/4, and does not change with shift, scale and reflection', () => {
    fc.assert(
      fc.property(values, (given) => {
        const own = dip(sorted(given));
        expect(own).toBeGreaterThanOrEqual(1 / (2 * given.length) - 1e-12);
        expect(own).toBeLessThanOrEqual(Math.max(0.25, 1 / (2 * given.length)) + 1e-12);
        expect(dip(sorted(given.map((value) => 8 * value - 16)))).toBeCloseTo(own, 12);
        expect(dip(sorted(given.map((value) => -value)))).toBeCloseTo(own, 12);
      }),
    );
  });

  it('takes values whose differences overflow, and those whose products vanish', () => {
    const groups = [-3, -2.9, -2.8, 2.7, 2.9, 3];
    for (const size of [1e308 / 3, 1e-300]) {
      expect(dip(groups.map((value) => value * size))).toBeCloseTo(dip(groups), 12);
    }
  });

  it('does not change when all values are there twice, where it is a matter of the distribution', () => {
    fc.assert(
      fc.property(values, (given) => {
        // The least dip is 1/(2n): only a larger one is a matter of the distribution alone.
        const own = dip(sorted(given));
        if (own > 1 / given.length) expect(dip(sorted([...given, ...given]))).toBeCloseTo(own, 12);
      }),
    );
  });

  // R 4.2.2, diptest 0.76: dip(iris[, 3]), and 300 random samples of ours agreed to 5e-16.
  it.skipIf(!hasShared)('is that of R for the petals of iris', () => {
    const petals = columnOf(sharedMatrix('oracles/data/iris.csv', 0, 4), 2);
    expect(dip(petals.sort())).toBeCloseTo(0.1189744, 7);
  });
});

describe('dipTest', () => {
  it('finds two groups, and rarely any in one', () => {
    const random = seeded(1);
    const groups = Array.from({ length: 100 }, (_, i) => 6 * (i % 2) + random.normal());
    expect(dipTest(groups, { seed: 1, draws: 199 })).toMatchObject({ p: 1 / 200, n: 100 });
    let wolves = 0;
    for (let seed = 0; seed < 40; seed++) {
      const own = seeded(seed).stream(7);
      const even = Array.from({ length: 60 }, () => own.next());
      if (dipTest(even, { seed, draws: 199 }).p <= 0.05) wolves++;
    }
    // Even values are the worst case with one mode: 5% of 40 is 2; more than 6 would come by chance once in 70.
    expect(wolves).toBeLessThanOrEqual(6);
    const bell = Array.from({ length: 300 }, () => random.normal());
    expect(dipTest(bell, { seed: 1, draws: 199 }).p).toBeGreaterThan(0.5);
  });

  it('compares many values with 2,000', () => {
    const random = seeded(2);
    const even = Array.from({ length: 8000 }, () => random.next());
    expect(dipTest(even, { seed: 1, draws: 99 }).p).toBeGreaterThan(0.05);
    const groups = even.map((value, i) => value + 0.6 * (i % 2));
    expect(dipTest([...groups, ...groups.map((value) => value + 3)], { seed: 1, draws: 99 }).p).toBe(0.01);
  });

  it('refuses what cannot show groups', () => {
    expect(() => dipTest([1, 2, 3], { seed: 1 })).toThrow(
      'dipTest: 3 values cannot show groups. Give 4 or more.',
    );
    expect(() => dipTest([1, 2, 3, Number.NaN], { seed: 1 })).toThrow('value 4 is NaN');
    expect(() => dipTest([1, 2, 3, 4], { seed: 1, draws: 10 })).toThrow('draws is 10');
    expect(() => dipTest([1, 2, 3, 4], { seed: 0.5 })).toThrow('seed is 0.5');
    expect(() => dipTest([1, 2, 3, 4], undefined as never)).toThrow('dipTest needs its options');
    expect(() => dipTest(undefined as never, { seed: 1 })).toThrow('0 values cannot show groups');
  });
});
