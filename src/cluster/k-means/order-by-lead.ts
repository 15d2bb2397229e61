import type { PackedCustomers } from './packed-customers.js';

/**
 * Puts the customers that are closest to a border first, so that few tiles have to be looked at when centroids move a
 * little, and packs the tiles anew.
 *
 * O(customers · columns).
 */
export async function orderByLead({ memory, team, job, tiles }: PackedCustomers): Promise<void> {
  team.loops.orderByLead(job, memory.at.order);
  await team.run('pack', tiles, job);
}

/** Puts every row back into its own place, with its label. The tiles stay behind until `packAgain`. */
export function restoreOrder(packed: PackedCustomers): void {
  packed.team.loops.restoreOrder(packed.job);
  packed.areTilesBehind = true;
}

/** Packs the tiles when rows were put back since. */
export async function packAgain(packed: PackedCustomers): Promise<void> {
  if (!packed.areTilesBehind) return;
  await packed.team.run('pack', packed.tiles, packed.job);
  packed.areTilesBehind = false;
}
