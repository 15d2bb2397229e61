import { ipsatise, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('ipsatise', () => {
  const table = tableOf({ customerId: ['a', 'b', 'c'], x: [5, 3, 1], y: [3, 3, null], z: [1, 3, null] });

  it('takes the person out', () => {
    const centred = ipsatise(table, ['x', 'y', 'z'], { scale: [1, 5] });
    expect(centred.objects()).toEqual([
      { customerId: 'a', x: 2, y: 0, z: -2 },
      { customerId: 'b', x: 0, y: 0, z: 0 },
      { customerId: 'c', x: 0, y: null, z: null },
    ]);
    const standard = ipsatise(table, ['x', 'y', 'z'], { scale: [1, 5], by: 'standardise', reversed: ['z'] });
    // a turned: 5 3 5, mean 13/3, deviation sqrt((4 + 16 + 4) / 9 / 2) = 2 / sqrt(3).
    const spread = 2 / Math.sqrt(3);
    expect(standard.get('x', 0)).toBeCloseTo(2 / 3 / spread, 14);
    expect(standard.get('y', 0)).toBeCloseTo(-4 / 3 / spread, 14);
    expect([standard.get('x', 1), standard.get('x', 2)]).toEqual([null, null]);
    expect(centred.info.x.meaning).toBe('x, less the mean answer of the person.');
  });

  it('leaves mean 0 and deviation 1, whatever the answers', () => {
    const row = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const names = ['a', 'b', 'c', 'd'] as const;
        const made = tableOf(
          Object.fromEntries(names.map((name, j) => [name, rows.map((each) => each[j])])) as Record<
            'a' | 'b' | 'c' | 'd',
            number[]
          >,
        );
        for (const each of ipsatise(made, names, { scale: [1, 9], by: 'standardise' }).objects()) {
          const values = Object.values(each) as (number | null)[];
          if (values.includes(null)) continue;
          const sum = (of: (x: number) => number) =>
            (values as number[]).reduce((total, x) => total + of(x), 0);
          expect(sum((x) => x)).toBeCloseTo(0, 10);
          expect(sum((x) => x * x) / 3).toBeCloseTo(1, 10);
        }
      }),
    );
  });
});
