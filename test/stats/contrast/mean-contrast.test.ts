import { InputError, meanContrast, seeded, welchInterval } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 12 });

describe('meanContrast', () => {
  it('by hand: half of one mean less the mean of two others', () => {
    // means 2, 6, 10, variances 1, 4, 2 of 3, 3 and 2 values: 1 - 3 - 5 + 0.5; 0.25 · 1/3 + 0.25 · 4/3 + 0.25 · 2/2 = 2/3
    const found = meanContrast(
      [
        { weight: 0.5, values: [1, 2, 3] },
        { weight: -0.5, values: [4, 6, 8] },
        { weight: -0.5, values: [9, 11] },
      ],
      { constant: 0.5 },
    );
    expect(found.value).toBeCloseTo(-6.5, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(2 / 3), 12);
    // (2/3)² / ((1/12)²/2 + (1/3)²/2 + (1/4)²/1) = 3.6226…
    expect(found.degreesOfFreedom).toBeCloseTo(4 / 9 / (1 / 288 + 1 / 18 + 1 / 16), 12);
    expect(found.n).toBe(8);
  });

  it('is the interval of Welch for the difference of two means', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const welch = welchInterval(a, b);
        const found = meanContrast([
          { weight: 1, values: a },
          { weight: -1, values: b },
        ]);
        for (const key of ['value', 'low', 'high', 'p', 'standardError'] as const) {
          expect(found[key]).toBeCloseTo(welch[key], 8);
        }
      }),
    );
  });

  it('95% intervals hold the truth in 93 to 97% of 2,000 samples, groups and spreads unlike', () => {
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const random = seeded(seed);
      const draw = (n: number, mean: number, spread: number) =>
        Array.from({ length: n }, () => mean + spread * random.normal());
      const { low, high } = meanContrast([
        { weight: 2, values: draw(12, 1, 1) },
        { weight: -0.5, values: draw(20, 4, 6) },
        { weight: -1, values: draw(8, 3, 2) },
      ]);
      if (low <= -3 && high >= -3) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.97);
  });

  it('has no width where nothing varies', () => {
    const same = [{ weight: 1, values: [2, 2] }];
    expect(meanContrast(same)).toMatchObject({ value: 2, low: 2, high: 2, p: 0 });
    expect(meanContrast(same, { constant: -2 }).p).toBe(1);
  });

  it.each([
    [() => meanContrast([]), 'meanContrast: there are no groups.'],
    [
      () => meanContrast([{ weight: 1, values: [1] }]),
      'meanContrast needs two or more values in each group, got 1 in 1.',
    ],
    [() => meanContrast([{ weight: Number.NaN, values: [1, 2] }]), 'not a finite number'],
    [() => meanContrast([{ weight: 1, values: [1, 2] }], { confidence: 95 }), 'confidence is 95'],
  ])('refuses %s', (call, message) => {
    expect(call).toThrow(InputError);
    expect(call).toThrow(message);
  });
});
