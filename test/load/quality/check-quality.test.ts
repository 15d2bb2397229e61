import { existsSync } from 'node:fs';
import {
  call,
  checkQuality,
  column,
  columnPair,
  dateOrder,
  duplicateRows,
  foreignKey,
  fresh,
  holds,
  inRange,
  inSet,
  matches,
  missingAtMost,
  noDuplicateCustomers,
  noNearDuplicates,
  noOutliers,
  noStrayBlanks,
  notConstant,
  notInFuture,
  notNegative,
  notNull,
  ofType,
  oneCurrency,
  oneSpelling,
  openTable,
  type QualityCheck,
  readTable,
  requireQuality,
  rowCount,
  tableOf,
  textLength,
  unique,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../files.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const customers = tableOf({
  id: ['a', 'b', 'b', ' d', 'A', null, '  '],
  name: ['Anna Meyer', 'Bo Li', 'Bo Li', 'Mayer, Anna', 'Cem Öz', 'Eva Roth', 'Eva Roth'],
  zip: ['10115', '20095', '20095', '10115', '1', '80331', '80331'],
  age: [34, 17, 17, 251, 40, null, 55],
  since: [
    ...['2024-01-01', '2024-02-30', '2024-02-30'].map(() => day('2024-01-01')),
    day('2024-06-01'),
    day('2027-01-01'),
    null,
    day('2024-03-01'),
  ],
  last: [
    day('2024-05-01'),
    day('2023-12-31'),
    null,
    day('2024-06-01'),
    day('2027-01-02'),
    null,
    day('2024-03-02'),
  ],
  currency: ['EUR', 'EUR', 'EUR', 'USD', 'EUR', 'EUR', null],
  channel: ['web', 'Web ', 'shop', 'web', 'shop', 'fax', 'web'],
  mixed: ['12', 'x', 12, '1e3', ' 7 ', null, '2024-02-31'],
  same: [1, 1, 1, 1, 1, 1, null],
  spent: [10, 12, 11, 13, -9, 12, 5000],
});
const other = tableOf({ customer: ['a', 'b', 'A', 'a'] });

// Failing rows of each check, counted by hand from the seven rows above.
const byHand: [QualityCheck, { failing: number | null; of: number | null; rows: number[] }][] = [
  [notNull('id'), { failing: 2, of: 7, rows: [6, 7] }],
  [missingAtMost('age', 0.1), { failing: 1, of: 7, rows: [6] }],
  [unique('id'), { failing: 1, of: 5, rows: [3] }],
  [unique(['name', 'zip']), { failing: 2, of: 7, rows: [3, 7] }],
  [duplicateRows(['id', 'name', 'zip', 'age']), { failing: 1, of: 7, rows: [3] }],
  [inRange('age', { min: 18, max: 110 }), { failing: 3, of: 6, rows: [2, 3, 4] }],
  [inRange('since', { max: day('2026-12-31') }), { failing: 1, of: 6, rows: [5] }],
  [inSet('channel', ['web', 'shop']), { failing: 2, of: 7, rows: [2, 6] }],
  [inSet('age', [17, 34, 40, 55]), { failing: 1, of: 6, rows: [4] }],
  [matches('zip', '\\d{5}'), { failing: 1, of: 7, rows: [5] }],
  [ofType('mixed', 'number'), { failing: 2, of: 6, rows: [2, 7] }],
  [ofType('mixed', 'whole number'), { failing: 3, of: 6, rows: [2, 4, 7] }],
  [ofType('age', 'date'), { failing: 6, of: 6, rows: [1, 2, 3, 4, 5, 7] }],
  [ofType('age', 'whole number'), { failing: 0, of: 6, rows: [] }],
  [notInFuture('since'), { failing: 1, of: 6, rows: [5] }],
  [dateOrder('since', 'last'), { failing: 1, of: 5, rows: [2] }],
  [columnPair('since', 'both or neither', 'last'), { failing: 1, of: 7, rows: [3] }],
  [columnPair('age', 'less', 'spent'), { failing: 5, of: 6, rows: [1, 2, 3, 4, 5] }],
  [columnPair('id', 'equal', 'name'), { failing: 5, of: 5, rows: [1, 2, 3, 4, 5] }],
  [foreignKey('id', other, 'customer'), { failing: 1, of: 5, rows: [4] }],
  [noDuplicateCustomers({ name: 'name', postal: 'zip' }), { failing: 2, of: 7, rows: [3, 7] }],
  [noOutliers('spent'), { failing: 2, of: 7, rows: [5, 7] }],
  [noOutliers('spent', { method: 'quartiles' }), { failing: 2, of: 7, rows: [5, 7] }],
  [notConstant('same'), { failing: 6, of: 6, rows: [] }],
  [notConstant('currency', { share: 0.8 }), { failing: 5, of: 6, rows: [] }],
  [textLength('zip', { min: 5, max: 5 }), { failing: 1, of: 7, rows: [5] }],
  [noStrayBlanks('id'), { failing: 1, of: 5, rows: [4] }],
  [oneSpelling('channel'), { failing: 4, of: 7, rows: [1, 2, 4, 7] }],
  [oneCurrency('currency'), { failing: 1, of: 6, rows: [4] }],
  [notNegative('spent'), { failing: 1, of: 7, rows: [5] }],
  [rowCount({ min: 8 }), { failing: null, of: null, rows: [] }],
  [fresh('last', 30, { asOf: '2027-03-01' }), { failing: null, of: null, rows: [] }],
  [
    holds(
      'fax is for those over 60',
      ['channel', 'age'],
      call('or', call('not', call('equal', column('channel'), 'fax')), call('less', 60, column('age'))),
    ),
    { failing: 0, of: 6, rows: [] },
  ],
];
// Outliers by hand: sorted -9 10 11 12 12 13 5000, median 12, distances 0 0 1 1 2 21 4988, their median 1:
// fences 12 -+ 3.5 * 1.4826 = 6.8 and 17.2. Quartiles 10.5 and 12.5: fences 4.5 and 18.5.

describe('checkQuality', () => {
  it.each(['memory', 'engine'] as const)('counts as counted by hand, in %s', async (where) => {
    const checks = byHand.map(([check]) => check);
    const report = await checkQuality(customers, checks, { asOf: '2026-01-01', where });
    expect(report.rows).toBe(7);
    for (const [i, [check, { failing, of, rows }]] of byHand.entries()) {
      const result = report.results[i];
      expect([check.rule, result.failing, result.of]).toEqual([check.rule, failing, of]);
      expect([check.rule, result.firstRows.map(({ row }) => row)]).toEqual([check.rule, rows]);
      const holds = failing === 0;
      expect([check.rule, result.status]).toEqual([check.rule, holds ? 'passed' : 'failed']);
    }
  });

  it('finds customers under two spellings of their name', async () => {
    const report = await checkQuality(customers, [noNearDuplicates({ name: 'name', postal: 'zip' })], {
      key: 'id',
    });
    expect(report.results[0]).toMatchObject({ failing: 3, of: 7, status: 'failed' });
    expect(report.results[0].firstRows.map(({ row, key }) => [row, key])).toEqual([
      [3, 'b'],
      [4, ' d'],
      [7, '  '],
    ]);
    // By hand: 9 of 10 letters in common, one pair swapped: (0.9 + 0.9 + 8/9) / 3 = 0.896; four letters in front: 0.938.
    expect(report.results[0].firstRows[1].value).toBe(
      '"Mayer, Anna" "10115", row 1: "Anna Meyer" "10115", similarity 0.94',
    );
  });

  it('says in one sentence what holds, and gives a finding for each failure', async () => {
    const good = await checkQuality(customers, [notNull('name'), rowCount({ max: 7 })]);
    expect([good.verdict, good.passed, good.findings]).toEqual(['All 2 checks of 7 rows passed.', true, []]);
    expect(() => requireQuality(good)).not.toThrow();
    const bad = await checkQuality(customers, [inRange('age', { max: 110 }), notNull('id'), notNull('zip')]);
    expect(bad.verdict).toBe(
      '2 of 3 checks of 7 rows failed (1 error, 1 warning), first of them: "id" is filled (2 rows break it, 28.6% of 7).',
    );
    expect(bad.findings.map(({ key, severity }) => [key, severity])).toEqual([
      ['P4', 'error'],
      ['P4', 'warning'],
    ]);
    expect(bad.findings[1].sentence).toBe(
      'Does not hold: "age" is at most 110 (1 row breaks it, 16.7% of 6).',
    );
    expect(() => requireQuality(bad)).toThrow('requireQuality: 2 of 3 checks');
  });

  it('lets a share fail where it is allowed', async () => {
    const status = async (allowed: number) =>
      (await checkQuality(customers, [notNull('id', { allowed })])).results[0].status;
    expect([await status(0.28), await status(0.29)]).toEqual(['failed', 'passed']);
  });

  it('lists at most as many rows as asked for, with their key', async () => {
    const report = await checkQuality(customers, [inRange('age', { min: 18, max: 110 })], {
      key: 'name',
      listed: 2,
    });
    expect(report.failingRows.objects()).toEqual([
      { rule: '"age" is from 18 to 110', row: 2, key: 'Bo Li', value: '17' },
      { rule: '"age" is from 18 to 110', row: 3, key: 'Bo Li', value: '17' },
    ]);
    expect(report.failingRows.info.key.role).toBe('id');
  });

  it('keeps ids out of what it shows', async () => {
    const table = tableOf({ id: ['secret-1', 'secret-1'] }, { id: { role: 'id' } });
    const report = await checkQuality(table, [unique('id')]);
    const shown = JSON.stringify(report[Symbol.for('Jupyter.display') as never]);
    expect(shown ?? '').not.toContain('secret-1');
    const bundle = (report as unknown as Record<symbol, () => unknown>)[Symbol.for('Jupyter.display')]();
    expect(JSON.stringify(bundle)).not.toContain('secret-1');
    expect(JSON.stringify(bundle)).toContain('Failing rows');
    const twice = await checkQuality(customers, [noDuplicateCustomers({ name: 'name', postal: 'zip' })]);
    expect(twice.failingRows.info.value.role).toBe('id');
  });

  it('judges a table without rows', async () => {
    const none = tableOf<{ id: string }>({ id: [] });
    const report = await checkQuality(none, [notNull('id'), unique('id'), rowCount({ min: 1 })]);
    expect(report.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'failed']);
  });

  it('does not judge outliers where half of the values are the same', async () => {
    const report = await checkQuality(tableOf({ x: [1, 1, 1, 900] }), [noOutliers('x')]);
    expect(report.results[0].status).toBe('not judged');
    expect(report.verdict).toBe('All 0 judged checks of 4 rows passed. 1 check could not be judged.');
  });

  it('says what it needs', async () => {
    await expect(checkQuality(customers, [])).rejects.toThrow('checkQuality needs checks');
    await expect(checkQuality(customers, [notNull('nmae')])).rejects.toThrow('Nearest: "name"');
    await expect(checkQuality(customers, [notInFuture('since')])).rejects.toThrow('notInFuture needs asOf');
    await expect(checkQuality(customers, [inRange('name', { min: 1 })])).rejects.toThrow('needs numbers');
    await expect(checkQuality(customers, [inRange('since', { min: 1 })])).rejects.toThrow(
      'its ends are numbers',
    );
    await expect(checkQuality(customers, [inSet('name', [1])])).rejects.toThrow('the set has 1');
    await expect(checkQuality(customers, [foreignKey('id', other, 'custmer')])).rejects.toThrow('"customer"');
    await expect(checkQuality(customers, [fresh('age', 1)], { asOf: '2026-01-01' })).rejects.toThrow(
      'not dates',
    );
    await expect(checkQuality(customers, [foreignKey('since', other, 'customer')])).rejects.toThrow(
      'of type time',
    );
    await expect(checkQuality(customers, [oneCurrency('age')])).rejects.toThrow('not texts');
    await expect(checkQuality(tableOf({ '@row': [1] }), [notNull('@row')])).rejects.toThrow('begins with @');
    expect(() => inRange('x', {})).toThrow('inRange needs min or max');
    expect(() => inRange('x', { min: 2, max: 1 })).toThrow('from 2 to 1');
    expect(() => matches('x', '(?=a)')).toThrow('not every engine');
    expect(() => matches('x', '(')).toThrow('no regular expression');
    expect(() => notNull('x', { severity: 'fatal' as never })).toThrow('note, warning or error');
    expect(() => ofType('x', 'money' as never)).toThrow('is no type');
  });
});

