import {
  autoencoder,
  chooseK,
  fitPreparation,
  kmeans,
  logStep,
  profile,
  ruleSegments,
  scoreboard,
  seeded,
  tableFromRows,
  toMatrix,
  zStep,
} from 'clientele';

// The names that examples in docstrings may use without defining them. One name, one meaning, in the whole library:
//
// orders        one row an order: customerId, orderId, orderedAt (UTC), amount (EUR)
// campaign      one row a customer: customerId, arm ('letter' or 'none'), converted (0 or 1)
// customers     one row a customer: customerId, recencyDays, frequency, monetary (EUR), region
// features      matrix of recencyDays, frequency and monetary, with the customer ids
// preparation   what was fitted on features: logarithm of frequency and monetary, then z
// scaled        features prepared for clustering
// sweep         chooseK of scaled, k from 2 to 6
// segmentation  kmeans of scaled into the four planted groups, s1 the largest
// byRules       ruleSegments of customers: Loyal, Lost and Other
// people        profile of segmentation
// board         scoreboard of segmentation, with the campaign, in EUR
// network       autoencoder of scaled with two latent numbers
//
// The shop is planted, so that values in examples can be told from this page. It has 200 customers on 2026-01-01. The
// groups differ in when they ordered last and in how often; ids C001 to C200 follow the groups. Every second customer
// of a group gets the letter, and as many of each arm convert as stand here.
const GROUPS = [
  { size: 40, active: true, regular: true, converted: { letter: 8, none: 4 } },
  { size: 30, active: true, regular: false, converted: { letter: 3, none: 3 } },
  { size: 50, active: false, regular: true, converted: { letter: 5, none: 1 } },
  { size: 80, active: false, regular: false, converted: { letter: 2, none: 1 } },
];
const AS_OF = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

function plantedShop() {
  const orders: { customerId: string; orderId: string; orderedAt: Date; amount: number }[] = [];
  const campaign: { customerId: string; arm: 'letter' | 'none'; converted: 0 | 1 }[] = [];
  const customers: {
    customerId: string;
    recencyDays: number;
    frequency: number;
    monetary: number;
    region: 'Capital' | 'Country';
  }[] = [];
  const random = seeded(1);
  const between = (low: number, high: number) => low + random.integer(high - low + 1);
  for (const { size, active, regular, converted } of GROUPS) {
    for (let i = 0; i < size; i++) {
      const customerId = `C${String(customers.length + 1).padStart(3, '0')}`;
      const recencyDays = active ? between(5, 40) : between(250, 400);
      const frequency = regular ? between(8, 14) : between(1, 2);
      let day = AS_OF - recencyDays * DAY;
      let cents = 0;
      for (let order = 0; order < frequency; order++) {
        const amount = regular ? between(4000, 8000) : between(2000, 6000);
        const orderId = `O${String(orders.length + 1).padStart(4, '0')}`;
        orders.push({ customerId, orderId, orderedAt: new Date(day), amount: amount / 100 });
        cents += amount;
        day -= between(15, 30) * DAY;
      }
      const region = i % 4 === 0 ? 'Capital' : 'Country';
      customers.push({ customerId, recencyDays, frequency, monetary: cents / 100, region });
      const arm = i % 2 === 0 ? 'letter' : 'none';
      campaign.push({ customerId, arm, converted: Math.floor(i / 2) < converted[arm] ? 1 : 0 });
    }
  }
  return {
    orders: tableFromRows(orders).describe({ amount: { unit: 'EUR' } }),
    campaign: tableFromRows(campaign),
    customers: tableFromRows(customers).describe({
      customerId: { role: 'id' },
      recencyDays: { unit: 'days' },
      frequency: { unit: 'orders' },
      monetary: { unit: 'EUR' },
    }),
  };
}

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const shop = once(plantedShop);
const features = once(() =>
  toMatrix(shop().customers, ['recencyDays', 'frequency', 'monetary'], 'customerId'),
);
const preparation = once(() => fitPreparation(features(), [logStep(['frequency', 'monetary']), zStep()]));
const scaled = once(() => preparation().apply(features()));
const segmentation = once(() => kmeans(scaled(), { k: 4, seed: 1 }));

export const exampleScope = {
  orders: () => shop().orders,
  campaign: () => shop().campaign,
  customers: () => shop().customers,
  features,
  preparation,
  scaled,
  sweep: once(() => chooseK(scaled(), { k: [2, 3, 4, 5, 6], seed: 1 })),
  segmentation,
  byRules: once(() =>
    ruleSegments(
      shop().customers,
      [
        { name: 'Loyal', when: (row) => row.frequency >= 5 && row.recencyDays < 90 },
        { name: 'Lost', when: (row) => row.recencyDays > 180 },
      ],
      { id: 'customerId' },
    ),
  ),
  people: once(async () => profile(await segmentation(), shop().customers, { id: 'customerId' })),
  board: once(async () =>
    scoreboard({
      segmentation: await segmentation(),
      orders: shop().orders,
      campaign: shop().campaign,
      control: 'none',
      currency: 'EUR',
    }),
  ),
  network: once(() => autoencoder(scaled(), { latent: 2, seed: 1 })),
};

/** The values that examples see. */
export type ExampleScope = {
  [Name in keyof typeof exampleScope]: Awaited<ReturnType<(typeof exampleScope)[Name]>>;
};
