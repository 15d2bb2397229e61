import { existsSync } from 'node:fs';
import {
  accountsSchema,
  applyMapping,
  campaignOutcomesSchema,
  campaignSendsSchema,
  checkQuality,
  checkSchema,
  customersSchema,
  eventsSchema,
  extendSchema,
  feedbackSchema,
  openTable,
  orderLinesSchema,
  ordersSchema,
  type RowOf,
  readTable,
  readWithSchema,
  type SchemaColumn,
  schema,
  serviceContactsSchema,
  socialPostsSchema,
  suggestChecks,
  suggestMapping,
  surveyAnswersSchema,
  type Table,
  tableOf,
  webSessionsSchema,
} from 'clientele';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { testFolder } from '../files.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const visits = schema('visits', 'one visit', {
  customerId: { type: 'text', role: 'id' },
  at: { type: 'date', past: true },
  pages: { type: 'whole number', min: 1, max: 99, basis: 'B4', unit: 'pages', purposes: ['analysis'] },
  mood: { type: 'ordered category', levels: ['bad', 'good'], required: false },
  spent: { type: 'money', required: false },
  mail: { type: 'text', pattern: '[^@]+@[^@]+', required: false },
});
type Visit = RowOf<typeof visits>;

describe('schema', () => {
  it('is the type of a row', () => {
    expectTypeOf<Visit>().toEqualTypeOf<{
      customerId: string;
      at: Date;
      pages: number;
      mood?: 'bad' | 'good' | null;
      spent?: number | null;
      mail?: string | null;
    }>();
    const typed = (table: Table<Visit>) => {
      // @ts-expect-error: a misspelt column is an error in the editor
      table.array('pagse');
      // @ts-expect-error: as is a level that is none
      return table.get('mood', 0) === 'goood';
    };
    expect(typed).toThrow();
  });

  it('refuses what contradicts itself', () => {
    expect(() => schema('s', 'r', { a: { type: 'ordered category' } })).toThrow('needs levels');
    expect(() => schema('s', 'r', { a: { type: 'number', levels: ['x'] } })).toThrow('has no levels');
    expect(() => schema('s', 'r', { a: { type: 'text', min: 1 } })).toThrow('no min or max');
    expect(() => schema('s', 'r', { a: { type: 'number', min: 2, max: 1 } })).toThrow('from 2 to 1');
    expect(() => schema('s', 'r', { a: { type: 'date', pattern: 'x' } })).toThrow('no pattern');
  });

  it('can be extended, with its type', () => {
    const more = extendSchema(visits, { shoe: { type: 'number' }, pages: { type: 'text' } });
    expectTypeOf<RowOf<typeof more>['shoe']>().toEqualTypeOf<number>();
    expectTypeOf<RowOf<typeof more>['pages']>().toEqualTypeOf<string>();
    expect(Object.keys(more.columns)).toEqual([...Object.keys(visits.columns), 'shoe']);
  });

  it.each([
    accountsSchema,
    campaignOutcomesSchema,
    campaignSendsSchema,
    customersSchema,
    eventsSchema,
    feedbackSchema,
    orderLinesSchema,
    ordersSchema,
    serviceContactsSchema,
    socialPostsSchema,
    surveyAnswersSchema,
    webSessionsSchema,
  ])('$name is ready: an id, a meaning for each column, one column by one name', (ready) => {
    const columns = Object.entries<SchemaColumn>(ready.columns);
    expect(columns.some(([, { role, required }]) => role === 'id' && required !== false)).toBe(true);
    for (const [name, { meaning }] of columns)
      expect([name, meaning ?? '']).toEqual([name, expect.stringMatching(/\w/)]);
    const known = columns.flatMap(([name, { names = [] }]) => [name, ...new Set(names)]);
    const twice = known.filter((name, i) => known.indexOf(name) !== i);
    expect(twice).toEqual([]);
  });

  it('names every basis from B1 to B8', () => {
    const all = [
      customersSchema,
      ordersSchema,
      orderLinesSchema,
      surveyAnswersSchema,
      accountsSchema,
      feedbackSchema,
    ];
    const bases = all.flatMap(({ columns }) =>
      Object.values<SchemaColumn>(columns).map(({ basis }) => basis),
    );
    for (const basis of ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8']) expect(bases).toContain(basis);
  });
});

describe('checkSchema', () => {
  const table = tableOf(
    {
      extra: [1, 2],
      pages: [3, 99],
      customerId: [7, 8],
      at: [day('2024-01-01'), day('2024-01-02')],
      mood: ['good', null],
    },
    { pages: { title: 'Pages seen' } },
  );

  it('gives the typed table with what the schema knows, ids as texts', () => {
    const typed = checkSchema(table, visits);
    expectTypeOf(typed).toEqualTypeOf<Table<Visit>>();
    expect(typed.columnNames()).toEqual(['customerId', 'at', 'pages', 'mood', 'extra']);
    expect(typed.array('customerId')).toEqual(['7', '8']);
    expect(typed.info.pages).toEqual({
      title: 'Pages seen',
      unit: 'pages',
      basis: 'B4',
      purposes: ['analysis'],
    });
    expect(checkSchema(table, visits, { extra: 'leave out' }).columnNames()).not.toContain('extra');
  });

  it('keeps columns with the names of JavaScript itself', () => {
    const odd = {
      customerId: ['a'],
      at: [day('2024-01-01')],
      pages: [1],
      constructor: ['c'],
      toString: ['t'],
    };
    const typed = checkSchema(tableOf(odd as never), visits);
    expect(typed.columnNames()).toEqual(['customerId', 'at', 'pages', 'constructor', 'toString']);
  });

  it('lists every misfit', () => {
    const wrong = tableOf({
      custmerId: ['a', 'b', 'c'],
      at: [day('2024-01-01'), '2024-01-02', null],
      pages: [0, 1.5, 100],
      mood: ['good', 'so so', 'awful'],
      spent: ['1', 2, 3],
      mail: ['a@b', 'nobody', null],
    });
    expect(() => checkSchema(wrong, visits)).toThrow(
      [
        'checkSchema: the table is not of the schema "visits":',
        '- there is no column "customerId", nearest "custmerId"',
        '- column "at" is no Date in 1 of 3 rows, first in row 2: "2024-01-02"',
        '- column "at" is missing in 1 of 3 rows, first in row 3',
        '- column "pages" is below 1 in 1 of 3 rows, first in row 1: 0',
        '- column "pages" is no whole number in 1 of 3 rows, first in row 2: 1.5',
        '- column "pages" is above 99 in 1 of 3 rows, first in row 3: 100',
        '- column "mood" is none of bad, good in 2 of 3 rows, first in row 2: "so so"',
        '- column "spent" is no number in 1 of 3 rows, first in row 1: "1"',
        '- column "mail" has not the form [^@]+@[^@]+ in 1 of 3 rows, first in row 2: "nobody"',
      ].join('\n'),
    );
    const misspelt = tableOf({
      customerId: ['a'],
      orderId: ['1'],
      orderedAt: [day('2024-01-01')],
      discunt: [1],
    });
    expect(() => checkSchema(misspelt, ordersSchema)).toThrow(
      'column "discunt" is not in the schema, which has "discount"',
    );
    expect(checkSchema(misspelt, ordersSchema, { extra: 'leave out' }).numCols()).toBe(3);
    expect(() => checkSchema(table, visits, { extra: 'refuse' })).toThrow(
      'column "extra" is not in the schema',
    );
  });
});

describe('suggestChecks', () => {
  it('asks of a table what its schema says', async () => {
    const table = tableOf({
      customerId: ['a', 'b ', null],
      at: [day('2024-01-01'), day('2030-01-01'), day('2024-01-01')],
      pages: [1, 0, 5],
      mood: ['good', 'so so', null],
    });
    const report = await checkQuality(table, suggestChecks(visits, table), { asOf: '2026-01-01' });
    const failed = report.results.filter(({ status }) => status === 'failed');
    expect(failed.map(({ kind, columns, failing }) => [kind, columns[0], failing])).toEqual([
      ['notNull', 'customerId', 1],
      ['noStrayBlanks', 'customerId', 1],
      ['notInFuture', 'at', 1],
      ['inRange', 'pages', 1],
      ['inSet', 'mood', 1],
    ]);
  });
});

describe('suggestMapping', () => {
  it.each([
    ['de', ['Kunden-Nr.', 'Bestellnummer', 'Bestelldatum', 'Umsatz']],
    ['fr', ['numero_client', 'commande', 'date_commande', 'Montant']],
    ['es', ['ID Cliente', 'Pedido', 'Fecha', 'Importe']],
    ['zh', ['客户编号', '订单号', '日期', '金额']],
    ['en', ['CustomerID', 'InvoiceNo', 'InvoiceDate', 'order_total']],
  ])('knows names in %s', (_, [customer, order, date, amount]) => {
    const table = tableOf({
      [amount]: [1, 2.5],
      [date]: [day('2024-01-01'), day('2024-01-02')],
      [order]: ['x1', 'x2'],
      [customer]: ['a', 'a'],
      colour: ['red', 'blue'],
    } as Record<string, unknown[]>);
    const { mapping, questions, left } = suggestMapping(table, ordersSchema);
    expect(mapping).toEqual({ customerId: customer, orderId: order, orderedAt: date, amount });
    expect([questions, left]).toEqual([[], ['colour']]);
  });

  it('asks where it cannot know', () => {
    const table = tableOf({ kunde: ['a'], member_id: ['b'], date: ['31/01/2024'] });
    const { questions, mapping, reasons } = suggestMapping(table, ordersSchema);
    expect(questions).toEqual([
      'Is "customerId" in "kunde" or in "member_id"?',
      'Which column is "orderId" (The order)?',
    ]);
    expect(mapping.orderedAt).toBe('date');
    expect(reasons.find(({ column }) => column === 'orderedAt')?.reason).toContain('dateFormat');
  });

  it('does not believe a name against the contents', () => {
    const table = tableOf({ date: ['yes', 'no'], when: [1, 2], id: ['a', 'b'], order: ['1', '2'] });
    expect(suggestMapping(table, ordersSchema).mapping).not.toHaveProperty('orderedAt');
  });
});

describe('applyMapping', () => {
  it('reads what can be read in one way', () => {
    const file = tableOf({
      Nr: [1, 2],
      x: ['2024-02-29', '2024-03-01 10:30'],
      p: ['3', ' 4 '],
      m: ['GOOD', null],
    });
    const typed = applyMapping(file, visits, { customerId: 'Nr', at: 'x', pages: 'p', mood: 'm' });
    expect(typed.objects()).toEqual([
      { customerId: '1', at: day('2024-02-29'), pages: 3, mood: 'good' },
      { customerId: '2', at: new Date('2024-03-01T10:30:00Z'), pages: 4, mood: null },
    ]);
    const consent = tableOf({ id: ['a', 'b', 'c', 'd'], ok: ['Ja', 'no', '1', null] });
    const people = applyMapping(consent, customersSchema, { customerId: 'id', mayMarket: 'ok' });
    expect(people.array('mayMarket')).toEqual([true, false, true, null]);
  });

  it('refuses dates that can be read in two ways, days that are none, and names that are not there', () => {
    const file = tableOf({ Nr: [1], x: ['01/02/2024'], p: [3], y: ['2023-02-29'] });
    expect(() => applyMapping(file, visits, { customerId: 'Nr', at: 'x', pages: 'p' })).toThrow(
      '"at" is no Date',
    );
    expect(() => applyMapping(file, visits, { customerId: 'Nr', at: 'y', pages: 'p' })).toThrow(
      '"at" is no Date',
    );
    expect(() => applyMapping(file, visits, { customerId: 'nr1' })).toThrow('Nearest: "Nr"');
    expect(() => applyMapping(file, visits, { custmerId: 'Nr' } as never)).toThrow('Nearest: "customerId"');
    expect(() => applyMapping(file, visits, { customerId: 'Nr', mail: 'Nr' })).toThrow(
      'stands for two columns',
    );
  });
});

const file = testFolder();
describe('readWithSchema', () => {
  const visitsFile = 'customerId,at,pages,mood,else\n007,2024-01-31,3,good,1\n0123,2024-02-01,4,,2\n';

  it('reads the columns of the schema, with its type', async () => {
    const typed = await readWithSchema(file('v.csv', visitsFile), visits);
    expectTypeOf(typed).toEqualTypeOf<Table<Visit>>();
    expect(typed.objects()).toEqual([
      { customerId: '007', at: day('2024-01-31'), pages: 3, mood: 'good' },
      { customerId: '0123', at: day('2024-02-01'), pages: 4, mood: null },
    ]);
    expect(typed.info.pages).toMatchObject({ basis: 'B4', unit: 'pages' });
  });

  it('takes a mapping and a form of dates', async () => {
    const path = file('k.csv', 'Kunde;Tag;Seiten;Werbung\n01;03.02.2024;5;x\n');
    const mapping = { customerId: 'Kunde', at: 'Tag', pages: 'Seiten' };
    const typed = await readWithSchema(path, visits, { mapping, dateFormat: 'DD.MM.YYYY' });
    expect(typed.objects()).toEqual([{ customerId: '01', at: day('2024-02-03'), pages: 5 }]);
    await expect(readWithSchema(path, visits)).rejects.toThrow(
      'stands for customerId, at, pages. Say which in mapping',
    );
    await expect(readWithSchema(path, visits, { mapping: { ...mapping, at: 'Tage' } })).rejects.toThrow(
      'Nearest: "Tag"',
    );
  });

  it('names the value that does not fit', async () => {
    const path = file('w.csv', visitsFile.replace(',3,', ',many,'));
    await expect(readWithSchema(path, visits)).rejects.toThrow(/line 2.*pages.*many/s);
    const low = file('l.csv', visitsFile.replace(',3,', ',0,'));
    await expect(readWithSchema(low, visits)).rejects.toThrow(
      '"pages" is below 1 in 1 of 2 rows, first in row 1: 0',
    );
  });
});

const data = '../shared/datasets';
describe.skipIf(!existsSync(data))('schemas on ../shared/datasets', () => {
  it('maps the customers of customer-personality and names who was born in 1893', async () => {
    const file = await readTable(`${data}/customer-personality/marketing_campaign.csv`, {
      missing: ['NA'],
      dateFormat: 'DD-MM-YYYY',
    });
    const { mapping, questions } = suggestMapping(file, customersSchema);
    expect(mapping).toMatchObject({
      customerId: 'ID',
      birthYear: 'Year_Birth',
      income: 'Income',
      education: 'Education',
      maritalStatus: 'Marital_Status',
      customerSince: 'Dt_Customer',
    });
    expect(questions).toEqual([]);
    expect(() => applyMapping(file, customersSchema, mapping)).toThrow(
      /"birthYear" is below 1900 in 2 of 2240 rows/,
    );
  });

  // Which column is which stands in the README of the data sets.
  it.each([
    ['telco-churn/Telco-Customer-Churn.csv', customersSchema, { customerId: 'customerID', gender: 'gender' }],
    [
      'bank-marketing-sample/bank.csv',
      customersSchema,
      { age: 'age', education: 'education', occupation: 'job', maritalStatus: 'marital' },
    ],
    [
      'complete-journey/transactions_sample.csv.gz',
      orderLinesSchema,
      {
        customerId: 'household_id',
        orderId: 'basket_id',
        orderedAt: 'transaction_timestamp',
        product: 'product_id',
        quantity: 'quantity',
        amount: 'sales_value',
        discount: 'retail_disc',
      },
    ],
    [
      'complete-journey/campaigns.csv',
      campaignSendsSchema,
      { customerId: 'household_id', campaign: 'campaign_id' },
    ],
    [
      'forbes-2000/forbes2000.csv',
      accountsSchema,
      { company: 'name', industry: 'category', revenue: 'sales', country: 'country' },
    ],
    [
      'adult-income/adult.data.csv.gz',
      customersSchema,
      {
        age: 'age',
        education: 'education',
        occupation: 'occupation',
        maritalStatus: 'marital-status',
        gender: 'sex',
        country: 'native-country',
      },
    ],
    [
      'margarine-panel/households.csv',
      customersSchema,
      { customerId: 'hhid', income: 'Income', householdSize: 'Fam_Size' },
    ],
  ] as const)('maps %s, and nothing more', async (path, ready, expected) => {
    expect(suggestMapping(await readTable(`${data}/${path}`), ready).mapping).toEqual(expected);
  });

  it('maps the lines of online-retail, and checks them where they are', async () => {
    const path = `${data}/online-retail/online_retail.csv.gz`;
    const lines = await openTable(path, { types: { CustomerID: 'text', InvoiceNo: 'text' } });
    const own = schema('lines', 'one line', {
      CustomerID: { type: 'text', role: 'id' },
      InvoiceDate: { type: 'date', past: true },
      Quantity: { type: 'whole number' },
    });
    const report = await checkQuality(lines, suggestChecks(own, lines), { asOf: '2011-12-31' });
    const failed = report.results.filter(({ status }) => status === 'failed');
    expect(failed.map(({ kind, failing }) => [kind, failing])).toEqual([['notNull', 135_080]]);
  });
});
