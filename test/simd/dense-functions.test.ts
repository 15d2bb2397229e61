import { describe, expect, it } from 'vitest';
import { loopMemory } from '#clientele/simd/loop-memory';
import type { Loops } from '#clientele/simd/loops';
import { loopsModule } from '#clientele/simd/loops-module';
import { WebAssembly } from '#clientele/simd/web-assembly';

const KINDS = { elu: 2, tanh: 3, sigmoid: 4 };
const exact = {
  elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
  tanh: Math.tanh,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
};

/** What a loop makes of values, in single precision. */
function activated(
  kind: keyof typeof KINDS,
  values: Float32Array,
  precision: 'default' | 'fast',
): Float32Array {
  const { module, shared } = loopsModule(precision);
  const { memory, arrays, at } = loopMemory({ values: ['float32', values.length] }, shared, {
    name: 'test',
    wayOut: '',
  });
  arrays.values.set(values);
  const loops = new WebAssembly.Instance(module, { env: { memory } }).exports as Loops;
  loops.denseActivate(KINDS[kind], at.values, at.values + 4 * values.length);
  return arrays.values.slice();
}

/** Both signs, from the smallest sizes to those where all is settled. */
const sizes = Float32Array.from({ length: 20_000 }, (_, i) => {
  const size = 10 ** (-12 + (13.9 * (i >> 1)) / 10_000); // to 79
  return i % 2 === 0 ? size : -size;
});

describe.each(['default', 'fast'] as const)('activations, precision %s', (precision) => {
  it.each(['elu', 'tanh', 'sigmoid'] as const)(
    '%s is within 1e-6 of its value, near 0 and far out',
    (kind) => {
      const made = activated(kind, sizes, precision);
      let worst = 0;
      sizes.forEach((x, i) => {
        const value = exact[kind](x);
        worst = Math.max(worst, Math.abs(made[i] - value) / Math.abs(value));
      });
      expect(worst).toBeLessThan(1e-6);
    },
  );

  it.each([
    ['elu', [0, -1, Number.POSITIVE_INFINITY, Number.NaN]],
    ['tanh', [0, -1, 1, Number.NaN]],
    ['sigmoid', [0.5, 0, 1, Number.NaN]],
  ] as const)('%s settles at the ends, and keeps NaN', (kind, ends) => {
    const made = activated(kind, Float32Array.of(0, -Infinity, Infinity, Number.NaN), precision);
    ends.forEach((end, i) => {
      expect(
        Number.isNaN(end) ? Number.isNaN(made[i]) : Math.abs(made[i] - end) < 1e-37 || made[i] === end,
      ).toBe(true);
    });
  });
});
