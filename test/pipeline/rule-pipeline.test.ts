import { DuckDBInstance } from '@duckdb/node-api';
import {
  type ConditionRule,
  embeddedFile,
  orderCount,
  pipelineFromJSON,
  type RulePipeline,
  readTable,
  recency,
  rulePipeline,
  seeded,
  type Table,
  tableFromRows,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { holds } from '../cluster/rules/plain-condition.js';

const random = seeded(3);
const pick = <Value>(values: readonly Value[]) => values[random.integer(values.length)];
const rows = Array.from({ length: 300 }, (_, i) => ({
  customerId: `c${String(i).padStart(3, '0')}`,
  orders: pick([null, 0, 1, 2, 3, 4, 5, 12]),
  spend: pick([null, 0, 9.99, 10, 10.01, 250.5]),
  country: pick([null, '', 'DE', 'FR', "Côte d'Ivoire", 'US']),
  member: pick([null, true, false]),
}));

/** The same rows as a table of DuckDB. */
function rowsSql(): string {
  const value = (each: unknown) =>
    each === null ? 'NULL' : typeof each === 'string' ? `'${each.replaceAll("'", "''")}'` : String(each);
  const all = rows.map((row) => `(${Object.values(row).map(value).join(', ')})`).join(', ');
  return `CREATE TABLE customers AS SELECT * FROM (VALUES ${all}) AS t(${Object.keys(rows[0]).join(', ')})`;
}

async function queried(create: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    await connection.run(create);
    return (await connection.runAndReadAll(sql)).getRows() as unknown[][];
  } finally {
    instance.closeSync();
  }
}

const rules: ConditionRule[] = [
  { name: 'Members', when: { member: true, spend: { above: 10 } } },
  { name: 'Near', when: { country: { oneOf: ['DE', 'FR'] }, orders: { from: 2, to: 4 } } },
  { name: 'Unknown', when: { any: [{ orders: { missing: true } }, { country: { missing: true } }] } },
  { name: 'Quiet', when: { not: { any: [{ orders: { above: 1 } }, { spend: { atLeast: 10 } }] } } },
  { name: 'Far', when: { country: "Côte d'Ivoire", member: { is: false } } },
  { name: 'Small', when: { spend: { atMost: 9.99 }, orders: { oneOf: [5, 12] } } },
];

describe('a pipeline of rules', () => {
  it.each(['first', 'partition'] as const)(
    'places alike in memory, as SQL and as a function: %s',
    async (mode) => {
      const partition = [
        { name: 'Members', when: rules[0].when },
        { name: 'All others', when: { not: rules[0].when } },
      ];
      const given = mode === 'first' ? rules : partition;
      const table = tableFromRows(rows) as unknown as Table;
      const pipeline = await rulePipeline(table, { rules: given, mode });
      const first = (row: object) =>
        given.findIndex(({ when }) => holds(when, row as Record<string, unknown>));
      const wanted = rows.map((row) => `s${(first(row) === -1 ? given.length : first(row)) + 1}`);
      expect(new Set(wanted).size).toBeGreaterThan(1);
      await placesAlike(pipeline, table, wanted);
    },
  );

  async function placesAlike(pipeline: RulePipeline, table: Table, wanted: readonly string[]): Promise<void> {
    const { segments, segmentation } = pipeline;
    expect(Array.from(segmentation.labels, (label) => segments[label].key)).toEqual(wanted);
    for (const each of [pipeline, pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)))]) {
      expect((await each.assign(table)).array('segment')).toEqual(wanted);
      const place = each.toFunction();
      expect(rows.map((row) => place(row).segment)).toEqual(wanted);
      const answer = await queried(rowsSql(), each.toSQL());
      expect(answer.map(([id]) => id)).toEqual(rows.map(({ customerId }) => customerId));
      expect(answer.map(([, segment]) => segment)).toEqual(wanted);
    }
  }

  it('puts those of a partition who meet several rules or none in the last segment', async () => {
    const table = tableFromRows([
      { customerId: 'a', orders: 1 },
      { customerId: 'b', orders: 9 },
    ]) as unknown as Table;
    const pipeline = await rulePipeline(table, {
      mode: 'partition',
      rules: [
        { name: 'Few', when: { orders: { below: 5 } } },
        { name: 'Many', when: { orders: { above: 4 } } },
      ],
    });
    const place = pipeline.toFunction();
    // 4.5 is both below 5 and above 4
    expect([1, 4.5, 9, null].map((orders) => place({ orders }).name)).toEqual([
      'Few',
      'Other',
      'Many',
      'Other',
    ]);
    const later = tableFromRows([{ customerId: 'c', orders: 4.5 }]) as unknown as Table;
    expect((await pipeline.assign(later)).array('segmentName')).toEqual(['Other']);
    expect(pipeline.explain({ orders: 4.5 }).because).toBe('Not exactly one rule holds.');
    expect(pipeline.explain({ orders: 9 }).because).toBe('The only rule that holds: orders above 4.');
  });

  it('makes features of orders first, and says which rule decided', async () => {
    const file = embeddedFile('retailer/orders.csv.gz');
    const orders = await readTable(file);
    const pipeline = await rulePipeline(orders, {
      features: [recency(), orderCount()],
      activity: { asOf: '2027-01-01' },
      rules: [
        { name: 'Loyal', when: { orders: { atLeast: 5 }, recencyDays: { below: 90 } } },
        { name: 'Lost', when: { recencyDays: { above: 365 } } },
      ],
    });
    const assigned = await pipeline.assign(orders);
    const wanted = pipeline.customers.objects().map((row) => {
      const { orders: count, recencyDays } = row as { orders: number; recencyDays: number };
      return count >= 5 && recencyDays < 90 ? 'Loyal' : recencyDays > 365 ? 'Lost' : 'Other';
    });
    expect(assigned.array('segmentName')).toEqual(wanted);
    const copy = `CREATE TABLE activity AS SELECT * FROM read_csv('${file}')`;
    const answer = await queried(copy, pipeline.toSQL());
    const names = new Map(pipeline.segments.map(({ key, name }) => [key, name]));
    expect(answer.map(([, segment]) => names.get(segment as string))).toEqual(wanted);
    expect(pipeline.explain({ orders: 7, recencyDays: 3 })).toMatchObject({
      name: 'Loyal',
      because: 'The first rule that holds: orders 5 or more and recencyDays below 90.',
    });
    expect(pipeline.explain({ orders: 7, recencyDays: 99 }).because).toBe('No rule holds.');
    expect(JSON.stringify(pipeline)).not.toMatch(/C0\d{4}/);
  });

  it('refuses functions, and what rules are refused for', async () => {
    const table = tableFromRows(rows) as unknown as Table;
    const when = (row: { orders: number }) => row.orders > 1;
    await expect(rulePipeline(table, { rules: [{ name: 'A', when: when as never }] })).rejects.toThrow(
      'rulePipeline: rule "A" is a function, which cannot be saved or written as SQL.',
    );
    await expect(rulePipeline(table, { rules: [] })).rejects.toThrow('ruleSegments: there are no rules.');
    await expect(rulePipeline(table, { rules, id: 'customer' })).rejects.toThrow(
      'ruleSegments: there is no column "customer". Nearest: "customerId".',
    );
  });
});
