import { type Matrix, matrixOf, seeded } from 'clientele';

/** Customers with two standard normal columns that matter and two that do not; segments are the four quadrants. */
export interface Quadrants {
  readonly segmentation: ReturnType<typeof segmented>;
  readonly raw: Matrix;
  /** `effect` times the sum of the two columns that matter, and standard normal noise. */
  readonly later: Float64Array;
}

export function quadrants(customers: number, effect: number, seed: number): Quadrants {
  const random = seeded(seed);
  const data = Float64Array.from({ length: 4 * customers }, () => random.normal());
  const labels = Array.from(
    { length: customers },
    (_, i) => Number(data[4 * i] > 0) + 2 * Number(data[4 * i + 1] > 0),
  );
  const later = Float64Array.from(
    { length: customers },
    (_, i) => effect * (data[4 * i] + data[4 * i + 1]) + random.normal(),
  );
  const segmentation = segmented(labels);
  return { segmentation, raw: matrixOf(data, 4, ['a', 'b', 'c', 'd'], segmentation.ids), later };
}

/** Customers `c0`, `c1`, … in segments `s1`, `s2`, … */
export function segmented(labels: readonly number[], count = Math.max(...labels) + 1) {
  return {
    ids: labels.map((_, i) => `c${i}`),
    labels: Int32Array.from(labels),
    segments: Array.from({ length: count }, (_, s) => {
      const size = labels.filter((label) => label === s).length;
      return { key: `s${s + 1}`, name: `Segment ${s + 1}`, size, share: size / labels.length };
    }),
  };
}

/** The same customers in another order. */
export function reordered<Value>(values: ArrayLike<Value>, order: readonly number[]): Value[] {
  return order.map((i) => values[i]);
}
