import { seeded } from 'clientele';
import { describe, expect, it } from 'vitest';
import { drawCount, drawFactor, drawKey, drawShare } from '#clientele/load/simulator/draws';

const N = 20_000;
const draws = (draw: (random: ReturnType<typeof seeded>) => number) => {
  const random = seeded(1);
  return Array.from({ length: N }, () => draw(random));
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('draws', () => {
  it('drawKey follows the weights and never takes a weight of 0', () => {
    const random = seeded(1);
    const counts = { a: 0, b: 0, never: 0 };
    for (let i = 0; i < N; i++) counts[drawKey(random, { a: 3, never: 0, b: 1 })]++;
    expect(counts.never).toBe(0);
    // Binomial: 5 standard errors of 0.75 are 5 * sqrt(0.75 * 0.25 / 20,000) = 0.0153.
    expect(Math.abs(counts.a / N - 0.75)).toBeLessThan(0.0153);
  });

  it.each([0, 0.3, 6])('drawCount has mean and variance %d', (rate) => {
    const counts = draws((random) => drawCount(random, rate));
    const average = mean(counts);
    const variance = mean(counts.map((count) => (count - average) ** 2));
    // Standard errors: sqrt(rate / n) for the mean, sqrt((rate + 2 rate^2) / n) for the variance.
    expect(Math.abs(average - rate)).toBeLessThanOrEqual(5 * Math.sqrt(rate / N));
    expect(Math.abs(variance - rate)).toBeLessThanOrEqual(5 * Math.sqrt((rate + 2 * rate ** 2) / N));
  });

  it('drawFactor is positive with mean 1', () => {
    const factors = draws((random) => drawFactor(random, 0.7));
    expect(Math.min(...factors)).toBeGreaterThan(0);
    // Variance of the log-normal with mean 1: exp(0.49) - 1 = 0.632.
    expect(Math.abs(mean(factors) - 1)).toBeLessThan(5 * Math.sqrt(0.632 / N));
  });

  it('drawShare lies around the middle, half above it', () => {
    const shares = draws((random) => drawShare(random, 0.8, 0.5));
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(Math.abs(shares.filter((share) => share > 0.8).length / N - 0.5)).toBeLessThan(0.0177);
  });
});
