import { fiellerInterval, InputError, normalQuantile } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const within = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });

describe('fiellerInterval', () => {
  it('holds exactly the ratios that the two estimates do not rule out', () => {
    const pairs = fc.record({
      x: within(-10, 10),
      y: within(-10, 10),
      u: within(0.01, 9),
      v: within(0.01, 9),
      correlation: within(-0.99, 0.99),
      ratio: within(-30, 30),
    });
    fc.assert(
      fc.property(pairs, ({ x, y, u, v, correlation, ratio }) => {
        const w = correlation * Math.sqrt(u * v);
        const { set, low, high } = fiellerInterval({
          numerator: x,
          denominator: y,
          numeratorVariance: u,
          denominatorVariance: v,
          covariance: w,
        });
        // the definition: x − r y is normal with mean 0 at the true ratio
        const score = Math.abs(x - ratio * y) / Math.sqrt(u - 2 * ratio * w + ratio * ratio * v);
        fc.pre(Math.abs(score - 1.959963984540054) > 1e-6);
        const inside =
          set === 'everything' ||
          (set === 'between' ? ratio >= low && ratio <= high : ratio <= low || ratio >= high);
        expect(inside).toBe(score < 1.959963984540054);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the interval of the numerator where the denominator is certain', () => {
    const z = normalQuantile(0.975);
    const { low, high, value } = fiellerInterval({
      numerator: -6,
      denominator: 4,
      numeratorVariance: 4,
      denominatorVariance: 0,
    });
    expect(value).toBe(-1.5);
    expect(low).toBeCloseTo((-6 - 2 * z) / 4, 12);
    expect(high).toBeCloseTo((-6 + 2 * z) / 4, 12);
  });

  it('has no end where the denominator may be 0, and says so', () => {
    const common = { numeratorVariance: 1, denominatorVariance: 1 };
    expect(fiellerInterval({ ...common, numerator: 10, denominator: 1 }).set).toBe('outside');
    expect(fiellerInterval({ ...common, numerator: 1, denominator: 1 }).set).toBe('everything');
    expect(fiellerInterval({ ...common, numerator: 1, denominator: 0 }).value).toBeUndefined();
  });

  it.each([
    [
      { numerator: Number.NaN, denominator: 1, numeratorVariance: 1, denominatorVariance: 1 },
      'have to be finite',
    ],
    [{ numerator: 1, denominator: 1, numeratorVariance: -1, denominatorVariance: 1 }, 'do not exist'],
    [
      { numerator: 1, denominator: 1, numeratorVariance: 1, denominatorVariance: 1, covariance: 2 },
      'do not exist',
    ],
    [
      { numerator: 1, denominator: 1, numeratorVariance: 1, denominatorVariance: 1, degreesOfFreedom: 0 },
      'There have to be more than 0',
    ],
  ])('refuses %j', (pair, message) => {
    expect(() => fiellerInterval(pair)).toThrow(InputError);
    expect(() => fiellerInterval(pair)).toThrow(message);
  });
});
