import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  conversionTable,
  ordersTable,
  type ScoreboardOptions,
  scoreboard,
  scoreboardToCSV,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';

const segmentation = segmentsOf({ a: 0, b: 0, c: 1, d: 1 }, ['First', 'Second', 'Nobody']);
const orders = tableOf({
  customerId: ['a', 'a', 'b', 'c', 'c', 'x'],
  orderId: ['1', '2', '3', '4', '4', '9'],
  orderedAt: ['2025-01-05', '2025-02-01', '2025-01-01', '2025-03-01', '2025-03-01', '2025-12-01'],
  amount: [0.1, 0.2, 30, 0.6, 0.1, 999],
});

describe('scoreboard', () => {
  it('counts customers, orders and money by segment', async () => {
    const board = await scoreboard({ segmentation, orders, currency: 'EUR' });
    const [first, second, nobody] = board.segments;
    expect(first).toMatchObject({ customers: 2, customerShare: 0.5, buyers: 2, orders: 3, revenue: 30.3 });
    // Two lines of order 4 are one order; customer d never ordered.
    expect(second).toMatchObject({ customers: 2, buyers: 1, orders: 1, revenue: 0.7 });
    expect(board.all).toMatchObject({ customers: 4, buyers: 3, orders: 4, revenue: 31 });
    expect(first.revenueShare! + second.revenueShare!).toBeCloseTo(1, 12);
    expect(nobody).toMatchObject({ customers: 0, orders: 0, revenue: 0, repeatRate: undefined });
    expect(nobody.flags).toContain('No customers.');
    expect(board.leftOut.orderRows).toBe(1);
    expect(board.period).toEqual(['2025-01-01', '2025-03-01']);
  });

  it('takes repeat rate among buyers, with its Wilson interval', async () => {
    // 1 of 2 buyers of the first segment. Wilson for 1 of 2 at 95%: 0.5 ± 0.405469 (centre 0.5 by symmetry).
    const [first] = (await scoreboard({ segmentation, orders, currency: 'EUR' })).segments;
    expect(first.repeatRate).toMatchObject({ value: 0.5, n: 2 });
    expect(first.repeatRate!.low).toBeCloseTo(0.0945, 4);
    expect(first.repeatRate!.high).toBeCloseTo(0.9055, 4);
  });

  it('gives the order value an interval over customers', async () => {
    // Revenue 0.30 in 2 orders and 30 in 1: 30.3 / 3 = 10.1. Deviations 0.3 - 20.2 and 30 - 10.1, each times 2/3:
    // -13.2667 and 13.2667; standard error 13.2667, t(0.975, 1) = 12.7062: half width 168.569.
    const [first, second] = (await scoreboard({ segmentation, orders, currency: 'EUR' })).segments;
    expect(first.averageOrderValue!.value).toBeCloseTo(10.1, 12);
    expect(first.averageOrderValue!.high).toBeCloseTo(10.1 + 168.569, 2);
    expect(first.averageOrderValue!.low).toBeCloseTo(10.1 - 168.569, 2);
    expect(second.averageOrderValue).toMatchObject({ value: 0.7, n: 1 });
    expect(second.flags).toContain('One buyer: the order value has no interval.');
  });

  it('sums money exactly, whatever the order of rows', async () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000, max: 100_000_000 }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(amounts, async (cents) => {
        const board = async (list: number[]) =>
          scoreboard({
            segmentation: segmentsOf({ a: 0 }, ['Only']),
            orders: tableOf({
              customerId: list.map(() => 'a'),
              orderId: list.map((_, i) => `${i}`),
              amount: list.map((one) => one / 100),
            }),
            currency: 'EUR',
          });
        const total = cents.reduce((sum, one) => sum + one, 0) / 100;
        expect((await board(cents)).all.revenue).toBe(total);
        expect((await board([...cents].reverse())).all.revenue).toBe(total);
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of rows where amounts have no smallest unit', async () => {
    const amounts = [1 / 3, 1e9 / 7, Math.PI, 1e-7 / 3, 2 / 3];
    const revenue = async (list: number[]) =>
      (
        await scoreboard({
          segmentation: segmentsOf({ a: 0 }, ['Only']),
          orders: tableOf({ customerId: list.map(() => 'a'), orderId: list.map(String), amount: list }),
          currency: undefined,
        })
      ).all.revenue;
    expect(await revenue(amounts)).toBe(await revenue([...amounts].reverse()));
  });

  it('counts customer and day as an order where there are no order ids', async () => {
    const days = tableOf({
      customerId: ['a', 'a', 'a'],
      orderedAt: [new Date('2025-01-05T08:00:00Z'), new Date('2025-01-05T20:00:00Z'), new Date('2025-01-06')],
    });
    const board = await scoreboard({ segmentation, orders: days, currency: undefined, minimum: 0 });
    expect(board.all).toMatchObject({ orders: 2, revenue: undefined, revenueShare: undefined });
    expect(board.all.flags).toContain('No amounts: money is not measured.');
    expect(ordersTable(board).content.rows[3].slice(1)).toContain('not measured');
  });

  it('has no shares of a revenue that is not above 0', async () => {
    const returns = tableOf({ customerId: ['a', 'b'], orderId: ['1', '2'], amount: [5, -5] });
    const board = await scoreboard({ segmentation, orders: returns, currency: 'EUR' });
    expect(board.segments.map(({ revenueShare }) => revenueShare)).toEqual([undefined, undefined, undefined]);
    expect(board.all.flags).toContain('Revenue is not above 0: its shares are not measured.');
  });

  it.each<[string, object, string]>([
    [
      'an amount that is none',
      {
        segmentation,
        orders: tableFromRows([{ customerId: 'a', orderId: '1', amount: 'x' }]),
        currency: 'EUR',
      },
      'scoreboard: row 1 of the orders, column "amount" is "x", not a number below 10^12.',
    ],
    [
      'orders without id and date',
      { segmentation, orders: tableOf({ customerId: ['a'] }), currency: 'EUR' },
      'scoreboard: there is no column "orderedAt".',
    ],
    [
      'a date that is none',
      { segmentation, orders: tableOf({ customerId: ['a'], orderedAt: ['soon'] }), currency: 'EUR' },
      'scoreboard: row 1 of the orders, column "orderedAt" is soon, not a date.',
    ],
    [
      'a campaign without control',
      { segmentation, orders, campaign: tableOf({ customerId: ['a'] }), currency: 'EUR' },
      'scoreboard: a campaign needs its control group',
    ],
    [
      'a control that is no arm',
      {
        segmentation,
        orders,
        campaign: tableOf({ customerId: ['a'], arm: ['none'], converted: [0] }),
        control: 'nome',
        currency: 'EUR',
      },
      'scoreboard: there is no arm "nome". Nearest: "none".',
    ],
    [
      'an outcome that is neither',
      {
        segmentation,
        orders,
        campaign: tableOf({ customerId: ['a', 'b'], arm: ['none', 'none'], converted: [0, 2] }),
        control: 'none',
        currency: 'EUR',
      },
      'scoreboard: row 2 of the campaign, column "converted" is 2. It has to be 0 or 1.',
    ],
    [
      'a customer twice in the campaign',
      {
        segmentation,
        orders,
        campaign: tableOf({ customerId: ['a', 'a'], arm: ['none', 'x'], converted: [0, 1] }),
        control: 'none',
        currency: 'EUR',
      },
      'scoreboard: row 2 of the campaign, customer "a" stands twice.',
    ],
  ])('refuses %s', async (_, options, message) => {
    await expect(scoreboard(options as ScoreboardOptions<object, object>)).rejects.toThrow(message);
  });

  it('stops when it is told to', async () => {
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    const task = { signal: stopped.signal, progress() {}, warn() {} };
    await expect(scoreboard({ segmentation, orders, currency: 'EUR' }, task)).rejects.toThrow('stopped');
  });
});

