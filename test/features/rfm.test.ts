import { existsSync } from 'node:fs';
import { type OrderRow, readOrders, rfm, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const orders = tableOf<OrderRow>({
  customerId: ['b', 'a', 'a', 'a'],
  orderId: ['1', '2', '3', '3'],
  orderedAt: [new Date('2024-01-31T23:59:59Z'), day('2024-01-01'), day('2024-01-10'), day('2024-01-10')],
  amount: [5, 0.1, 0.2, 0.3],
  lines: [1, 1, 1, 1],
});

describe('rfm', () => {
  // By hand: a ordered last on 10 January, 22 days before 1 February; two orders; 0.1 + 0.2 + 0.3 = 0.6 exactly.
  const expected = [
    { customerId: 'a', recencyDays: 22, frequency: 2, monetary: 0.6 },
    { customerId: 'b', recencyDays: 1, frequency: 1, monetary: 5 },
  ];
  it.each(['memory', 'engine'] as const)('matches the values worked by hand, in %s', async (where) => {
    expect((await rfm(orders, { asOf: '2024-02-01', where })).objects()).toEqual(expected);
    expect((await rfm(orders, { asOf: new Date('2024-02-01T15:00Z'), where })).objects()).toEqual(expected);
  });

  it('is 0 days on the day of the last order', async () => {
    expect((await rfm(orders, { asOf: '2024-01-31' })).array('recencyDays')).toEqual([21, 0]);
  });

  it('has no money without amounts', async () => {
    const dates = orders.select('customerId', 'orderId', 'orderedAt');
    for (const where of ['memory', 'engine'] as const) {
      const table = await rfm(dates as never, { asOf: '2024-02-01', where });
      expect(table.columnNames()).toEqual(['customerId', 'recencyDays', 'frequency']);
    }
  });

  it('says what its columns are', async () => {
    const { info } = await rfm(orders.describe({ amount: { unit: 'GBP' } }), { asOf: '2024-02-01' });
    expect(info).toMatchObject({
      customerId: { role: 'id' },
      recencyDays: {
        role: 'base',
        unit: 'days',
        basis: 'B4',
        meaning: 'Whole days from the last order to 2024-02-01.',
      },
      frequency: { role: 'base', unit: 'orders', basis: 'B4' },
      monetary: { role: 'base', unit: 'GBP', basis: 'B8' },
    });
  });

  it('gives the same in memory and in the engine, whatever the orders and their order', async () => {
    const row = fc.record({
      customerId: fc.oneof(
        fc.constantFrom('a', 'B', 'é', '10', '9', '😀', '\uff5e'),
        fc.string({ minLength: 1, maxLength: 3 }),
      ),
      orderId: fc.constantFrom('1', '2', '3'),
      orderedAt: fc.date({ min: day('1960-01-01'), max: day('2024-01-01'), noInvalidDate: true }),
      amount: fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map((cents) => cents / 100),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        fc.pre(rows.every(({ customerId }) => !customerId.includes('\0')));
        const column = <K extends keyof (typeof rows)[number]>(name: K, from = rows) =>
          from.map((row) => row[name]);
        const table = (from: typeof rows) =>
          tableOf({
            customerId: column('customerId', from) as string[],
            orderId: column('orderId', from) as string[],
            orderedAt: column('orderedAt', from) as Date[],
            amount: column('amount', from) as number[],
          });
        const options = { asOf: '2024-06-01' };
        const memory = (await rfm(table(rows), { ...options, where: 'memory' })).objects();
        expect((await rfm(table(rows), { ...options, where: 'engine' })).objects()).toEqual(memory);
        expect((await rfm(table([...rows].reverse()), options)).objects()).toEqual(memory);
      }),
      { numRuns: 25 },
    );
  });

  const bad = (column: string, value: unknown) =>
    tableOf({
      customerId: ['a'],
      orderId: ['1'],
      orderedAt: [day('2024-01-01')],
      amount: [1],
      [column]: [value],
    }) as never;
  it.each([
    ['customerId', '', 'rfm: row 1, column "customerId" is "", not an id.'],
    ['customerId', null, 'rfm: row 1, column "customerId" is missing, not an id.'],
    ['orderId', undefined, 'rfm: row 1, column "orderId" is missing, not an id.'],
    ['orderedAt', '2024-01-01', 'rfm: row 1, column "orderedAt" is "2024-01-01", not a Date.'],
    ['orderedAt', new Date(Number.NaN), 'rfm: row 1, column "orderedAt" is Invalid Date, not a Date.'],
    ['amount', Number.NaN, 'rfm: row 1, column "amount" is NaN, not a number below 10^12.'],
    ['amount', 'free', 'rfm: row 1, column "amount" is "free", not a number below 10^12.'],
  ])('refuses %s %j', async (column, value, message) => {
    await expect(rfm(bad(column, value), { asOf: '2024-02-01' })).rejects.toThrow(message);
  });

  it.each([
    [
      'a day before the last order',
      { asOf: '2024-01-30' },
      'rfm: asOf 2024-01-30 is before the last row, 2024-01-31 (1 row is later).',
    ],
    ['no day', { asOf: '' }, 'rfm: asOf: "" is no day.'],
    ['nothing', {}, 'rfm needs asOf, the day from which recency counts.'],
  ])('refuses %s as day of reckoning', async (_, options, message) => {
    await expect(rfm(orders, options as never)).rejects.toThrow(message);
  });

  it('names the column it lacks, and refuses no orders', async () => {
    const renamed = orders.rename({ orderedAt: 'orderdAt' });
    await expect(rfm(renamed as never, { asOf: '2024-02-01' })).rejects.toThrow(
      'rfm: there is no column "orderedAt". Nearest: "orderdAt".',
    );
    await expect(rfm(orders.slice(0, 0), { asOf: '2024-02-01' })).rejects.toThrow('rfm: there are no rows.');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped by the user'));
    const task = { signal, progress() {}, warn() {} };
    await expect(rfm(orders, { asOf: '2024-02-01' }, task)).rejects.toThrow('stopped by the user');
  });
});

