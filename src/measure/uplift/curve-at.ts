import type { UpliftCurve } from '../../stats/uplift/uplift-curve.js';

/** Height of a curve at a number of customers, straight between its points. */
export function curveAt({ x, y }: UpliftCurve, customers: number): number {
  let [low, high] = [0, x.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle] <= customers) low = middle;
    else high = middle;
  }
  if (x[high] === x[low]) return y[high]; // nobody was drawn in between
  return y[low] + ((y[high] - y[low]) * (customers - x[low])) / (x[high] - x[low]);
}
