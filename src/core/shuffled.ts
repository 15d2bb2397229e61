import type { Random } from './random.js';

/**
 * Values in random order, every order equally likely; the values themselves stay as they are.
 *
 * Source: Durstenfeld, "Algorithm 235: random permutation", Commun. ACM 7 (1964) 420 (Fisher and Yates' shuffle).
 *
 * @example
 * [...shuffled(seeded(1), ['a', 'b', 'c'])].sort(); // ['a', 'b', 'c']
 */
export function shuffled<Value>(random: Random, values: readonly Value[]): Value[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