const shared = '../shared/datasets';
describe.skipIf(!existsSync(shared))('rfm on the files of ../shared', () => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const sample = { customer: 'column2', date: 'column3', dateFormat: 'YYYYMMDD', amount: 'column5' };

  // Reference: RFM facts of CDNOW_sample.txt, analysis day 1998-07-01.
  it('CDNOW sample, each line an order', async () => {
    const input = await readOrders(`${shared}/cdnow/CDNOW_sample.txt`, { ...sample, order: 'line number' });
    const table = await rfm(input.orders, { asOf: '1998-07-01' });
    expect(table.numRows()).toBe(2357);
    expect(mean(table.array('recencyDays'))).toBeCloseTo(372.5639, 4);
    expect(median(table.array('recencyDays'))).toBe(474);
    expect(mean(table.array('frequency'))).toBeCloseTo(2.9355, 4);
    expect(Math.max(...table.array('frequency'))).toBe(56);
    expect(mean(table.array('monetary') as number[])).toBeCloseTo(103.5604, 4);
    expect(Math.max(...(table.array('monetary') as number[]))).toBe(6552.7);
  });

  it('CDNOW sample, customer and day', async () => {
    const input = await readOrders(`${shared}/cdnow/CDNOW_sample.txt`, sample);
    const frequency = (await rfm(input.orders, { asOf: input.asOf })).array('frequency');
    expect(frequency.reduce((a, b) => a + b)).toBe(6696);
    expect(mean(frequency)).toBeCloseTo(2.8409, 4);
    expect(Math.max(...frequency)).toBe(44);
  });

  // Reference: the data sets' README, reference day 10 December 2011.
  it('online-retail', async () => {
    const input = await readOrders(`${shared}/online-retail/online_retail.csv.gz`);
    const table = await rfm(input.orders, { asOf: input.asOf });
    const recency = table.array('recencyDays');
    expect(mean(recency)).toBeCloseTo(93.06, 2);
    expect([Math.min(...recency), median(recency), Math.max(...recency)]).toEqual([1, 51, 374]);
    expect(mean(table.array('frequency'))).toBeCloseTo(4.272, 3);
    const monetary = table.array('monetary') as number[];
    const best = monetary.indexOf(Math.max(...monetary));
    expect(table.object(best)).toMatchObject({ customerId: '14646', monetary: 280_206.02 });
    const top = [...monetary].sort((a, b) => b - a).slice(0, Math.round(monetary.length / 5));
    expect((mean(top) * top.length) / (mean(monetary) * monetary.length)).toBeCloseTo(0.746, 3);
  });
});
