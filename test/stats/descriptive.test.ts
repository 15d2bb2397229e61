import {
  adjustedRand,
  contingency,
  gini,
  InputError,
  mean,
  meanInterval,
  median,
  normalQuantile,
  quantile,
  skewness,
  studentTQuantile,
  studentTUpperTail,
  sum,
  variance,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, hasShared, sharedMatrix } from '../fixtures/shared-data.js';

const finite = fc.double({ noNaN: true, min: -1e9, max: 1e9 });

describe('sum', () => {
  it('is exact where a plain loop is not', () => {
    expect(sum([1e100, 1, -1e100])).toBe(1);
    expect(sum(new Array(10).fill(0.1))).toBe(1);
    expect(sum([])).toBe(0);
    // Half-way case: 1 + 2^-53 lies between two doubles, the last term decides.
    expect(sum([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52);
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(finite), (values) => {
        expect(sum([...values].reverse())).toBe(sum(values));
        expect(sum([...values].sort())).toBe(sum(values));
      }),
    );
  });
});

describe('quantile', () => {
  it('is type 7', () => {
    // NumPy 1.x, numpy.quantile(range(1, 11), …)
    const sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect([0.1, 0.25, 0.5, 0.9].map((p) => quantile(sorted, p))).toEqual([1.9, 3.25, 5.5, 9.1]);
    expect([quantile(sorted, 0), quantile(sorted, 1)]).toEqual([1, 10]);
  });

  it('needs values and a share', () => {
    expect(() => quantile([], 0.5)).toThrow('quantile: there are no values.');
    expect(() => quantile([1], 50)).toThrow('quantile: p is 50. It runs from 0 to 1.');
  });
});

describe('median, mean, variance', () => {
  it('match values worked by hand', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
    expect(mean([1, 2, 6])).toBe(3);
    expect(variance([1, 2, 6])).toBe(7); // (4 + 1 + 9) / 2
    expect(variance([1, 2, 6], 0)).toBeCloseTo(14 / 3, 15);
  });

  it('leave the values as they were', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('need values', () => {
    expect(() => median([])).toThrow('median: there are no values.');
    expect(() => mean([])).toThrow('mean: there are no values.');
    expect(() => variance([1])).toThrow('variance needs at least 2 values, got 1.');
  });
});

describe('normalQuantile', () => {
  it.each([
    // mpmath 1.3, sqrt(2) * erfinv(2 p - 1) with 40 digits
    [0.975, 1.9599639845400538],
    [0.6, 0.2533471031357997],
    [0.01, -2.326347874040841],
    [1e-10, -6.361340902404057],
  ])('of %d', (p, z) => expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-14));

  it('is infinite at the ends, so refuses them', () => {
    expect(() => normalQuantile(1)).toThrow('normalQuantile: p is 1. It lies between 0 and 1.');
  });
});

describe('studentTQuantile', () => {
  it.each([
    // mpmath 1.3, bisection on the regularized incomplete beta function with 40 digits
    [0.975, 1, 12.706204736174692],
    [0.975, 3, 3.182446305283708],
    [0.975, 10, 2.2281388519862744],
    [0.975, 86.538002, 1.9877579090799449],
    [0.9999, 5, 9.677566300882814],
    [0.6, 0.5, 0.3979754267847906],
    [1e-12, 4, -1316.0727465592565],
    [0.51, 7, 0.02597794156951689],
  ])('of %d with %d degrees of freedom', (p, degrees, t) => {
    expect(Math.abs(studentTQuantile(p, degrees) / t - 1)).toBeLessThan(1e-12);
  });

  it('undoes the upper tail', () => {
    const tail = fc.double({ min: 1e-6, max: 0.4999, noNaN: true });
    fc.assert(
      fc.property(tail, fc.double({ min: 0.5, max: 5000, noNaN: true }), (p, degrees) => {
        const t = studentTQuantile(1 - p, degrees);
        expect(studentTUpperTail(t, degrees) / p).toBeCloseTo(1, 8);
      }),
    );
  });

  it('nears the normal quantile', () => {
    expect(studentTQuantile(0.975, 1e9)).toBeCloseTo(normalQuantile(0.975), 8);
  });

  it('has a tail that keeps its digits far out', () => {
    // scipy 1.10.1, Welch's test on sepal lengths: t, degrees of freedom, p
    const p = 2 * studentTUpperTail(10.52098626754911, 86.53800179765497);
    expect(p / 3.746742613983842e-17).toBeCloseTo(1, 11);
    expect(studentTUpperTail(-2, 10)).toBeCloseTo(1 - studentTUpperTail(2, 10), 15);
  });

  it('says what it needs', () => {
    expect(() => studentTQuantile(0.9, 0)).toThrow('studentTQuantile: degrees of freedom are 0.');
    expect(() => studentTQuantile(0, 3)).toThrow('studentTQuantile: p is 0.');
    expect(() => studentTUpperTail(Number.NaN, 3)).toThrow('studentTUpperTail: t is NaN.');
  });
});

