import type { Random } from './random.js';

/**
 * Some of the values, drawn without replacement, every choice equally likely; they keep their order.
 *
 * @param count - How many; all when there are no more.
 *
 * Source: Fan, Muller and Rezucha, J. Am. Stat. Assoc. 57 (1962) 387-402 (selection sampling).
 *
 * @example
 * drawSample(seeded(1), [1, 2, 3], 3); // [1, 2, 3]
 */
export function drawSample<Value>(random: Random, values: readonly Value[], count: number): Value[] {
  const drawn: Value[] = [];
  for (let i = 0; i < values.length && drawn.length < count; i++) {
    const missing = count - drawn.length;
    if (random.next() * (values.length - i) < missing) drawn.push(values[i]);
  }
  return drawn;
}