/** Customers of one segment in arms: `converted` of `n` each. */
function campaignOf(arms: Readonly<Record<string, readonly [converted: number, n: number]>>) {
  const rows = Object.entries(arms).flatMap(([arm, [converted, n]]) =>
    Array.from({ length: n }, (_, i) => ({
      customerId: `${arm}${i}`,
      arm,
      converted: i < converted ? 1 : 0,
    })),
  );
  return {
    segmentation: segmentsOf(Object.fromEntries(rows.map(({ customerId }) => [customerId, 0])), ['Only']),
    orders: tableOf({ customerId: [] as string[], orderId: [] as string[] }),
    campaign: tableFromRows(rows),
    control: 'none',
    currency: undefined,
  };
}

describe('conversion of a scoreboard', () => {
  it('matches the reference intervals', async () => {
    // Newcombe for 250/4000 less 200/4000: 0.0023978715, 0.0226478710; Wilson for 10/100: 0.0552291371, 0.1743656615.
    const [only] = (await scoreboard(campaignOf({ none: [200, 4000], one: [250, 4000] }))).segments;
    expect(only.conversion.map(({ arm, n, converted }) => [arm, n, converted])).toEqual([
      ['none', 4000, 200],
      ['one', 4000, 250],
    ]);
    expect(only.conversion[0].difference).toBeUndefined();
    expect(only.conversion[1].difference!.value).toBeCloseTo(0.0125, 12);
    expect(only.conversion[1].difference!.low).toBeCloseTo(0.0023978715, 9);
    expect(only.conversion[1].difference!.high).toBeCloseTo(0.022647871, 9);
    const [small] = (await scoreboard(campaignOf({ none: [10, 100] }))).segments;
    expect(small.conversion[0].rate!.low).toBeCloseTo(0.0552291371, 9);
    expect(small.conversion[0].rate!.high).toBeCloseTo(0.1743656615, 9);
  });

  it('flags arms that are empty, and those where everybody or nobody converted', async () => {
    const two = {
      ...campaignOf({ none: [0, 12], one: [12, 12] }),
      segmentation: segmentsOf(
        Object.fromEntries([
          ...Array.from({ length: 12 }, (_, i) => [`none${i}`, 0]),
          ...Array.from({ length: 12 }, (_, i) => [`one${i}`, 1]),
        ]),
      ),
    };
    const board = await scoreboard(two);
    expect(board.segments[0].flags).toContain('Nobody in arm "one": its conversion is not measured.');
    expect(board.segments[0].flags).toContain('None of 12 in arm "none" converted.');
    expect(board.segments[1].flags).toContain('All 12 in arm "one" converted.');
    expect(board.segments[0].conversion[1]).toMatchObject({ n: 0, rate: undefined, difference: undefined });
    expect(board.segments[1].conversion[1].rate).toMatchObject({ value: 1, high: 1 });
    const text = JSON.stringify([ordersTable(board).content, conversionTable(board).content]);
    expect(text).not.toMatch(/NaN|Infinity/);
    expect(text).toContain('not measured');
  });

  it('hides arms of few customers where they are displayed', async () => {
    const board = await scoreboard({ ...campaignOf({ none: [3, 50], one: [1, 5] }), minimum: 10 });
    expect(conversionTable(board).content.rows[1].slice(2)).toEqual(['fewer than 10', null, null, null]);
    const table = ordersTable(board).content;
    const position = table.columns.findIndex(({ name }) => name === 'difference one');
    expect(table.rows[0][position]).toBe('fewer than 10 in an arm');
  });
});