describe('gini', () => {
  it('matches the value worked by hand', () => {
    // sum((2 i - n - 1) x) / (n sum(x)) = (-6 - 8 - 4 + 0 + 20 + 120 + 312) / (7 * 100)
    expect(gini([52, 1, 2, 2, 3, 10, 30])).toBeCloseTo(0.62, 15);
  });

  it('runs from 0 to 1 - 1/n', () => {
    expect(gini([3, 3, 3])).toBe(0);
    expect(gini([0, 0])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBe(0.75);
  });

  it('is not defined below 0', () => {
    expect(() => gini([1, -2])).toThrow('gini: value 2 is -2. It is defined for values of 0 and more.');
    expect(() => gini([])).toThrow('gini: there are no values.');
  });
});

describe('skewness', () => {
  it('matches values worked by hand', () => {
    // Mean 4, deviations -3 -2 -1 6: squares 50 / 4, cubes 180 / 4.
    expect(skewness([1, 2, 3, 10])).toBeCloseTo(45 / 12.5 ** 1.5, 14);
    expect(skewness([1, 2, 3])).toBe(0);
    expect(skewness([2, 2])).toBe(0);
  });

  it.skipIf(!hasShared)('agrees with scipy on the wholesale customers of ../shared', () => {
    const amounts = sharedMatrix('datasets/wholesale-customers/Wholesale_customers_data.csv', 2, 8);
    const expected = [2.55258, 4.03992, 3.57519, 5.88783, 3.61946, 11.11353];
    expected.forEach((value, j) => {
      expect(skewness(columnOf(amounts, j))).toBeCloseTo(value, 5);
    });
  });
});

describe('values that are no finite numbers', () => {
  it.each<[string, (values: ArrayLike<number>) => number]>([
    ['sum', sum],
    ['mean', mean],
    ['median', median],
    ['variance', (values) => variance(values)],
    ['skewness', skewness],
    ['gini', gini],
    ['meanInterval', (values) => meanInterval(values).value],
  ])('%s names them', (name, of) => {
    for (const value of [Number.NaN, Infinity]) {
      for (const values of [
        [1, value],
        [value, 1],
        [1, value, -value],
      ]) {
        const first = values.indexOf(value) === -1 ? values.findIndex(Number.isNaN) : values.indexOf(value);
        expect(() => of(values)).toThrow(`${name}: value ${first + 1} is ${value}, not a finite number.`);
        expect(() => of(values)).toThrow(InputError);
      }
    }
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }),
        (values) => {
          let result = 0;
          try {
            result = of(values);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError); // too large, or below 0
          }
          expect(result).not.toBeNaN();
        },
      ),
    );
  });

  it('are those of a sum that leaves the range on the way', () => {
    const beyond = 'with value 2, 1e+308, the sum passes 1.8e308. Scale the values first.';
    expect(() => sum([1e308, 1e308, -1e308])).toThrow(`sum: ${beyond}`);
    expect(() => mean([1e308, 1e308, -1e308])).toThrow(`mean: ${beyond}`);
    expect(() => variance([1e200, -1e200])).toThrow(
      'variance: value 1 is 1e+200, too far from the mean to be squared. Scale the values first.',
    );
    expect(() => gini([1e308, 1])).toThrow('gini: 2 times the total, 1e+308, passes 1.8e308.');
  });

  it('are looked for by quantile at the ends and around it, as is the order', () => {
    expect(() => quantile([1, 2, Number.NaN], 0.1)).toThrow('quantile: value 3 is NaN, not a finite number.');
    expect(() => quantile([-Infinity, 2, 3], 1)).toThrow(
      'quantile: value 1 is -Infinity, not a finite number.',
    );
    expect(() => quantile([3, 1, 2], 0.5)).toThrow(
      'quantile: value 2, 1, comes after value 1, 3. Sort the values first.',
    );
    expect(quantile([-1.5e308, 1.5e308], 0)).toBe(-1.5e308);
    expect(quantile([-1.5e308, 1.5e308], 0.5)).toBe(0);
  });

  it('do not come of powers: skewness is the same for tiny and huge values', () => {
    for (const scale of [1e-200, 1e200]) {
      expect(skewness([1, 2, 3, 10].map((value) => value * scale))).toBeCloseTo(45 / 12.5 ** 1.5, 12);
    }
    expect(skewness([0.1, 0.1, 0.1])).toBe(0);
  });
});

describe('contingency', () => {
  it('counts pairs, absent labels too', () => {
    const pairs = contingency([0, 0, 2, 2], [1, 1, 0, 1]);
    expect([pairs.rows, pairs.columns, pairs.total]).toEqual([3, 2, 4]);
    expect([...pairs.counts]).toEqual([0, 2, 0, 0, 1, 1]);
    expect([...pairs.rowTotals]).toEqual([2, 0, 2]);
    expect([...pairs.columnTotals]).toEqual([1, 3]);
  });

  it('names a label that is none', () => {
    expect(() => contingency([0, 1.5], [0, 0])).toThrow('contingency: label 2 is 1.5.');
    expect(() => contingency([0], [0, 1])).toThrow('contingency: 1 labels against 2.');
  });
});

describe('adjustedRand', () => {
  it('agrees with scikit-learn', () => {
    expect(adjustedRand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo(0.24242424242424243, 15);
  });

  it('is 1 for the same groups whatever their numbers, also for trivial ones', () => {
    expect(adjustedRand([0, 0, 1, 2], [5, 5, 0, 3])).toBe(1);
    expect(adjustedRand([0, 0, 0], [1, 1, 1])).toBe(1);
    expect(adjustedRand([0, 1, 2], [2, 1, 0])).toBe(1);
  });

  it('is symmetric', () => {
    const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { minLength: 1 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const a = pairs.map(([first]) => first);
        const b = pairs.map(([, second]) => second);
        expect(adjustedRand(a, b)).toBeCloseTo(adjustedRand(b, a), 12);
        expect(adjustedRand(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
