import { studentTQuantile } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fQuantile } from '#clientele/stats/f-quantile';

describe('fQuantile', () => {
  // scipy 1.17: stats.f.ppf(p, above, below)
  it.each([
    [0.975, 2799, 11196, 1.0597818953238143],
    [0.025, 9, 27, 0.2789826512480547],
    [0.975, 9, 27, 2.6308555879228073],
    [0.999, 3, 5, 33.202463184876855],
    [0.01, 100_000, 400_000, 0.9884172702041071],
    [0.5, 1, 1, 1],
  ])('of %d with %d and %d degrees is %d', (p, above, below, expected) => {
    expect(fQuantile(p, above, below) / expected).toBeCloseTo(1, 10);
  });

  it('is the square of Student t with one degree above', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (p, below) => {
          const t = studentTQuantile((1 + p) / 2, below);
          expect(fQuantile(p, 1, below) / (t * t)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('refuses what is no probability and no degrees', () => {
    expect(() => fQuantile(1, 1, 1)).toThrow('p is 1');
    expect(() => fQuantile(0.5, 0, 1)).toThrow('degrees of freedom are 0 and 1');
  });
});
