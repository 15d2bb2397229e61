import { smallestDetectableDifference } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('smallestDetectableDifference', () => {
  it('turns the published sample size around', () => {
    // 0.0625 against 0.05 needs 5332.1347 customers an arm at power 0.8 (statsmodels, pooled variance under no effect):
    // with one less the difference is above 0.0125, with one more below.
    const difference = (n: number) => smallestDetectableDifference({ arms: [n, n], baseline: 0.05 })!;
    expect(difference(5332)).toBeGreaterThan(0.0125);
    expect(difference(5333)).toBeLessThan(0.0125);
    expect(difference(5332)).toBeCloseTo(0.0125, 6);
  });
  it('solves the equation that defines it, for unequal arms', () => {
    // z(0.975) = 1.959963985, z(0.9) = 1.281551566.
    const [a, b, p] = [300, 900, 0.2];
    const d = smallestDetectableDifference({ arms: [a, b], baseline: p, power: 0.9 })!;
    const pooled = (a * p + b * (p + d)) / (a + b);
    const same = Math.sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
    const own = Math.sqrt((p * (1 - p)) / a + ((p + d) * (1 - p - d)) / b);
    expect(d).toBeCloseTo(1.959963985 * same + 1.281551566 * own, 8);
  });
  it('falls with more customers, rises with power and stays inside what a share can do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (n, baseline) => {
          const d = smallestDetectableDifference({ arms: [n, n], baseline });
          const more = smallestDetectableDifference({ arms: [2 * n, 2 * n], baseline });
          const surer = smallestDetectableDifference({ arms: [n, n], baseline, power: 0.95 });
          if (d === undefined) expect(surer).toBeUndefined();
          else {
            expect(d).toBeGreaterThan(0);
            expect(baseline + d).toBeLessThanOrEqual(1 + 1e-12);
            expect(more).toBeLessThan(d);
            if (surer !== undefined) expect(surer).toBeGreaterThan(d);
          }
        },
      ),
    );
  });
  it('is undefined where not even everybody would do', () => {
    expect(smallestDetectableDifference({ arms: [2, 2], baseline: 0.5 })).toBeUndefined();
  });
  it.each([
    [{ arms: [0, 5], baseline: 0.1 }, 'arms are 0 and 5. Each is a number of customers, from 1 on.'],
    [{ arms: [5, 5], baseline: 1 }, 'baseline is 1. It is a share from 0 to below 1.'],
    [{ arms: [5, 5], baseline: Number.NaN }, 'baseline is NaN.'],
    [{ arms: [5, 5], baseline: 0.1, power: 1 }, 'power is 1.'],
    [{ arms: [5, 5], baseline: 0.1, confidence: 2 }, 'confidence'],
  ] as const)('says what it needs: %j', (options, message) => {
    expect(() => smallestDetectableDifference(options as never)).toThrow(message);
  });
});
