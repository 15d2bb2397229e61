import { existsSync } from 'node:fs';
import { suggestOrderColumns, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { testFolder } from './files.js';

const shared = '../shared/datasets';
const file = testFolder();
/** Three customers, repeated, in the columns named: customer, date, order, then numbers of the kind given. */
function csv(header: string, values: Readonly<Record<string, (i: number) => string | number>>): string {
  const rows = Array.from({ length: 40 }, (_, i) =>
    Object.values(values)
      .map((value) => value(i))
      .join(';'),
  );
  return `${header}\n${rows.join('\n')}\n`;
}
const customer = (i: number) => `K${1000 + ((i * 7) % 13)}`;
const date = (i: number) => `2024-0${1 + (i % 9)}-1${i % 10}`;
const order = (i: number) => 500_000 + i;
const money = (i: number) => (10 + (i * 37) / 100).toFixed(2);
const pieces = (i: number) => 1 + (i % 5);
const word = (i: number) => ['red', 'green', 'blue'][i % 3];

describe('suggestOrderColumns', () => {
  it.each([
    [
      'Customer ID;Order Date;Ship Date;Order ID;Sales;Quantity;Discount;Profit;Segment',
      {
        customer: 'Customer ID',
        date: 'Order Date',
        order: 'Order ID',
        amount: 'Sales',
        quantity: 'Quantity',
      },
      [customer, date, date, order, money, pieces, money, money, word],
    ],
    [
      'kundennummer;bestelldatum;bestellnummer;betrag;status',
      { customer: 'kundennummer', date: 'bestelldatum', order: 'bestellnummer', amount: 'betrag' },
      [customer, date, order, money, word],
    ],
    [
      'Kunden-Nr.;Rechnungsdatum;Rechnungs-Nr;Menge;Einzelpreis',
      {
        customer: 'Kunden-Nr.',
        date: 'Rechnungsdatum',
        order: 'Rechnungs-Nr',
        quantity: 'Menge',
        unitPrice: 'Einzelpreis',
      },
      [customer, date, order, pieces, money],
    ],
    [
      'Name;Email;Created at;Total;Discount Amount;Taxes;Lineitem name',
      { customer: 'Email', date: 'Created at', amount: 'Total' },
      [order, customer, date, money, money, money, word],
    ],
    [
      'order_id;customer_id;order_status;order_purchase_timestamp;order_delivered_customer_date;payment_value',
      {
        customer: 'customer_id',
        date: 'order_purchase_timestamp',
        order: 'order_id',
        amount: 'payment_value',
      },
      [order, customer, word, date, date, money],
    ],
    [
      'cliente;fecha;pedido;importe',
      { customer: 'cliente', date: 'fecha', order: 'pedido', amount: 'importe' },
      [customer, date, order, money],
    ],
    [
      '客户;日期;订单;金额',
      { customer: '客户', date: '日期', order: '订单', amount: '金额' },
      [customer, date, order, money],
    ],
    [
      'userId;purchasedAt;transactionId;unitPrice;qty',
      {
        customer: 'userId',
        date: 'purchasedAt',
        order: 'transactionId',
        unitPrice: 'unitPrice',
        quantity: 'qty',
      },
      [customer, date, order, money, pieces],
    ],
    [
      'INVOICE_NO;CUST_NO;TRANS_DT;DATE;NET_AMOUNT',
      { customer: 'CUST_NO', date: 'DATE', order: 'INVOICE_NO', amount: 'NET_AMOUNT' },
      [order, customer, word, date, money],
    ],
    ['client;day', { customer: 'client', date: 'day' }, [customer, date]],
    [
      'member;visited;price',
      { customer: 'member', date: 'visited', amount: 'price' },
      [customer, date, money],
    ],
  ])('understands %s', async (header, expected, values) => {
    const path = file('orders.csv', csv(header, { ...values } as never));
    const suggestion = await suggestOrderColumns(path);
    expect(suggestion.questions).toEqual([]);
    expect(suggestion.columns).toEqual(expected);
    expect(suggestion.reasons.map(({ column }) => column).sort()).toEqual(Object.values(expected).sort());
  });

  it('asks where two columns are equally likely', async () => {
    const header = 'customer_id;client_id;order_date;net_amount;gross_amount';
    const path = file('two.csv', csv(header, { customer, b: customer, date, money, f: money }));
    const { columns, questions } = await suggestOrderColumns(path);
    expect(columns).toEqual({ date: 'order_date' });
    expect(questions).toEqual([
      'Which column is the customer id: "customer_id" or "client_id"? Name it: customer: "customer_id".',
      'Which column is the amount of money: "net_amount" or "gross_amount"? Name it: amount: "net_amount".',
    ]);
  });

  it('keeps what is given, and proposes the rest', async () => {
    const header = 'customer_id;client_id;order_date;net_amount;gross_amount';
    const path = file('two.csv', csv(header, { customer, b: customer, date, money, f: money }));
    const given = { customer: 'client_id', amount: 'net_amount', order: '' };
    expect(await suggestOrderColumns(path, given)).toMatchObject({ columns: { date: 'order_date' } });
  });

  it('does not take contents that cannot be for what the name says', async () => {
    const header = 'customer_id;date;order;amount';
    const path = file('odd.csv', csv(header, { customer, word, order, b: word }));
    const { columns, questions } = await suggestOrderColumns(path);
    expect(columns).toEqual({ customer: 'customer_id', order: 'order' });
    expect(questions).toEqual(['No column looks like the date of the order. Name it: date: "…".']);
  });

  it('looks at tables too', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const table = tableOf({
      customerId: rows.map(customer),
      placedAt: rows.map((i) => new Date(Date.UTC(2024, 0, i + 1))),
      revenue: rows.map((i) => i + 0.5),
    });
    expect((await suggestOrderColumns(table as never)).columns).toEqual({
      customer: 'customerId',
      date: 'placedAt',
      amount: 'revenue',
    });
  });

  describe.skipIf(!existsSync(shared))('on the files of ../shared', () => {
    it.each([
      [
        'online-retail/online_retail.csv.gz',
        {
          customer: 'CustomerID',
          date: 'InvoiceDate',
          order: 'InvoiceNo',
          quantity: 'Quantity',
          unitPrice: 'UnitPrice',
        },
      ],
      [
        'cdnow/CDNOW_master.txt.gz',
        { customer: 'customer_id', date: 'date', amount: 'dollar_value', quantity: 'number_of_cds' },
      ],
      ['online-grocery/grocery_elog.csv', { customer: 'cust', date: 'date' }],
      [
        'complete-journey/transactions_sample.csv.gz',
        {
          customer: 'household_id',
          date: 'transaction_timestamp',
          order: 'basket_id',
          amount: 'sales_value',
          quantity: 'quantity',
        },
      ],
    ])('%s', async (name, expected) => {
      expect(await suggestOrderColumns(`${shared}/${name}`)).toMatchObject({
        columns: expected,
        questions: [],
      });
    });

    it('asks for the customer of CDNOW_sample.txt, which has two columns of ids and no names', async () => {
      const { columns, questions } = await suggestOrderColumns(`${shared}/cdnow/CDNOW_sample.txt`);
      expect(columns).toEqual({ date: 'column3', amount: 'column5' });
      expect(questions).toEqual([
        'Which column is the customer id: "column1" or "column2"? Name it: customer: "column1".',
      ]);
    });
  });
});
