import type { PurchaseGroups } from '../../stats/purchase-models/purchase-groups.js';
import type { PurchaseProcess } from '../../stats/purchase-models/purchase-process.js';
import type { ValueHorizon } from './value-horizon.js';

/** What is expected of each group of customers. */
export interface FuturePurchases {
  readonly alive: Float64Array;
  /** Purchases within the horizon. */
  readonly purchases: Float64Array;
  /** The same, each discounted by the period in which it is expected. */
  readonly discounted: Float64Array;
}

/** What is expected of customers at given parameters, group by group; stops every few groups to let others have a turn. */
export function* futurePurchases(
  process: PurchaseProcess,
  parameters: readonly number[],
  groups: PurchaseGroups,
  { periods, periodLength, discountRate }: Required<ValueHorizon>,
): Generator<number, FuturePurchases> {
  const [alive, purchases, discounted] = [0, 1, 2].map(() => new Float64Array(groups.size));
  const groupsATurn = Math.ceil(20_000 / periods);
  for (let g = 0; g < groups.size; g++) {
    if (g % groupsATurn === groupsATurn - 1) yield g / groups.size;
    const history = { count: groups.count[g], recency: groups.recency[g], age: groups.age[g] };
    let [before, worth] = [0, 0];
    for (let i = 1; i <= periods; i++) {
      const until = process.expectedIfAlive(parameters, history, i * periodLength);
      worth += (until - before) / (1 + discountRate) ** i;
      before = until;
    }
    alive[g] = process.alive(parameters, history);
    purchases[g] = alive[g] * before;
    discounted[g] = alive[g] * worth;
  }
  return { alive, purchases, discounted };
}
