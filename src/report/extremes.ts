/** What has the largest and the smallest value of some; the first of several that are alike. `undefined` for none. */
export function extremes<Item>(
  items: readonly Item[],
  measure: (item: Item) => number,
): { readonly largest: Item; readonly smallest: Item } | undefined {
  if (items.length === 0) return undefined;
  return {
    largest: items.reduce((a, b) => (measure(b) > measure(a) ? b : a)),
    smallest: items.reduce((a, b) => (measure(b) < measure(a) ? b : a)),
  };
}