describe('ordersTable', () => {
  it('has a number and its share or interval in a cell', async () => {
    const board = await scoreboard({ segmentation, orders, currency: 'EUR', minimum: 1 });
    const { columns, rows } = ordersTable(board).content;
    expect(columns.map(({ name }) => name)).toEqual([
      'segment',
      'customers',
      'revenue',
      'repeatRate',
      'averageOrderValue',
    ]);
    // Revenue 30.3 of 31; the interval of 1 in 2 as above; 168.569 around 10.1; one buyer has no interval.
    expect(rows[0].map((cell) => String(cell).replaceAll('\u00a0', ' '))).toEqual([
      'First',
      '2 (50.0%)',
      '30.30 (97.7%)',
      '50.0% (9.5 to 90.5)',
      '10.10 (−158.47 to 178.67)',
    ]);
    expect(rows[1][4]).toBe('0.70');
  });

  it('writes no cents of large revenues', async () => {
    const large = tableOf({ customerId: ['a'], orderId: ['1'], amount: [12_345.67] });
    const board = await scoreboard({ segmentation, orders: large, currency: 'EUR', minimum: 1 });
    expect(ordersTable(board).content.rows[0][2]).toBe('12,346 (100.0%)');
  });

  it('shows effects in percentage points', async () => {
    // 1.25 points, which binary fractions put on either side; the Newcombe interval of above, 0.0024 to 0.0226.
    const board = await scoreboard(campaignOf({ none: [200, 4000], one: [250, 4000] }));
    const cell = ordersTable(board).content.rows[0].at(-1);
    expect(String(cell).replaceAll('\u00a0', ' ')).toMatch(/^1\.[23] \(0\.2 to 2\.3\)$/);
  });
});

