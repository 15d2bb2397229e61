import { ratioInterval } from 'clientele';
import { expect, test } from 'vitest';

test('the interval holds its value although the sum of the deviations differs from 0 by rounding', () => {
  // eight customers with one or two orders of 0.1 each: the ratio is 0.1 and nothing varies
  const orders = [1, 2, 1, 2, 1, 2, 1, 2];
  const revenue = orders.map((count) => 0.1 * count);
  const { value, low, high } = ratioInterval(revenue, orders);
  expect(value).toBeCloseTo(0.1, 15);
  expect(low).toBeLessThanOrEqual(value);
  expect(high).toBeGreaterThanOrEqual(value);
});
