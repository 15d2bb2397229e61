import { InputError } from '../../core/input-error.js';

/** A treated customer and the one of the others who is most alike. */
export interface PropensityPair {
  readonly treated: number;
  readonly control: number;
}

/**
 * Matches each treated customer to the nearest of the others within a caliper. Without replacement the hardest to match, with the
 * highest propensity, choose first, and nobody is taken twice. Of those equally near, the first in `order` is taken.
 *
 * @param logits - Log odds of being treated, by row.
 * @param order - Rows in an order that does not depend on how they came.
 * @param caliper - Largest distance of log odds.
 *
 * O(n log n) with replacement, without it O(treated · others) at worst.
 * Source: Rosenbaum and Rubin, "Constructing a control group using multivariate matched sampling methods that incorporate the
 * propensity score", Am. Stat. 39 (1985) 33-38.
 */
export function propensityPairs(
  logits: Float64Array,
  treated: Float64Array,
  order: Int32Array,
  caliper: number,
  withReplacement: boolean,
): PropensityPair[] {
  if (!(caliper > 0)) throw new InputError(`propensityPairs: caliper is ${caliper}. It is above 0.`);
  const place = new Int32Array(logits.length);
  order.forEach((row, i) => {
    place[row] = i;
  });
  const others = Array.from(order.filter((row) => treated[row] === 0)).sort(
    (a, b) => logits[a] - logits[b] || place[a] - place[b],
  );
  const choosing = Array.from(order.filter((row) => treated[row] === 1)).sort(
    (a, b) => logits[b] - logits[a] || place[a] - place[b],
  );
  // Nearest free neighbours: below[i] leads to the next free place at or under i, above[i] at or over it.
  const below = Int32Array.from({ length: others.length + 1 }, (_, i) => i);
  const above = Int32Array.from({ length: others.length + 1 }, (_, i) => i);
  const pairs: PropensityPair[] = [];
  for (const row of choosing) {
    const split = firstAtLeast(others, logits, logits[row]);
    const up = follow(above, split); // others.length: none
    const down = follow(below, split) - 1; // -1: none
    const far = up < others.length ? logits[others[up]] - logits[row] : Infinity;
    const near = down >= 0 ? logits[row] - logits[others[down]] : Infinity;
    let taken =
      far < near || (far === near && far < Infinity && place[others[up]] < place[others[down]]) ? up : down;
    // Among equals below, the first in order stands lowest.
    if (taken === down && down >= 0) taken = lowestEqual(others, logits, above, down);
    if (Math.min(far, near) > caliper) continue;
    pairs.push({ treated: row, control: others[taken] });
    if (withReplacement) continue;
    above[taken] = taken + 1;
    below[taken + 1] = taken;
  }
  return pairs;
}

function firstAtLeast(others: readonly number[], logits: Float64Array, value: number): number {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (logits[others[middle]] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Follows the leads to the free place, and shortens the way for the next. */
function follow(leads: Int32Array, from: number): number {
  let end = from;
  while (leads[end] !== end) end = leads[end];
  for (let at = from; leads[at] !== end && at !== end; ) {
    const next = leads[at];
    leads[at] = end;
    at = next;
  }
  return end;
}

function lowestEqual(
  others: readonly number[],
  logits: Float64Array,
  above: Int32Array,
  from: number,
): number {
  const value = logits[others[from]];
  return follow(above, firstAtLeast(others, logits, value));
}
