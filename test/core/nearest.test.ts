import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '#clientele/core/nearest';

describe('nearest', () => {
  it.each([
    ['revnue', 'revenue'],
    ['REVENUE', 'revenue'],
    ['cusotmer', 'customer'],
    ['order-date', 'order_date'],
    ['zzz', undefined],
  ])('finds for %s: %s', (name, found) => {
    expect(nearest(name, ['customer', 'order_date', 'revenue'])).toBe(found);
  });

  it('finds a name that is there', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (names, pick) => {
        const name = names[pick % names.length];
        expect(
          nearest(name, names)
            ?.toLowerCase()
            .replace(/[\s_-]+/g, ''),
        ).toBe(name.toLowerCase().replace(/[\s_-]+/g, ''));
      }),
    );
  });
});