describe('scoreboardToCSV', () => {
  const hostile = segmentsOf({ a: 0, b: 0, c: 1, d: 1 }, ['=cmd()', 'Plain, "quoted"']);

  it('has plain numbers, low and high, and a stable header', async () => {
    const board = await scoreboard({ segmentation: hostile, orders, currency: 'EUR', minimum: 0 });
    const [header, first, second, all] = scoreboardToCSV(board).split('\n');
    expect(header).toBe(
      [
        'segment_key,segment,customers,customer_share,buyers,orders,revenue,revenue_share,currency,repeat_rate,repeat_rate_low,repeat_rate_high,average_order_value,average_order_value_low,average_order_value_high,confidence,notes',
        ...['conversion', 'lifetime_value', 'engagement', 'satisfaction', 'return'].flatMap((measure) =>
          [
            'label',
            'value',
            'low',
            'high',
            'n',
            'change',
            'change_low',
            'change_high',
            'attention',
            'because',
          ].map((name) => `${measure}_${name}`),
        ),
      ].join(','),
    );
    expect(first.startsWith("s1,'=cmd(),2,0.5,2,3,30.3,")).toBe(true);
    expect(second.startsWith('s2,"Plain, ""quoted""",2,0.5,1,1,0.7,')).toBe(true);
    expect(all.startsWith('all,All customers,4,1,3,4,31,1,EUR,')).toBe(true);
  });

  it('leaves what is small or not measured empty, and says why', async () => {
    const board = await scoreboard({ segmentation: hostile, orders, currency: 'EUR', minimum: 3 });
    const [, first] = scoreboardToCSV(board).split('\n');
    expect(first).toBe(`s1,'=cmd(),,,,,,,,,,,,,,,Fewer than 3 customers: not shown.${','.repeat(50)}`);
    expect(scoreboardToCSV(board)).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('has as many cells in each row as in the header, with a campaign too', async () => {
    const board = await scoreboard(campaignOf({ none: [3, 50], one: [1, 5] }));
    const lines = scoreboardToCSV(board).trimEnd().split('\n');
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });
});

const datasets = new URL('../../../../shared/datasets/', import.meta.url);

describe.skipIf(!existsSync(datasets))('scoreboard on real orders (../shared/datasets)', () => {
  const linesOf = (file: string) => {
    const bytes = readFileSync(new URL(file, datasets));
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim().split(/\r?\n/);
  };

  it('agrees with the totals of the CDNOW sample', async () => {
    const rows = linesOf('cdnow/CDNOW_sample.txt').map((line) => line.trim().split(/\s+/));
    const date = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
    const board = await scoreboard({
      segmentation: segmentsOf(Object.fromEntries(rows.map(([, customer]) => [customer, 0])), ['Only']),
      orders: tableOf({
        customerId: rows.map((row) => row[1]),
        orderedAt: rows.map((row) => date(row[2])),
        amount: rows.map((row) => Number(row[4])),
      }),
      currency: 'USD',
    });
    expect(board.all).toMatchObject({ customers: 2357, orders: 6696, revenue: 244_091.94 });
    expect(board.period).toEqual(['1997-01-01', '1998-06-30']);
  });

  it('agrees with the repeat buyers of the online grocer', async () => {
    const rows = linesOf('online-grocery/grocery_elog.csv')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(','));
    const board = await scoreboard({
      segmentation: segmentsOf(Object.fromEntries(rows.map(([customer]) => [customer, 0])), ['Only']),
      orders: tableOf({ customerId: rows.map((row) => row[0]), orderedAt: rows.map((row) => row[1]) }),
      currency: undefined,
    });
    expect(board.all).toMatchObject({ customers: 1525, orders: 10_483, revenue: undefined });
    expect(board.all.repeatRate!.value).toBe(970 / 1525);
  });
});
