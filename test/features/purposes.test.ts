import {
  attribute,
  categoryColumn,
  checkSchema,
  column,
  currentTask,
  encodingFromJSON,
  type Feature,
  featureTable,
  fitEncoding,
  lifetimeTable,
  monetary,
  numberColumn,
  orderCount,
  ordersSchema,
  type Purpose,
  recency,
  rfm,
  rfmScores,
  rowFeature,
  shares,
  type Table,
  tableOf,
  toMatrix,
  valueTiers,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ALL: readonly Purpose[] = ['analysis', 'profiling', 'marketing', 'third party'];
const orders = tableOf(
  {
    customerId: ['a', 'a', 'b'],
    orderId: ['1', '2', '3'],
    orderedAt: ['2026-01-01', '2026-01-05', '2026-01-09'].map((day) => new Date(day)),
    amount: [10, 20, 30],
    category: ['shoes', 'bags', 'shoes'],
  },
  {
    orderedAt: { purposes: ['analysis', 'profiling', 'marketing'] },
    amount: { purposes: ['analysis', 'profiling'], unit: 'EUR' },
    category: { purposes: ['marketing'] },
  },
);
const asOf = '2026-01-10';
/** A task that keeps what it is warned of. */
function listening() {
  const warnings: string[] = [];
  return { task: { ...currentTask(), warn: (message: string) => void warnings.push(message) }, warnings };
}
const purposesOf = (table: unknown, name: string) => (table as Table).info[name].purposes;

describe('purposes of features', () => {
  it('are those that all columns share that a feature is computed from', async () => {
    const table = await featureTable(orders, [recency(), orderCount(), monetary(), shares('category')], {
      asOf,
    });
    expect(purposesOf(table, 'recencyDays')).toEqual(['analysis', 'profiling', 'marketing']);
    expect(purposesOf(table, 'orders')).toBeUndefined(); // customer and order alone, which state nothing
    expect(purposesOf(table, 'monetary')).toEqual(['analysis', 'profiling']);
    expect(purposesOf(table, 'categoryShoesShare')).toEqual([]); // of amount and category, which share none
  });

  it('count the column of the customer, and the time where rows are left out by it', async () => {
    const said = orders.describe({ customerId: { purposes: ['analysis'] } });
    const table = await featureTable(said, [orderCount(), monetary()], { asOf });
    expect(purposesOf(table, 'orders')).toEqual(['analysis']);
    const since = await featureTable(orders, [orderCount()], { asOf, since: '2026-01-02' });
    expect(purposesOf(since, 'orders')).toEqual(['analysis', 'profiling', 'marketing']);
  });

  it('are never wider than those of any source, whatever is stated', async () => {
    const some = fc.option(fc.subarray([...ALL]), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(some, some, some, async (a, b, own) => {
        const people = tableOf(
          { customerId: ['a'], x: [1], y: [2] },
          { x: a === undefined ? {} : { purposes: a }, y: b === undefined ? {} : { purposes: b } },
        );
        const info = own === undefined ? {} : { purposes: own };
        const sum = rowFeature('sum', info, {
          kind: 'call',
          function: 'add',
          args: [column('x'), column('y')],
        });
        const found = purposesOf(await featureTable(people, [sum as Feature]), 'sum');
        const may = (purpose: Purpose) => [a, b, own].every((each) => each?.includes(purpose) ?? true);
        expect(found ?? ALL).toEqual(ALL.filter(may));
        expect(found === undefined).toBe([a, b, own].every((each) => each === undefined));
      }),
      { numRuns: 50 },
    );
  });

  it('come with the protected and the consent role', async () => {
    const people = tableOf(
      { customerId: ['a'], gender: ['f'], mayProfile: [true], items: [3] },
      { gender: { role: 'protected' }, mayProfile: { role: 'consent' } },
    );
    const flag = rowFeature('said', {}, { kind: 'call', function: 'toNumber', args: [column('mayProfile')] });
    const table = await featureTable(people, [attribute('gender'), attribute('items'), flag]);
    expect((table as unknown as Table).info.gender.role).toBe('protected');
    expect((table as unknown as Table).info.said.role).toBe('consent');
    expect((table as unknown as Table).info.items.role).toBe('base');
  });

  it('go on to rfm, scores and tiers', async () => {
    const customers = await rfm(orders, { asOf });
    expect(customers.info.monetary).toMatchObject({ purposes: ['analysis', 'profiling'], unit: 'EUR' });
    expect(rfmScores(customers).table.info.monetaryScore.purposes).toEqual(['analysis', 'profiling']);
    expect(rfmScores(customers).table.info.frequencyScore.purposes).toBeUndefined();
    expect(valueTiers(customers, 'monetary', { tiers: 2 }).customers.info.tier.purposes).toEqual([
      'analysis',
      'profiling',
    ]);
    const lifetime = await lifetimeTable(orders, { calibrationEnd: '2026-01-06', holdoutEnd: asOf });
    expect(lifetime.info.holdoutMonetary.purposes).toEqual(['analysis', 'profiling']);
  });

  it('come from a schema', async () => {
    const typed = checkSchema(orders.select('customerId', 'orderId', 'orderedAt', 'amount'), ordersSchema);
    const customers = await rfm(typed, { asOf });
    expect(customers.info.monetary.purposes).toEqual(ordersSchema.columns.amount.purposes);
  });
});

describe('featureTable for a purpose', () => {
  it('leaves out what does not cover it, with count and reason', async () => {
    const { task, warnings } = listening();
    const features = [recency(), orderCount(), monetary(), shares('category')];
    const table = await featureTable(orders, features, { asOf, purpose: 'marketing' }, task);
    expect(table.columnNames()).toEqual(['customerId', 'recencyDays', 'orders']);
    expect(warnings).toEqual([
      'featureTable: 2 features of 4 may not be used for marketing and are left out: monetary (column "amount" covers analysis, profiling); those of "category" (column "amount" covers analysis, profiling).',
    ]);
  });

  it('names the columns that state nothing', async () => {
    const { task, warnings } = listening();
    const people = tableOf({ customerId: ['a'], age: [30] });
    await featureTable(people, [attribute('age')], { purpose: 'profiling' }, task);
    expect(warnings).toEqual([
      'featureTable: columns whose purposes are not stated, and which are used for profiling: age.',
    ]);
  });

  it('says so of rfm, too, and refuses where nothing is left', async () => {
    const { task, warnings } = listening();
    const customers = await rfm(orders, { asOf, purpose: 'marketing' }, task);
    expect(customers.columnNames()).toEqual(['customerId', 'recencyDays', 'frequency']);
    expect(warnings[0]).toMatch(
      /^rfm: 1 feature of 3 may not be used for marketing and is left out: monetary/,
    );
    const none = orders.describe({ customerId: { purposes: [] } });
    await expect(rfm(none, { asOf, purpose: 'analysis' })).rejects.toThrow(
      'rfm: no feature may be used for analysis: recencyDays (column "customerId" covers no purpose)',
    );
    await expect(rfm(orders, { asOf, purpose: 'spam' as Purpose })).rejects.toThrow(
      'there is no purpose "spam"',
    );
  });

  it('heeds the purposes that a feature states itself', async () => {
    const { task, warnings } = listening();
    const people = tableOf({ customerId: ['a'], age: [30], items: [1] });
    const own = attribute('age', { purposes: ['analysis'] });
    const table = await featureTable(people, [own, attribute('items')], { purpose: 'profiling' }, task);
    expect(table.columnNames()).toEqual(['customerId', 'items']);
    expect(warnings[0]).toContain('age (it states analysis)');
  });
});

describe('preparation', () => {
  const table = tableOf(
    { customerId: ['a', 'b'], age: [20, 40], city: ['A', 'B'], spent: [1, 2] },
    { age: { purposes: ['analysis', 'profiling'] }, city: { purposes: ['analysis'] } },
  );

  it('keeps the purposes of the columns it is made of', () => {
    const encoding = fitEncoding(table, {
      age: numberColumn(),
      city: categoryColumn(),
      spent: numberColumn(),
    });
    const expected = {
      age: ['analysis', 'profiling'],
      'city = A': ['analysis'],
      'city = B': ['analysis'],
    };
    expect(encoding.purposes).toEqual(expected);
    expect(encodingFromJSON(JSON.parse(JSON.stringify(encoding))).purposes).toEqual(expected);
  });

  it('refuses columns that do not cover its purpose, also of other customers', () => {
    const columns = { age: numberColumn(), city: categoryColumn() };
    expect(() => fitEncoding(table, columns, { purpose: 'profiling' })).toThrow(
      'fitEncoding: column "city" may not be used for profiling; it covers analysis. Leave it out.',
    );
    const fitted = fitEncoding(table, { age: numberColumn() }, { purpose: 'profiling' });
    const read = encodingFromJSON(JSON.parse(JSON.stringify(fitted)));
    const others = tableOf({ age: [30] }, { age: { purposes: ['marketing'] } });
    expect(read.purpose).toBe('profiling');
    expect(() => read.apply(others)).toThrow('encoding: column "age" may not be used for profiling');
    expect([...read.apply(table).data]).toEqual([20, 40]);
  });

  it('refuses them in toMatrix', () => {
    expect(() => toMatrix(table, ['age', 'city'], 'customerId', 'profiling')).toThrow(
      'column "city" may not',
    );
    expect([...toMatrix(table, ['age', 'spent'], 'customerId', 'profiling').data]).toEqual([20, 1, 40, 2]);
  });
});