const file = testFolder();
const hostile = [
  '"',
  '中文 列',
  'select',
  'a b',
  '"; DROP TABLE rows; --',
  "o'clock",
  'Ä',
  'ä',
  '$1',
  '%s',
  'constructor',
];

describe('checkQuality in memory and in DuckDB', () => {
  const text = fc.oneof(
    fc.constantFrom(
      null,
      '',
      ' ',
      'a',
      'A',
      'a ',
      'b',
      'a  b',
      '12',
      '-3.5',
      '2024-01-31',
      '中',
      "'; --",
      '\u00a0',
      'a\nb',
    ),
    fc.string({ maxLength: 4, unit: fc.constantFrom(...'ab 1.é"\'') }),
  );
  const number = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -3, max: 3 }),
    fc.double({ min: -9, max: 9, noNaN: true }),
  );
  const date = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 9 }).map((n) => new Date(n * 43_200_000)),
  );
  const rows = fc.array(fc.record({ t: text, u: text, n: number, m: number, d: date, e: date }), {
    minLength: 1,
    maxLength: 25,
  });

  it('gives the same counts and the same failing rows, whatever the columns are called', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.shuffledSubarray(hostile, { minLength: 6, maxLength: 6 }),
        async (list, names) => {
          const [t, u, n, m, d, e] = names;
          const values = <K extends keyof (typeof list)[number]>(key: K) => list.map((row) => row[key]);
          const plus = (value: number | null) =>
            value === null ? null : value + 0.5 === 0 ? 0 : value + 0.5;
          const table = tableOf({
            [t]: values('t'),
            [u]: values('u'),
            [n]: values('n').map(plus),
            [m]: values('m').map(plus),
            [d]: values('d'),
            [e]: values('e'),
          } as Record<string, unknown[]>);
          const has = (name: string) => table.array(name).some((value) => value !== null);
          const checks = [
            ...[
              notNull(t),
              unique(t),
              unique([t, u]),
              inSet(t, ['a', 'b']),
              matches(t, '[ab]\\s.*|\\p{Lu}'),
              ofType(t, 'number'),
            ],
            ...[
              ofType(t, 'date'),
              textLength(t, { min: 2, max: 3 }),
              noStrayBlanks(t),
              oneSpelling(t),
              oneCurrency(u),
            ],
            ...[
              duplicateRows(names),
              missingAtMost(n, 0.2),
              notConstant(t, { share: 0.5 }),
              foreignKey(t, table, u),
            ],
            ...[noDuplicateCustomers({ email: t, name: u, postal: t }), rowCount({ min: 3, max: 9 })],
            columnPair(t, 'both or neither', n),
            ...(has(n) && has(m)
              ? [
                  inRange(n, { min: -1.5, max: 2 }),
                  notNegative(n),
                  columnPair(n, 'at most', m),
                  noOutliers(n),
                  notConstant(m),
                ]
              : []),
            ...(has(n) ? [noOutliers(n, { method: 'quartiles', factor: 1 }), foreignKey(n, table, n)] : []),
            ...(has(d) && has(e)
              ? [dateOrder(d, e), notInFuture(d), fresh(e, 2), inRange(d, { max: new Date(86_400_000) })]
              : []),
          ];
          const [memory, engine] = await Promise.all(
            (['memory', 'engine'] as const).map((where) =>
              checkQuality(table, checks, { where, key: u, asOf: '1970-01-03', threads: 1 }),
            ),
          );
          expect(engine.results).toEqual(memory.results);
          expect(engine.verdict).toBe(memory.verdict);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('looks into files without reading them', async () => {
    const path = file('o.csv', 'id,"a ""b""; DROP",zip\n1,x,10115\n2,,\n3,y,1\n3,y,1\n');
    const table = await openTable(path, { types: { zip: 'text' } });
    const tricky = 'a "b"; DROP';
    const checks = [
      notNull(tricky),
      unique('id'),
      matches('zip', '\\d{5}'),
      foreignKey('id', tableOf({ k: ['1', '3'] }), 'k'),
    ];
    const report = await checkQuality(table, checks, { key: 'id' });
    expect(report.results.map(({ failing }) => failing)).toEqual([1, 1, 2, 1]);
    expect(report.results[0].firstRows).toEqual([{ key: '2', value: 'missing' }]);
    await expect(checkQuality(table, [noNearDuplicates({ name: tricky })])).rejects.toThrow('in memory');
  });
});

