import type { RankedCustomers } from './ranked-customers.js';

/**
 * Which part of each customer belongs to the places from `from` to `to` of a ranking, when each order of those with the same
 * score is as likely as another: 1 inside, 0 outside, and the same part for all who share a score at an end.
 *
 * @param from - Customers above, whole or not.
 * @param to - Customers above and within.
 * @param arm - Counts places among the treated (1) or the control group (0) only; default all.
 *
 * O(n).
 */
export function topWeights(ranked: RankedCustomers, from: number, to: number, arm?: 0 | 1): Float64Array {
  const { cut, treated, scores } = ranked;
  const sizes = new Float64Array(scores.length);
  const counts = (place: number) => arm === undefined || treated[place] === arm;
  for (let place = 0; place < cut.length; place++) if (counts(place)) sizes[cut[place]]++;
  const parts = new Float64Array(scores.length);
  let above = 0;
  sizes.forEach((size, i) => {
    const inside = Math.min(to, above + size) - Math.max(from, above);
    parts[i] = size === 0 ? 0 : Math.max(0, inside) / size;
    above += size;
  });
  return Float64Array.from(cut, (at, place) => (counts(place) ? parts[at] : 0));
}
