import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  isInputError,
  ledgerTable,
  mappingTable,
  type ReadOrdersOptions,
  readOrders,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDuckDb } from '#clientele/engine/duckdb/with-duckdb';
import { listeningTask, testFolder } from './files.js';

const shared = '../shared/datasets';
const file = testFolder();
const complaint = async (content: string | Uint8Array, options: ReadOrdersOptions = {}) => {
  const path = file('orders.csv', content);
  const error = await readOrders(path, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(isInputError(error), String(error)).toBe(true);
  return (error as Error).message.replaceAll(dirname(path), '…');
};

// Six lines, two of which belong to order 1: 2 * 1.10 + 1 * 0.20 = 2.40.
const lines = [
  'order,customer,date,quantity,unit price',
  '1,007,2024-01-30 10:00:00,2,1.10',
  '1,007,2024-01-30 09:00:00,1,0.20',
  '2,008,2024-02-01 23:59:00,3,5',
  'C2,008,2024-02-02 08:00:00,-3,5',
  '3,,2024-02-03 08:00:00,4,2.5',
  '4,009,2024-02-04 08:00:00,1,0',
].join('\n');

describe('readOrders', () => {
  it('sums lines to orders and accounts for every line', async () => {
    const input = await readOrders(file('o.csv', lines), { currency: 'EUR' });
    expect(input.orders.objects()).toEqual([
      {
        customerId: '007',
        orderId: '1',
        orderedAt: new Date('2024-01-30T09:00:00Z'),
        amount: 2.4,
        quantity: 3,
        lines: 2,
      },
      {
        customerId: '008',
        orderId: '2',
        orderedAt: new Date('2024-02-01T23:59:00Z'),
        amount: 15,
        quantity: 3,
        lines: 1,
      },
    ]);
    expect(input.orders.info.amount).toMatchObject({ unit: 'EUR', digits: 2 });
    expect(input).toMatchObject({
      firstDay: '2024-01-30',
      lastDay: '2024-02-01',
      asOf: '2024-02-02',
      currency: 'EUR',
    });
    expect(input.ledger).toEqual({
      linesRead: 6,
      linesKept: 3,
      amountKept: 17.4,
      dropped: [
        { reason: 'no customer', lines: 1, amount: 10, first: 'line 6' },
        { reason: 'cancellation', lines: 1, amount: -15, first: 'line 5' },
        { reason: 'unit price not above 0', lines: 1, amount: 0, first: 'line 7' },
      ],
      customersInFile: 3,
      customersKept: 2,
      ordersKept: 2,
    });
    expect(ledgerTable(input).objects()).toEqual([
      { what: 'read', lines: 6, amount: null, note: '3 customers in the file' },
      { what: 'left out: no customer', lines: 1, amount: 10, note: 'first in line 6' },
      { what: 'left out: cancellation', lines: 1, amount: -15, note: 'first in line 5' },
      { what: 'left out: unit price not above 0', lines: 1, amount: 0, note: 'first in line 7' },
      {
        what: 'kept',
        lines: 3,
        amount: 17.4,
        note: '2 orders of 2 customers; 1 customer had no line that was kept',
      },
    ]);
    expect(mappingTable(input).array('value')).toEqual([
      'customer',
      'date',
      'order',
      'quantity',
      'unit price',
      'YYYY-MM-DD',
      'EUR',
      '2024-02-02',
    ]);
    expect(mappingTable(input).array('origin')).toEqual([...Array(6).fill('suggested'), 'given', 'default']);
  });

  it('takes empty texts for nothing, as parameters of notebooks give them', async () => {
    const empty = {
      customer: '',
      date: '',
      dateFormat: '',
      order: '',
      amount: '',
      quantity: '',
      unitPrice: '',
      currency: '',
      asOf: '',
    };
    const input = await readOrders(file('o.csv', lines), empty);
    expect(input.currency).toBe('not stated');
    expect(input.ledger.linesKept).toBe(3);
  });

  const gifts =
    'id,day,dollars\n1,2024-01-05,0\n1,2024-01-05,12.50\n2,2024-01-06,-3\n2,2024-01-07,\n2,,5\n2,2024-01-09,0.1\n';
  const giftColumns = { customer: 'id', date: 'day', amount: 'dollars' };

  it('keeps a stated amount of 0 and leaves out returns and what is missing', async () => {
    const { orders, ledger } = await readOrders(file('g.csv', gifts), giftColumns);
    expect(orders.objects()).toEqual([
      { customerId: '1', orderId: '1 2024-01-05', orderedAt: new Date('2024-01-05'), amount: 12.5, lines: 2 },
      { customerId: '2', orderId: '2 2024-01-09', orderedAt: new Date('2024-01-09'), amount: 0.1, lines: 1 },
    ]);
    expect(ledger.dropped).toEqual([
      { reason: 'no date', lines: 1, amount: 5, first: 'line 6' },
      { reason: 'no amount', lines: 1, first: 'line 5' },
      { reason: 'amount below 0', lines: 1, amount: -3, first: 'line 4' },
    ]);
  });

  it('makes each line an order when asked', async () => {
    const { orders } = await readOrders(file('g.csv', gifts), { ...giftColumns, order: 'line number' });
    expect(orders.array('orderId')).toEqual(['1', '2', '6']);
    const named = 'id,day,dollars,line number\n1,2024-01-05,1,A\n2,2024-01-05,1,A\n';
    const own = await readOrders(file('g.csv', named), { ...giftColumns, order: 'line number' });
    expect(own.orders.array('orderId')).toEqual(['A', 'A']);
  });

  it('groups by customer and day when asked, though there is an order id', async () => {
    const { orders } = await readOrders(file('o.csv', lines), { order: 'customer and day' });
    expect(orders.array('orderId')).toEqual(['007 2024-01-30', '008 2024-02-01']);
  });

  it('counts an order id that two customers share for each', async () => {
    const { orders } = await readOrders(
      file('x.csv', 'customer,date,order\na,2024-01-01,1\nb,2024-01-01,1\n'),
    );
    expect(orders.numRows()).toBe(2);
  });

  it('keeps orders whose ids all begin with a C', async () => {
    const content = 'customer,date,order\na,2024-01-01,C1\nb,2024-01-01,C2\nb,2024-01-02,C3\n';
    expect((await readOrders(file('c.csv', content))).orders.numRows()).toBe(3);
  });

  it.each(['NA', 'nan', 'NULL', ' '])('does not make a customer of %j', async (nobody) => {
    const content = `customer,date,amount\n${nobody},2024-01-01,5\n1,2024-01-01,1\n2,2024-01-01,1\n`;
    const { ledger } = await readOrders(file('n.csv', content));
    expect(ledger).toMatchObject({
      customersInFile: 2,
      dropped: [{ reason: 'no customer', lines: 1, amount: 5 }],
    });
  });

  it('has no amounts where the file has none', async () => {
    const input = await readOrders(file('d.csv', 'cust,date\n1,2024-01-01\n2,2024-01-02\n2,2024-01-03\n'));
    expect(input.orders.columnNames()).toEqual(['customerId', 'orderId', 'orderedAt', 'lines']);
    expect(input.ledger.amountKept).toBeUndefined();
    expect(mappingTable(input).array('field')).toEqual(['customer', 'date', 'order', 'dateFormat', 'asOf']);
  });

  it('reads the same from a table in memory', async () => {
    const table = tableOf({
      client: [7, 7, 8],
      placedAt: [new Date('2024-01-01T10:00Z'), new Date('2024-01-01T09:00Z'), new Date('2024-01-02')],
      revenue: [0.1, 0.2, 3],
    });
    const { orders, ledger } = await readOrders(table as never);
    expect(orders.objects()).toEqual([
      {
        customerId: '7',
        orderId: '7 2024-01-01',
        orderedAt: new Date('2024-01-01T09:00Z'),
        amount: 0.3,
        lines: 2,
      },
      { customerId: '8', orderId: '8 2024-01-02', orderedAt: new Date('2024-01-02'), amount: 3, lines: 1 },
    ]);
    expect(ledger.linesRead).toBe(3);
  });

  it('reads Parquet and JSON of any types', async () => {
    const path = file('o.parquet', '');
    await withDuckDb(listeningTask(), (duckdb) =>
      duckdb.run(`COPY (SELECT 9007199254740993 + i AS customer_id, DATE '2024-01-01' + i::INTEGER AS order_date,
          i::DECIMAL(9,2) + 0.05 AS amount, 2::TINYINT AS quantity FROM range(3) t(i))
        TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`),
    );
    const { orders } = await readOrders(path);
    expect(orders.array('customerId')).toEqual(['9007199254740993', '9007199254740994', '9007199254740995']);
    expect(orders.array('amount')).toEqual([0.05, 1.05, 2.05]);
    expect(orders.array('quantity')).toEqual([2, 2, 2]);
    const json = '{"user":17850.0,"date":20240131,"total":"1.5"}\n{"user":7,"date":20240201,"total":"2"}\n';
    const fromJson = await readOrders(file('o.jsonl', json), { date: 'date' });
    expect(fromJson.orders.array('customerId')).toEqual(['17850', '7']);
    expect(fromJson.orders.array('orderedAt')).toEqual([new Date('2024-01-31'), new Date('2024-02-01')]);
    expect(fromJson.orders.array('amount')).toEqual([1.5, 2]);
  });

  it('reads decimal commas and dotted dates', async () => {
    const content = 'Kunde;Datum;Betrag\nA;31.01.2024;1.234,50\nB;01.02.2024;12,5\nB;02.02.2024;7\n';
    const { orders, mapping } = await readOrders(file('de.csv', content));
    expect(orders.array('amount')).toEqual([1234.5, 12.5, 7]);
    expect(mapping.find(({ field }) => field === 'dateFormat')?.value).toBe('DD.MM.YYYY');
  });

  it('sums money exactly whatever the order of lines', async () => {
    const cents = fc.integer({ min: 1, max: 99_999_999 });
    await fc.assert(
      fc.asyncProperty(fc.array(cents, { minLength: 1, maxLength: 30 }), async (amounts) => {
        const body = amounts.map((amount) => `1,2024-01-01,${(amount / 100).toFixed(2)}`);
        const content = `customer,date,amount\n${body.join('\n')}\n2,2024-01-01,1\n`;
        const { orders } = await readOrders(file('m.csv', content), {
          customer: 'customer',
          amount: 'amount',
        });
        expect(orders.get('amount', 0)).toBe(amounts.reduce((a, b) => a + b, 0) / 100);
      }),
      { numRuns: 15 },
    );
  });

  // 150,000 lines: enough for DuckDB to use both threads for reading and for grouping.
  it('gives the same bytes in ten runs with one and two threads', async () => {
    const body = Array.from({ length: 150_000 }, (_, i) => {
      const price = ((i * 7919) % 99_991) / 1000;
      const customer = i === 100_000 ? '' : Math.floor(i / 30) % 3001;
      return `${customer},2024-01-${10 + (i % 20)},${Math.floor(i / 30)},${1 + (i % 7)},${price}`;
    });
    const path = file('many.csv', `customer,date,order,quantity,price\n${body.join('\n')}\n`);
    const hashes = new Set<string>();
    for (let run = 0; run < 10; run++) {
      const { orders, ledger } = await readOrders(path, { threads: 1 + (run % 2) });
      expect(ledger.dropped).toMatchObject([{ reason: 'no customer', lines: 1, first: 'line 100002' }]);
      const hash = createHash('sha256').update(JSON.stringify(ledger));
      for (const name of orders.columnNames()) hash.update(JSON.stringify(orders.array(name)));
      hashes.add(hash.digest('hex'));
    }
    expect(hashes.size).toBe(1);
  });

  it('tells how far it is', async () => {
    const task = listeningTask();
    await readOrders(file('o.csv', lines), {}, task);
    expect(task.fractions).toEqual([...task.fractions].sort((a, b) => a - b));
    expect(task.fractions.at(-1)).toBe(1);
  });
});

describe('readOrders says what is wrong', () => {
  const head = 'customer,date,order,amount\n';
  it.each([
    [
      'a text in the amount column',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,free\n2,2024-01-03,3,7\n`,
      {},
      'line 3, column "amount": "free" is not a number. Correct it, name it in missing, or name another column.',
      { amount: 'amount' },
    ],
    [
      'an infinite amount',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,inf\n2,2024-01-03,3,7\n`,
      { amount: 'amount' },
      'line 3, column "amount": "inf" is not a number.',
    ],
    [
      'an amount nobody can hold exactly',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,1e300\n2,2024-01-03,3,7\n`,
      {},
      'line 3, column "amount": "1e300" is not a number.',
    ],
    [
      'a date that is none',
      `${head}1,2024-01-01,1,5\n2,2024-02-30,2,6\n3,2024-01-03,3,7\n`,
      {},
      'line 3, column "date": "2024-02-30" is not a date like YYYY-MM-DD. Correct it, or say how dates are written with dateFormat.',
    ],
    [
      'dates of another format',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,6\n`,
      { dateFormat: 'DD.MM.YYYY' },
      'line 2, column "date": "2024-01-01" is not a date like DD.MM.YYYY. So is one more row: line 3.',
    ],
    [
      'a short date for a long format',
      `${head}1,19970101,1,5\n2,1997011,2,6\n`,
      { date: 'date', dateFormat: '%Y%m%d' },
      'line 3, column "date": "1997011" is not a date like %Y%m%d.',
    ],
    [
      'day and month exchanged',
      `${head}1,01/02/2024,1,5\n2,03/04/2024,2,6\n2,05/06/2024,2,6\n`,
      {},
      'column "date": day and month can be exchanged in every date. Say which it is: dateFormat: "DD/MM/YYYY" or "MM/DD/YYYY".',
    ],
    [
      'a column of no dates',
      `${head}1,Monday,1,5\n2,Tuesday,2,6\n`,
      { date: 'date' },
      'column "date" holds no dates that are recognised, for example "Monday". Say how they are written, for example dateFormat: "DD.MM.YYYY", or name another column as date.',
    ],
    [
      'a wrong column name',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,6\n`,
      { amount: 'amonut' },
      'readOrders: there is no column "amonut". Nearest: "amount". There are: customer, date, order, amount.',
    ],
    [
      'amount and unit price',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,6\n`,
      { amount: 'amount', unitPrice: 'amount' },
      'readOrders: give amount, or quantity and unitPrice, not amount and unitPrice.',
    ],
    [
      'a unit price without quantity',
      `${head}1,2024-01-01,1,5.5\n2,2024-01-02,2,6\n`,
      { unitPrice: 'amount' },
      'readOrders: unitPrice "amount" needs a quantity, and no column looks like one.',
    ],
    [
      'no customer column',
      'when,amount\n2024-01-01,5\n2024-01-02,6\n',
      {},
      'No column looks like the customer id. Name it: customer: "…". Found: date "when", amount "amount". Columns: when, amount.',
    ],
    [
      'an asOf before the last order',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2,6\n`,
      { asOf: '2024-01-01' },
      'readOrders: asOf 2024-01-01 is before the last order, 2024-01-02. Choose that day or a later one.',
    ],
    [
      'an asOf that is no day',
      `${head}1,2024-01-01,1,5\n`,
      { asOf: '2024-02-30' },
      'readOrders: asOf: "2024-02-30" is no day. Write it as YYYY-MM-DD, for example 2024-01-31.',
    ],
    [
      'no line left',
      `${head},2024-01-01,1,5\n,2024-01-02,2,6\n`,
      { customer: 'customer' },
      'none of 2 lines is an order: 2 no customer (first: line 2).',
    ],
    ['names without rows', head, {}, 'has no rows.'],
    [
      'ragged lines',
      `${head}1,2024-01-01,1,5\n2,2024-01-02,2\n`,
      {},
      'line 3: 3 values where the file has 4 columns.',
    ],
    ['an empty file', '', {}, '"…/orders.csv" is empty.'],
  ])('%s', async (_, content, options, sentence, more: ReadOrdersOptions = {}) => {
    expect(await complaint(content, { ...options, ...more })).toContain(sentence);
  });

  it('a file that is cut short in the middle', async () => {
    const body = Array.from({ length: 30_000 }, (_, i) => `${i},2024-01-01,${(i * 7919) % 1009},${i / 4}`);
    const packed = gzipSync(head + body.join('\n'));
    expect(await complaint(packed.subarray(0, packed.length - 3000))).toContain('damaged or cut short');
  });
});

describe.skipIf(!existsSync(shared))('readOrders on the files of ../shared', () => {
  const sample = `${shared}/cdnow/CDNOW_sample.txt`;
  const sampleColumns = { customer: 'column2', date: 'column3', dateFormat: 'YYYYMMDD', amount: 'column5' };

  // Totals of the data sets' README: 541,909 lines, 4,372 customers, value 9,747,747.934; kept by the classic
  // rule 397,884 lines, 4,338 customers, 18,532 invoices, 8,911,407.904 pounds.
  it('online-retail: the classic rule, with every line accounted for', async () => {
    const task = listeningTask();
    const input = await readOrders(`${shared}/online-retail/online_retail.csv.gz`, {}, task);
    expect(input.ledger).toMatchObject({
      linesRead: 541_909,
      linesKept: 397_884,
      amountKept: 8_911_407.904,
      ordersKept: 18_532,
      customersInFile: 4372,
      customersKept: 4338,
    });
    expect(input.ledger.dropped[0]).toMatchObject({
      reason: 'no customer',
      lines: 135_080,
      amount: 1_447_682.12,
    });
    const amounts = input.ledger.dropped.map(({ amount = 0 }) => amount);
    const total = [...amounts, 8_911_407.904].reduce((sum, amount) => sum + Math.round(amount * 1000), 0);
    expect(total).toBe(9_747_747_934);
    expect(input.ledger.dropped.reduce((sum, { lines }) => sum + lines, 0)).toBe(541_909 - 397_884);
    expect(input).toMatchObject({
      currency: 'not stated',
      asOf: '2011-12-10',
      firstDay: '2010-12-01',
      lastDay: '2011-12-09',
    });
    expect(input.orders.numRows()).toBe(18_532);
  });

  it('CDNOW: orders of nothing are kept', async () => {
    const input = await readOrders(`${shared}/cdnow/CDNOW_master.txt.gz`);
    expect(input.ledger).toMatchObject({
      linesRead: 69_659,
      linesKept: 69_659,
      amountKept: 2_500_315.63,
      customersKept: 23_570,
    });
    const byLine = await readOrders(`${shared}/cdnow/CDNOW_master.txt.gz`, { order: 'line number' });
    expect(byLine.orders.array('amount').filter((amount) => amount === 0)).toHaveLength(80);
    expect(byLine.orders.array('quantity').reduce((a = 0, b = 0) => a + b)).toBe(167_881);
  });

  it('CDNOW sample: customer and day, or each line', async () => {
    const days = await readOrders(sample, sampleColumns);
    expect(days.ledger).toMatchObject({ ordersKept: 6696, amountKept: 244_091.94, customersKept: 2357 });
    const each = await readOrders(sample, { ...sampleColumns, order: 'line number', dateFormat: '%Y%m%d' });
    expect(each.orders.numRows()).toBe(6919);
    expect(each.asOf).toBe('1998-07-01');
  });

  it('online-grocery: no amounts', async () => {
    const input = await readOrders(`${shared}/online-grocery/grocery_elog.csv`);
    expect(input.ledger).toMatchObject({ linesKept: 10_483, customersKept: 1525, ordersKept: 10_483 });
    expect(input).toMatchObject({ firstDay: '2006-01-01', lastDay: '2007-12-30' });
  });

  it('complete-journey: baskets', async () => {
    const input = await readOrders(`${shared}/complete-journey/transactions_sample.csv.gz`);
    expect(input.ledger).toMatchObject({ customersKept: 2377, ordersKept: 47_243, amountKept: 233_935.24 });
  });
});
