import type { Random } from '../../core/random.js';

/** One of the keys, each as likely as its weight; weights need not add up to 1. */
export function drawKey<Key extends string>(random: Random, weights: Readonly<Record<Key, number>>): Key {
  const keys = Object.keys(weights) as Key[];
  let rest = random.next() * keys.reduce((sum, key) => sum + weights[key], 0);
  for (const key of keys) {
    rest -= weights[key];
    if (rest < 0) return key;
  }
  return keys[keys.length - 1]; // rounding may leave a rest of 0
}

/** A count from the Poisson distribution (Knuth's products, O(mean)). */
export function drawCount(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

/** A positive factor with mean 1 from the log-normal distribution; `spread` is the sigma of its logarithm. */
export function drawFactor(random: Random, spread: number): number {
  return Math.exp(spread * random.normal() - (spread * spread) / 2);
}

/** A share around `middle`: its log-odds are normal with standard deviation `spread`. */
export function drawShare(random: Random, middle: number, spread: number): number {
  return 1 / (1 + ((1 - middle) / middle) * Math.exp(spread * random.normal()));
}

/** The same weights seen by one person: each times its own factor. */
export function drawWeights<Key extends string>(
  random: Random,
  weights: Readonly<Record<Key, number>>,
  spread: number,
): Record<Key, number> {
  const entries = (Object.entries(weights) as [Key, number][]).map(([key, weight]) => [
    key,
    weight * drawFactor(random, spread),
  ]);
  return Object.fromEntries(entries) as Record<Key, number>;
}
