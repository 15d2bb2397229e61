import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainNumber } from '#clientele/cluster/trees/plain-number';

it.each([
  [87.21, 93.6, 90],
  [2, 3, 2.5],
  [1, 4, 3], // 2 and 3 are equally near to 2.5
  [-3, 4, 0],
  [0.123, 0.131, 0.127],
  [16, 200, 100],
  [-200, -16, -100],
  [1e-9, 3e-9, 2e-9],
  [0.1, 0.5, 0.3],
  [999, 1001, 1000],
])('between %d and %d: %d', (low, high, plain) => expect(plainNumber(low, high)).toBe(plain));

it('lies between, whatever the numbers', () => {
  const number = fc.double({ noNaN: true, min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      fc.pre(a !== b);
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const plain = plainNumber(low, high);
      expect(plain).toBeGreaterThanOrEqual(low);
      expect(plain).toBeLessThan(high);
    }),
  );
});
