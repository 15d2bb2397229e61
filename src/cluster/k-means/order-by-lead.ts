import { useOrder } from '../../simd/k-means-memory.js';
import type { PackedCustomers } from './packed-customers.js';

const KEYS = 1024;
const KEY_SHIFT = 21; // of the bits of a lead: exponent and two digits more

/**
 * Puts the customers that are closest to a border first, so that few tiles have to be looked at when centroids move a
 * little, and packs the tiles anew.
 *
 * @param isOrdered - Whether they were put in order before; else each row stands in its own place.
 *
 * O(customers · columns).
 */
export async function orderByLead(
  { rows, memory, team, job, tiles }: PackedCustomers,
  isOrdered: boolean,
): Promise<void> {
  const { leads, labels, order } = memory.arrays;
  const bits = new Int32Array(leads.buffer, leads.byteOffset, rows.count);
  const keyOf = (place: number) => Math.min(KEYS - 1, Math.max(0, bits[place] >> KEY_SHIFT));
  const starts = new Uint32Array(KEYS + 1);
  for (let place = 0; place < rows.count; place++) starts[keyOf(place) + 1]++;
  for (let key = 0; key < KEYS; key++) starts[key + 1] += starts[key];
  const before = { labels: labels.slice(), order: isOrdered ? order.slice() : undefined };
  for (let place = 0; place < rows.count; place++) {
    const now = starts[keyOf(place)]++;
    order[now] = before.order === undefined ? place : before.order[place];
    labels[now] = before.labels[place];
  }
  useOrder(memory, true);
  await team.run('pack', tiles, job);
  team.loops.forgetSafety(job);
}

/** Puts every row back into its own place, with its label. The tiles stay behind until `packAgain`. */
export function restoreOrder(packed: PackedCustomers): void {
  const { rows, memory } = packed;
  const { labels, order } = memory.arrays;
  const before = labels.slice();
  for (let place = 0; place < rows.count; place++) labels[order[place]] = before[place];
  useOrder(memory, false);
  packed.areTilesBehind = true;
}

/** Packs the tiles when rows were put back since. */
export async function packAgain(packed: PackedCustomers): Promise<void> {
  if (!packed.areTilesBehind) return;
  await packed.team.run('pack', packed.tiles, packed.job);
  packed.areTilesBehind = false;
}
