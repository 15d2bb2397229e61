import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  breadth,
  columnStatistics,
  countOf,
  discountShare,
  featureTable,
  lifecycle,
  loyalty,
  monetary,
  openTable,
  orderCount,
  paidPriceIndex,
  readTable,
  recency,
  shares,
  switching,
  type Table,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const shared = '../shared/datasets';
const sum = (values: readonly (number | string | null)[]) =>
  values.reduce<number>((all, each) => all + Number(each ?? 0), 0);

// Known values: the datasets' README.
describe.skipIf(!existsSync(shared))('features of the files in ../shared/datasets', () => {
  const columns = {
    customer: 'household_id',
    order: 'basket_id',
    time: 'transaction_timestamp',
    amount: 'sales_value',
  };

  it('complete-journey: households, baskets, sales and discounts', async () => {
    const lines = await openTable(`${shared}/complete-journey/transactions_sample.csv.gz`);
    const features = [
      orderCount(),
      monetary(),
      monetary({ name: 'again' }),
      discountShare('retail_disc'),
      breadth('store_id'),
    ];
    const table = await featureTable(lines, features, { asOf: '2018-01-01', columns });
    expect(table.numRows()).toBe(2377);
    expect(sum(table.array('orders'))).toBe(47_243);
    expect(sum(table.array('monetary'))).toBeCloseTo(233_935.24, 2);
    // loyalty discounts 40,180.91: sum of share · (sales + discount) gives them back
    const shareOf = table.array('discountShare') as (number | null)[];
    const sales = table.array('monetary') as (number | null)[];
    const discounts = shareOf.map((share, i) =>
      share === null || share === 1 ? 0 : (share / (1 - share)) * Number(sales[i]),
    );
    expect(sum(discounts)).toBeCloseTo(40_180.91, 1);
  });

  it('margarine-panel: choices by household, mean income and family size', async () => {
    const choices = await readTable(`${shared}/margarine-panel/choices.csv`);
    const columns = { customer: 'hhid' };
    const names = Array.from({ length: 10 }, (_, i) => countOf(`choice${i + 1}`, { choice: i + 1 }));
    const table = (await featureTable(choices, names, { columns })) as unknown as Table;
    expect(table.numRows()).toBe(516);
    const counts = names.map(({ name }) => sum(table.array(name) as number[]));
    expect(counts).toEqual([1766, 699, 243, 593, 315, 74, 319, 203, 225, 33]);
    const prices = await columnStatistics(choices, [
      'PPk_Stk',
      'PBB_Stk',
      'PFl_Stk',
      'PHse_Stk',
      'PGen_Stk',
      'PImp_Stk',
      'PSS_Tub',
      'PPk_Tub',
      'PFl_Tub',
      'PHse_Tub',
    ]);
    const known = [0.51844, 0.54321, 1.01502, 0.43715, 0.34528, 0.78078, 0.82509, 1.07741, 1.18938, 0.56867];
    for (const [j, mean] of prices.array('mean').entries()) expect(mean).toBeCloseTo(known[j], 5);
    const households = await columnStatistics(await openTable(`${shared}/margarine-panel/households.csv`), [
      'Income',
      'Fam_Size',
    ]);
    expect(households.array('mean').map((mean) => Number((mean as number).toFixed(2)))).toEqual([
      27.56, 2.92,
    ]);
  });

  it('the same bytes in ten runs, on one and two threads', async () => {
    const lines = await openTable(`${shared}/complete-journey/transactions_sample.csv.gz`);
    const features = [
      recency(),
      orderCount(),
      monetary(),
      discountShare('retail_disc'),
      loyalty('store_id'),
      switching('store_id'),
      lifecycle({ days: 90 }),
      paidPriceIndex({ product: 'product_id', quantity: 'quantity' }),
      shares('week', { top: 3, shrinkOrders: 2 }),
    ];
    const hashes = new Set<string>();
    for (let run = 0; run < 10; run++) {
      const table = await featureTable(lines, features, {
        asOf: '2018-01-01',
        columns,
        threads: 1 + (run % 2),
      });
      hashes.add(createHash('sha256').update(table.toCSV()).digest('hex'));
    }
    expect(hashes.size).toBe(1);
  });
});
