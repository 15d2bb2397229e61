import { seeded } from 'clientele';
import { describe, expect, it } from 'vitest';

const draws = (seed: number, stream: number, n = 20_000) => {
  const random = seeded(seed, stream);
  return Float64Array.from({ length: n }, () => random.next());
};
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded', () => {
  it('gives the same numbers for the same seed and stream', () => expect(draws(42, 3)).toEqual(draws(42, 3)));

  it.each([
    [1, 0, 2, 0],
    [1, 0, 1, 1],
    [0, 0, 0, 1],
    [-1, 0, 1, 0],
  ])('seed %i stream %i differs from seed %i stream %i', (a, b, c, d) =>
    expect(draws(a, b, 50)).not.toEqual(draws(c, d, 50)),
  );

  // Uniform on [0, 1): mean 1/2, variance 1/12; six standard errors of 20,000 draws are 0.0122 and 0.0032.
  it.each([0, 1, 42, 4294967295])('is uniform for seed %i', (seed) => {
    const values = draws(seed, 0);
    const center = mean(values);
    expect(Math.abs(center - 0.5)).toBeLessThan(0.0122);
    expect(Math.abs(mean(values.map((value) => (value - center) ** 2)) - 1 / 12)).toBeLessThan(0.0032);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  it('has streams of streams that are none of its own streams', () => {
    const first = (random: ReturnType<typeof seeded>) => [random.next(), random.next(), random.next()].join();
    const nested = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => first(seeded(9).stream(i).stream(j))));
    const flat = Array.from({ length: 200 }, (_, i) => first(seeded(9).stream(i)));
    expect(new Set([...nested, ...flat]).size).toBe(216);
  });

  it('draws neighbouring streams that do not move together', () => {
    const [a, b] = [draws(7, 0), draws(7, 1)];
    // Correlation of independent draws: standard error 1 / sqrt(20,000) = 0.0071.
    const covariance = mean(a.map((value, i) => (value - 0.5) * (b[i] - 0.5)));
    expect(Math.abs(covariance * 12)).toBeLessThan(0.036);
  });

  it('draws whole numbers below the limit, each as often', () => {
    const random = seeded(5);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 10_000; i++) counts[random.integer(5)]++;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(240); // six standard errors of 40
  });

  it('draws from the normal distribution', () => {
    const random = seeded(11);
    const values = Float64Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.043);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.06);
    expect(mean(values.map((value) => (Math.abs(value) < 1.959964 ? 1 : 0)))).toBeCloseTo(0.95, 2);
  });
});
