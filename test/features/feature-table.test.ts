import {
  activeSpan,
  averageOrderValue,
  basketSize,
  breadth,
  countOf,
  dealShare,
  discountShare,
  engagement,
  type Feature,
  favourite,
  featureTable,
  gapVariation,
  lifecycle,
  lifetimeRfm,
  loyalty,
  meanGap,
  medianGap,
  monetary,
  orderCount,
  paidPriceIndex,
  rateOf,
  recency,
  returnShare,
  seasonShare,
  share,
  shares,
  switching,
  type Table,
  tableOf,
  tenure,
  trend,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const day = (text: string) => new Date(`${text}T12:00:00Z`);
const WHERE = ['memory', 'engine'] as const;

// Customer a: order 1 on 1 January (two lines of shoes), order 2 on 11 January (shoes and a bag), order 3 on 31 January
// (a bag, given back in part). Customer b: one order on 20 February. Day of reckoning: 1 March 2024.
const lines = tableOf(
  {
    customerId: ['a', 'a', 'a', 'a', 'a', 'a', 'b'],
    orderId: ['1', '1', '2', '2', '3', '3', '4'],
    orderedAt: [
      '2024-01-01',
      '2024-01-01',
      '2024-01-11',
      '2024-01-11',
      '2024-01-31',
      '2024-01-31',
      '2024-02-20',
    ].map(day),
    amount: [30, 10, 20, 40, 60, -10, 100],
    category: ['shoes', 'shoes', 'shoes', 'bags', 'bags', 'bags', null],
    quantity: [2, 1, 1, 1, 2, -1, 1],
    product: ['p', 'q', 'p', 'r', 'r', 'r', 'r'],
    discount: [10, 0, 0, 0, 0, 0, 0],
  },
  { amount: { unit: 'EUR' } },
);
const asOf = '2024-03-01';

/** One feature of customers a and b, where asked. */
async function valuesOf(
  feature: Feature,
  where: 'memory' | 'engine',
  table: Table = lines as unknown as Table,
) {
  const result = (await featureTable(table, [feature], { asOf, where })) as unknown as Table;
  return result.array(feature.name);
}

describe('features, by hand', () => {
  it.each<[string, Feature, unknown[]]>([
    ['days since 31 January and 20 February', recency(), [30, 10]],
    ['days since 1 January and 20 February', tenure(), [60, 10]],
    ['1 to 31 January', activeSpan(), [30, 0]],
    ['orders', orderCount(), [3, 1]],
    [
      'orders of the last 30 days: 31 January is 30 days ago and does not count',
      orderCount({ withinDays: 30 }),
      [0, 1],
    ],
    ['orders of the last 31 days', orderCount({ withinDays: 31 }), [1, 1]],
    ['40 + 60 + 50', monetary(), [150, 100]],
    ['150 / 3', averageOrderValue(), [50, 100]],
    ['30 days over 2 gaps', meanGap(), [15, null]],
    ['gaps 10 and 20', medianGap(), [15, null]],
    // standard deviation of 10 and 20 is sqrt(50) = 7.0710678118654755; over 15, rounded before
    ['sqrt(50) / 15', gapVariation(), [7.07106781187 / 15, null]],
    ['6 lines of 3 orders', basketSize(), [2, 1]],
    ['2 + 1 + 1 + 1 + 2 - 1 pieces of 3 orders', basketSize({ quantity: 'quantity' }), [2, 1]],
    ['shoes and bags; none', breadth('category'), [2, 0]],
    ['10 back of 160', returnShare(), [0.0625, 0]],
    ['60 of 150', share('category', 'shoes'), [0.4, 0]],
    ['orders 1 and 2 of 3', share('category', 'shoes', { of: 'orders' }), [2 / 3, 0]],
    ['3 of 6 lines', share('category', 'shoes', { of: 'lines' }), [0.5, 0]],
    // all: 60 / 250 = 0.24; (3 · 0.4 + 1 · 0.24) / 4 and (1 · 0 + 1 · 0.24) / 2
    ['drawn to the average', share('category', 'shoes', { shrinkOrders: 1 }), [(3 * 0.4 + 0.24) / 4, 0.12]],
    ['shoes 60, bags 90', favourite('category'), ['bags', null]],
    // main category by order: shoes (40), bags (40 of 60), bags
    ['bags in 2 of 3', loyalty('category'), [2 / 3, null]],
    ['one change of two', switching('category'), [0.5, null]],
    ['10 of 160 before discount', discountShare('discount'), [0.0625, 0]],
    ['1 order of 3', dealShare('discount'), [1 / 3, 0]],
    // mean prices: p (30 + 20) / 3, q 10, r (40 + 60 + 100) / 4 = 50; a paid 30 + 10 + 20 + 40 + 60 = 160 for
    // 3 p, 1 q and 3 r: 50 + 10 + 150 = 210; b paid 100 for 50
    ['cheaper and dearer', paidPriceIndex({ product: 'product', quantity: 'quantity' }), [160 / 210, 2]],
    // 2 periods: ages 0-29 and 30-59; a: 50 in the older (31 January is 30 days ago; 1 January is 60), 60 of 11 January
    // (50 days ago): slope over 2 points is (last - first) = 0 - 110
    ['slope of money', trend('money', { periods: 2 }), [-110, 100]],
    ['slope of orders', trend('orders', { periods: 2 }), [-2, 1]],
    ['January: all of a', seasonShare('january', { months: [1] }), [1, 0]],
    // 1 January 2024 is a Monday, 11 January a Thursday, 31 January a Wednesday, 20 February a Tuesday
    ['Mondays: 40 of 150', seasonShare('monday', { weekdays: [1] }), [40 / 150, 0]],
    ['noon', seasonShare('noon', { hours: [12] }), [1, 1]],
    ['in January only, in February only', lifecycle({ days: 30 }), ['lapsed', 'new']],
    ['in the last two months', lifecycle({ days: 31 }), ['repeating', 'new']],
    ['lines of shoes', countOf('shoeLines', { category: 'shoes' }), [3, 0]],
    ['shoes over all lines', rateOf('shoeRate', { category: 'shoes' }, {}), [0.5, 0]],
    [
      'shoes over shoes and bags',
      rateOf('shoeRate', { category: 'shoes' }, { category: ['shoes', 'bags'] }),
      [0.5, null],
    ],
    // half-life 30: shoes at ages 60, 60 and 50: 2 · 2^-2 + 2^(-5/3)
    ['decay', engagement('category', { shoes: 1 }, { halfLifeDays: 30 }), [0.814980262474, 0]],
  ])('%s', async (_, feature, expected) => {
    for (const where of WHERE) {
      const values = await valuesOf(feature, where);
      values.forEach((value, i) => {
        if (typeof expected[i] === 'number') expect(value).toBeCloseTo(expected[i], 11);
        else expect(value).toBe(expected[i]);
      });
    }
  });

  it('of lifetime value: repeat days, age at the last, age, mean money of repeats', async () => {
    for (const where of WHERE) {
      const table = await featureTable(lines, lifetimeRfm({ unitDays: 10 }), { asOf, where });
      expect(table.objects()).toEqual([
        // a: days 1, 11 and 31 January; 30 of 60 days; (60 + 50) / 2
        { customerId: 'a', repeatPurchases: 2, lastPurchaseAge: 3, customerAge: 6, repeatMonetaryMean: 55 },
        { customerId: 'b', repeatPurchases: 0, lastPurchaseAge: 0, customerAge: 1, repeatMonetaryMean: 0 },
      ]);
    }
  });

  it('become several where a family finds the values, most money first', async () => {
    for (const where of WHERE) {
      const table = await featureTable(lines, [shares('category', { top: 2 })], { asOf, where });
      expect(table.columnNames()).toEqual(['customerId', 'categoryBagsShare', 'categoryShoesShare']);
    }
  });

  it('say what they are', async () => {
    const { info } = await featureTable(lines, [monetary(), recency()], { asOf });
    expect(info.monetary).toMatchObject({
      role: 'base',
      unit: 'EUR',
      basis: 'B8',
      meaning: 'Money of all orders.',
    });
    expect(info.customerId).toMatchObject({ role: 'id' });
  });
});

const NAMES = [
  'category',
  'Category',
  '客户',
  'unit "price"',
  "O'Brien",
  'select',
  'a b',
  '"; DROP TABLE x; --',
  'é',
];

describe('featureTable', () => {
  it('gives the same in memory and in DuckDB, whatever the rows, the names and the order', async () => {
    const row = fc.record({
      customer: fc.constantFrom('a', 'B', 'b', 'é', '10', '9', '😀', '\uff5e', "'; --"),
      order: fc.constantFrom('1', '2', '3'),
      at: fc.date({ min: new Date('1968-01-01'), max: new Date('1971-01-01'), noInvalidDate: true }),
      money: fc.oneof(
        fc.integer({ min: -5000, max: 50_000 }).map((cents) => cents / 100),
        fc.constantFrom(0, 0.000001, 999_999_999_999.25, 123_456_789.123456),
      ),
      kind: fc.constantFrom('shoes', 'bags', null, '"', '客户'),
      pieces: fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constant(null)),
      weight: fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0.1, 1e-9)),
    });
    const names = fc.shuffledSubarray(NAMES, { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        names,
        async (rows, [c, o, t, m, k, p, w]) => {
          const table = tableOf({
            [c]: rows.map(({ customer }) => customer),
            [o]: rows.map(({ order }) => order),
            [t]: rows.map(({ at }) => at),
            [m]: rows.map(({ money }) => money),
            [k]: rows.map(({ kind }) => kind),
            [p]: rows.map(({ pieces }) => pieces),
            [w]: rows.map(({ weight }) => weight),
          }) as unknown as Table;
          const features = [
            recency(),
            orderCount(),
            monetary(),
            averageOrderValue({ withinDays: 90 }),
            tenure(),
            activeSpan(),
            meanGap(),
            medianGap(),
            gapVariation(),
            basketSize({ quantity: p }),
            basketSize({ quantity: w, name: 'weightOfOrder' }),
            breadth(k, { name: 'breadth' }),
            returnShare(),
            share(k, 'shoes', { name: 'shoes' }),
            share(k, '"', { name: 'quotes', of: 'orders', shrinkOrders: 2 }),
            shares(k, { top: 3, of: 'lines' }),
            favourite(k, { name: 'favourite' }),
            loyalty(k, { name: 'loyalty' }),
            switching(k, { name: 'switching' }),
            paidPriceIndex({ product: k, quantity: p }),
            trend('money'),
            trend('orders', { periods: 3 }),
            seasonShare('winter', { months: [12, 1, 2] }),
            seasonShare('night', { hours: [0, 1, 2, 3], weekdays: [6, 7] }),
            lifecycle({ days: 200 }),
            engagement(k, { shoes: 1, bags: 0.3 }, { halfLifeDays: 45 }),
            rateOf('rate', { [k]: 'bags' }, {}, { shrink: 3 }),
            ...lifetimeRfm(),
          ];
          const columns = { customer: c, order: o, time: t, amount: m };
          const options = { asOf: '1971-01-01', columns };
          const memory = await featureTable(table, features, { ...options, where: 'memory' });
          const engine = await featureTable(table, features, { ...options, where: 'engine', threads: 1 });
          expect(engine.objects()).toEqual(memory.objects());
          const turned = Object.fromEntries(
            table.columnNames().map((name) => [name, table.array(name).toReversed()]),
          );
          const shuffled = tableOf(turned) as unknown as Table;
          const again = await featureTable(shuffled, features, { ...options, where: 'memory' });
          expect(again.objects()).toEqual(memory.objects());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has a row for each customer of a list, also those who did nothing, and warns of the others', async () => {
    const warnings: string[] = [];
    const task = {
      signal: new AbortController().signal,
      progress() {},
      warn: (text: string) => warnings.push(text),
    };
    for (const where of WHERE) {
      const features = [orderCount(), monetary(), recency(), favourite('category')];
      const table = await featureTable(lines, features, { asOf, where, customers: ['b', 'z'] }, task);
      expect(table.objects()).toEqual([
        { customerId: 'b', orders: 1, monetary: 100, recencyDays: 10, categoryFavourite: null },
        { customerId: 'z', orders: 0, monetary: 0, recencyDays: null, categoryFavourite: null },
      ]);
    }
    expect(warnings).toEqual(Array(2).fill('featureTable: 6 rows of customers who are not listed left out.'));
  });

  it('leaves out later rows and rows without customer on request, and counts them', async () => {
    const gappy = tableOf({
      customerId: ['a', null, 'a', 'b'],
      orderedAt: [day('2024-01-01'), day('2024-01-02'), day('2024-05-01'), null],
    });
    for (const where of WHERE) {
      const warnings: string[] = [];
      const task = {
        signal: new AbortController().signal,
        progress() {},
        warn: (text: string) => warnings.push(text),
      };
      const options = { asOf: '2024-02-01', where, gaps: 'leave out', later: 'leave out' } as const;
      const table = await featureTable(gappy, [orderCount()], options, task);
      expect(table.objects()).toEqual([{ customerId: 'a', orders: 1 }]);
      expect(warnings).toEqual([
        'featureTable: 2 rows without customer or time left out.',
        'featureTable: 1 row after 2024-02-01 left out.',
      ]);
    }
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a misspelt column',
      () => featureTable(lines, [breadth('categry')], { asOf }),
      'there is no column "categry". Nearest: "category"',
    ],
    [
      'two features of a name',
      () => featureTable(lines, [recency(), recency()], { asOf }),
      'two columns are called "recencyDays"',
    ],
    ['no day of reckoning', () => featureTable(lines, [recency()]), 'featureTable needs asOf'],
    [
      'texts as numbers',
      () => featureTable(lines, [basketSize({ quantity: 'category' })], { asOf }),
      'sum needs numbers, column "category" holds values of type text',
    ],
    [
      'a customer twice',
      () => featureTable(lines, [recency()], { asOf, customers: ['a', 'a'] }),
      'a customer is twice',
    ],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});
