import { seeded } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample } from '#clientele/core/draw-sample';
import { shuffled } from '#clientele/core/shuffled';

/** How often each text came. */
function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

// Every outcome is expected 1,000 times; five standard deviations are below 160.
const EXPECTED = 1000;

describe('shuffled', () => {
  it('keeps the values, and the array it is given', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(9)), (seed, values) => {
        const before = [...values];
        expect(shuffled(seeded(seed), values).sort()).toEqual([...values].sort());
        expect(values).toEqual(before);
      }),
    );
  });

  it('gives all 6 orders of three equally often', () => {
    const random = seeded(1);
    const texts = Array.from({ length: 6 * EXPECTED }, () => shuffled(random, ['a', 'b', 'c']).join(''));
    const counts = counted(texts);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - EXPECTED)).toBeLessThan(160);
  });
});

describe('drawSample', () => {
  it('draws as many as asked for, or all, in their order', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(30), fc.nat(30), (seed, size, count) => {
        const values = Array.from({ length: size }, (_, i) => i);
        const drawn = drawSample(seeded(seed), values, count);
        expect(drawn.length).toBe(Math.min(size, count));
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      }),
    );
  });

  it('draws all 10 pairs of five equally often', () => {
    const random = seeded(1);
    const texts = Array.from({ length: 10 * EXPECTED }, () =>
      drawSample(random, [1, 2, 3, 4, 5], 2).join(''),
    );
    const counts = counted(texts);
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - EXPECTED)).toBeLessThan(160);
  });
});
