import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#clientele/core/random';
import { ridgeDesign } from '#clientele/measure/regression/ridge-design';
import { ridgeLogistic } from '#clientele/measure/regression/ridge-logistic';
import { ridgeRegression } from '#clientele/measure/regression/ridge-regression';

const all = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

function placedBy(design: ReturnType<typeof ridgeDesign>, expected: (placed: Float64Array) => number) {
  const placed = new Float64Array(design.columns);
  return (row: number) => {
    design.place(row, placed);
    return expected(placed);
  };
}

test('a line is found exactly, from the rows that are learnt from only', () => {
  // y = 2 a − b + 3; the last row is not learnt from, and its outcome is wrong
  const data = Float64Array.from([0, 0, 1, 0, 0, 1, 2, 5, 4, 1, 10, 20]);
  const outcome = Float64Array.from([3, 5, 2, 2, 10, 999]);
  const design = ridgeDesign(data, 2, Int32Array.of(0, 1, 2, 3, 4));
  const expected = placedBy(design, ridgeRegression(design, outcome));
  for (let row = 0; row < 5; row++) expect(expected(row)).toBeCloseTo(outcome[row], 5);
  expect(expected(5)).toBeCloseTo(3, 5);
});

test('with nothing to see, the mean is expected', () => {
  const design = ridgeDesign(Float64Array.from([1, -1, -1, 1]), 1, all(4));
  const expected = placedBy(design, ridgeRegression(design, Float64Array.of(1, 1, 5, 5)));
  expect(expected(0)).toBe(3); // the column and the outcome are not correlated
});

test('chances of two groups are their shares', () => {
  const data = Float64Array.from({ length: 1000 }, (_, i) => Number(i >= 500));
  const outcome = Float64Array.from({ length: 1000 }, (_, i) => Number(i % 10 < (i >= 500 ? 2 : 8)));
  const design = ridgeDesign(data, 1, all(1000));
  const expected = placedBy(design, ridgeLogistic(design, outcome));
  expect(expected(0)).toBeCloseTo(0.8, 3);
  expect(expected(999)).toBeCloseTo(0.2, 3);
});

test('the mean chance is the share of yes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 4 }), (seed, columns) => {
      const random = seeded(seed);
      const data = Float64Array.from({ length: 80 * columns }, () => random.normal());
      const outcome = Float64Array.from({ length: 80 }, (_, i) =>
        Number(i < 2 || (i > 3 && random.next() < 1 / (1 + Math.exp(-data[i * columns])))),
      );
      const design = ridgeDesign(data, columns, all(80));
      const expected = placedBy(design, ridgeLogistic(design, outcome));
      const chances = Array.from(outcome, (_, i) => expected(i));
      const mean = (values: ArrayLike<number>) =>
        Array.from(values).reduce((a, b) => a + b, 0) / values.length;
      expect(mean(chances)).toBeCloseTo(mean(outcome), 5);
    }),
    { numRuns: 50 },
  );
});

test('groups that are told without fail stay finite', () => {
  const data = Float64Array.from({ length: 40 }, (_, i) => i);
  const outcome = Float64Array.from({ length: 40 }, (_, i) => Number(i >= 20));
  const design = ridgeDesign(data, 1, all(40));
  const expected = placedBy(design, ridgeLogistic(design, outcome));
  const chances = Array.from(outcome, (_, i) => expected(i));
  for (let i = 1; i < 40; i++) expect(chances[i]).toBeGreaterThanOrEqual(chances[i - 1]);
  expect(chances[0]).toBeLessThan(0.001);
  expect(chances[39]).toBeGreaterThan(0.999);
});

test('values of any size, and columns that do not vary', () => {
  const data = Float64Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1e200 * (i + 1) : 7));
  const outcome = Float64Array.from({ length: 30 }, (_, i) => 2 * i);
  const design = ridgeDesign(data, 2, all(30));
  const expected = placedBy(design, ridgeRegression(design, outcome));
  for (const row of [0, 15, 29]) expect(expected(row)).toBeCloseTo(outcome[row], 4);
});
