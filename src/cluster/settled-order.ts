/** Segments in their order, and who is in them. */
export interface SettledOrder {
  /** Segments as they were numbered before, largest first. */
  readonly order: readonly number[];
  /** Places in `order`. */
  readonly labels: Int32Array;
  readonly sizes: Float64Array;
}

/**
 * Orders segments by size where customers are as near to one as to another: those are of the first, so that the order
 * decides of sizes, and sizes of the order. Two neighbours change places until the larger is in front; each exchange moves
 * customers from the smaller to the larger one only, so it ends.
 *
 * @param place - Places customers, of equally near segments in the first of an order.
 * @param compare - Order of two segments of the same size.
 *
 * O(k² placements) at worst, one or two where few customers are equally near.
 */
export function settledOrder(
  k: number,
  place: (order: readonly number[]) => Int32Array,
  compare: (a: number, b: number) => number,
): SettledOrder {
  const sizesOf = (labels: Int32Array) => {
    const sizes = new Float64Array(k);
    for (const label of labels) sizes[label]++;
    return sizes;
  };
  let order: readonly number[] = Array.from({ length: k }, (_, s) => s);
  const first = sizesOf(place(order));
  order = order.toSorted((a, b) => first[b] - first[a] || compare(a, b));
  for (;;) {
    const labels = place(order);
    const sizes = sizesOf(labels);
    const now = order;
    const wrong = now.findIndex((s, i) => i > 0 && (sizes[i] - sizes[i - 1] || compare(now[i - 1], s)) > 0);
    if (wrong === -1) return { order, labels, sizes };
    order = now.with(wrong - 1, now[wrong]).with(wrong, now[wrong - 1]);
  }
}
