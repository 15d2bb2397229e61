import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimise } from '#clientele/stats/optimise/minimise';

test('goes along the bent valley of Rosenbrock to its end, 1 and 1', () => {
  const { at, ended } = minimise(
    ([x, y], gradient) => {
      gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
      gradient[1] = 200 * (y - x * x);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    },
    [-1.2, 1],
  );
  expect(ended).toBe('flat');
  expect(at[0]).toBeCloseTo(1, 6);
  expect(at[1]).toBeCloseTo(1, 6);
});

test('the bottom of any bowl', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  const bowl = fc.tuple(number, number, fc.double({ min: 0.1, max: 50, noNaN: true }), number);
  fc.assert(
    fc.property(bowl, ([x0, y0, width, start]) => {
      const { at, ended } = minimise(
        ([x, y], gradient) => {
          gradient[0] = 2 * width * (x - x0) + (y - y0);
          gradient[1] = (2 / width) * (y - y0) + (x - x0);
          return width * (x - x0) ** 2 + (y - y0) ** 2 / width + (x - x0) * (y - y0);
        },
        [start, -start],
      );
      expect(ended).toBe('flat');
      expect(at[0]).toBeCloseTo(x0, 5);
      expect(at[1]).toBeCloseTo(y0, 5);
    }),
  );
});

test('says when a number runs away, and when no step goes down', () => {
  const slope = minimise(
    ([x], gradient) => {
      gradient[0] = -1;
      return -x;
    },
    [0],
  );
  expect(slope.ended).toBe('runaway');
  const wrongGradient = minimise(
    ([x], gradient) => {
      gradient[0] = -1;
      return Math.abs(x);
    },
    [0],
  );
  expect(wrongGradient.ended).toBe('stuck');
  expect(wrongGradient.at[0]).toBe(0);
});
