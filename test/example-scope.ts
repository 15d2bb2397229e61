import {
  autoencoder,
  chooseK,
  fitPipeline,
  fitPreparation,
  kmeans,
  logStep,
  monetary,
  orderCount,
  profile,
  readOrders,
  recency,
  rfm,
  ruleSegments,
  scoreboard,
  tableFromRows,
  toMatrix,
  zStep,
} from 'clientele';
import { plantedCampaign, plantedHistory } from './example-shop.js';

// What examples in docstrings may use without defining it. One name, one meaning, in the whole library:
//
// input         readOrders of orders.csv
// orders        one row an order: customerId, orderId, orderedAt (UTC), amount (EUR)
// campaign      one row a customer: customerId, arm ('letter' or 'none'), converted (0 or 1)
// customers     rfm of orders on 2026-01-01: customerId, recencyDays, frequency, monetary (EUR)
// features      matrix of recencyDays, frequency and monetary, with the customer ids
// preparation   what was fitted on features: logarithm of frequency and monetary, then z
// scaled        features prepared for clustering
// sweep         chooseK of scaled, k from 2 to 6
// segmentation  kmeans of scaled into the four planted groups, s1 the largest
// byRules       ruleSegments of customers: Loyal, Lost and Other
// pipeline      fitPipeline of orders into the four planted groups: recency, orders, money on 2026-01-01
// people        profile of segmentation
// board         scoreboard of segmentation, with the campaign, in EUR
// history       as lifetimeTable gives it, for the same customers but drawn from a model: weeks to 2025-10-01, 13 of holdout
// network       autoencoder of scaled with two latent numbers
//
// and files in the current folder:
//
// orders.csv        the orders of the shop
// quickstart.ipynb  one code cell, `const k = 4;`, tagged parameters
//
// The customers are those of `example-shop.ts`.

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const input = once(() => readOrders('orders.csv', { currency: 'EUR', asOf: '2026-01-01' }));
const orders = once(async () => (await input()).orders);
const campaign = once(() => tableFromRows(plantedCampaign()));
const customers = once(async () => rfm(await orders(), { asOf: '2026-01-01' }));
const features = once(async () =>
  toMatrix(await customers(), ['recencyDays', 'frequency', 'monetary'], 'customerId'),
);
const preparation = once(async () =>
  fitPreparation(await features(), [logStep(['frequency', 'monetary']), zStep()]),
);
const scaled = once(async () => (await preparation()).apply(await features()));
const segmentation = once(async () => kmeans(await scaled(), { k: 4, seed: 1 }));
const byRules = once(async () =>
  ruleSegments(
    await customers(),
    [
      { name: 'Loyal', when: (row) => row.frequency >= 5 && row.recencyDays < 90 },
      { name: 'Lost', when: (row) => row.recencyDays > 180 },
    ],
    { id: 'customerId' },
  ),
);
const board = once(async () =>
  scoreboard({
    segmentation: await segmentation(),
    orders: await orders(),
    campaign: campaign(),
    control: 'none',
    currency: 'EUR',
  }),
);

const history = once(() => tableFromRows(plantedHistory()).describe({ customerAge: { unit: 'weeks' } }));

/** Each is made when it is first asked for. */
export const exampleScope = {
  input,
  orders,
  campaign,
  customers,
  features,
  preparation,
  scaled,
  sweep: once(async () => chooseK(await scaled(), { k: [2, 3, 4, 5, 6], seed: 1 })),
  segmentation,
  pipeline: once(async () =>
    fitPipeline(await orders(), {
      features: [recency(), orderCount(), monetary()],
      activity: { asOf: '2026-01-01' },
      steps: [logStep(['orders', 'monetary']), zStep()],
      segment: (matrix, task) => kmeans(matrix, { k: 4, seed: 1 }, task),
    }),
  ),
  byRules,
  history,
  people: once(async () => profile(await segmentation(), await customers(), { id: 'customerId' })),
  board,
  network: once(async () => autoencoder(await scaled(), { latent: 2, seed: 1 })),
};

/** The values that examples see. */
export type ExampleScope = {
  [Name in keyof typeof exampleScope]: Awaited<ReturnType<(typeof exampleScope)[Name]>>;
};