const data = '../shared/datasets';
describe.skipIf(!existsSync(data))('checkQuality on ../shared/datasets', () => {
  it('finds what is known to be dirty in customer-personality', async () => {
    const table = await readTable(`${data}/customer-personality/marketing_campaign.csv`, { missing: ['NA'] });
    const known = ['Married', 'Together', 'Single', 'Divorced', 'Widow'];
    const report = await checkQuality(
      table,
      [
        unique('ID'),
        missingAtMost('Income', 0.02),
        inRange('Year_Birth', { min: 1914 }),
        noOutliers('Income', { method: 'quartiles' }),
        inSet('Marital_Status', known),
        notConstant('Z_CostContact'),
        notConstant('Z_Revenue'),
        notConstant('Response', { share: 0.9 }),
      ],
      { key: 'ID' },
    );
    const [ids, income, birth, far, marital, cost, revenue, response] = report.results;
    expect([ids.failing, income.failing, income.status]).toEqual([0, 24, 'passed']);
    expect(birth.firstRows.map(({ value }) => value)).toEqual(expect.arrayContaining(['1893']));
    expect(far.firstRows.map(({ value }) => value)).toContain('666666');
    expect(new Set(marital.firstRows.map(({ value }) => value))).toEqual(
      new Set(['"Alone"', '"Absurd"', '"YOLO"']),
    );
    expect([cost.status, revenue.status, response.status]).toEqual(['failed', 'failed', 'passed']);
    expect([response.failing, response.of]).toEqual([2240 - 334, 2240]);
  });

  it('finds the gaps and the duplicates of online-retail where the file is', async () => {
    const table = await openTable(`${data}/online-retail/online_retail.csv.gz`, {
      types: { CustomerID: 'text', InvoiceNo: 'text' },
    });
    const report = await checkQuality(
      table,
      [
        notNull('CustomerID'),
        notNull('Description'),
        duplicateRows([...table.columns.keys()]),
        matches('InvoiceNo', '[0-9]+'),
      ],
      { key: 'InvoiceNo' },
    );
    expect(report.rows).toBe(541_909);
    expect(report.results.slice(0, 3).map(({ failing }) => failing)).toEqual([135_080, 1454, 5268]);
  });

  it('finds the blanks of telco-churn and the question marks of adult-income', async () => {
    const telco = await openTable(`${data}/telco-churn/Telco-Customer-Churn.csv`, {
      types: { TotalCharges: 'text' },
    });
    const report = await checkQuality(telco, [notNull('TotalCharges'), ofType('TotalCharges', 'number')], {
      key: 'customerID',
    });
    expect(report.results.map(({ failing, of }) => [failing, of])).toEqual([
      [11, 7043],
      [0, 7032],
    ]);
    const adult = await readTable(`${data}/adult-income/adult.data.csv.gz`);
    const asked = ['workclass', 'occupation', 'native-country'];
    const none = asked.map((name) => call('not', call('equal', call('trimmed', column(name)), '?')));
    const marks = await checkQuality(adult, [holds('no ? stands for a value', asked, call('and', ...none))]);
    expect(marks.results[0].failing).toBe(2399);
  });

  it('follows the keys of complete-journey', async () => {
    const folder = `${data}/complete-journey`;
    const [lines, products, sent, campaigns, coupons, redeemed] = await Promise.all(
      [
        'transactions_sample.csv.gz',
        'products.csv.gz',
        'campaigns.csv',
        'campaign_descriptions.csv',
        'coupons.csv.gz',
        'coupon_redemptions.csv',
      ].map((name) => openTable(`${folder}/${name}`)),
    );
    const broken = async (table: typeof lines, name: string, into: typeof lines) =>
      (await checkQuality(table, [foreignKey(name, into, name)])).results[0].failing;
    expect(await broken(sent, 'campaign_id', campaigns)).toBe(0);
    expect(await broken(coupons, 'campaign_id', campaigns)).toBe(0);
    expect(await broken(redeemed, 'campaign_id', campaigns)).toBe(0);
    const demographics = await openTable(`${folder}/demographics.csv`);
    const result = (
      await checkQuality(demographics, [unique('household_id'), rowCount({ min: 801, max: 801 })])
    ).results;
    expect(result.map(({ status }) => status)).toEqual(['passed', 'passed']);
    // Counted with a Python set: 222 lines of 75,000 name products that the list lacks.
    expect(await broken(lines, 'product_id', products)).toBe(222);
  });
});
