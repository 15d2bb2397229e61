import type { UpliftCurve } from './uplift-curve.js';

/**
 * Area under a curve that is straight between its points, less that under the straight line from its first to its last: what
 * a ranking gains over one by lot.
 *
 * @example
 * curveArea({ x: Float64Array.of(0, 1, 2), y: Float64Array.of(0, 2, 2) }); // 1
 */
export function curveArea({ x, y }: UpliftCurve): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((y[i] + y[i - 1]) / 2) * (x[i] - x[i - 1]);
  return area - (y[y.length - 1] * x[x.length - 1]) / 2;
}
