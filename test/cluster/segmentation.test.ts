import { DuckDBInstance } from '@duckdb/node-api';
import {
  keepNames,
  kmeans,
  latentClasses,
  type Matrix,
  matrix,
  matrixOf,
  renameSegments,
  ruleSegments,
  type Segmentation,
  seeded,
  segmentationFromJSON,
  type Table,
  tableOf,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';

const CUSTOMERS = 300;
const ids = Array.from({ length: CUSTOMERS }, (_, i) => `c${String(i).padStart(3, '0')}`);

/** Customers around three centres, with a column whose name SQL has to quote. */
function groups(): Matrix {
  const random = seeded(3);
  const data = Float64Array.from({ length: CUSTOMERS * 2 }, (_, at) => {
    const group = Math.floor(at / 2) % 3;
    return [0, 4, 9][group] * (at % 2 === 0 ? 1 : -1) + random.normal();
  });
  return matrixOf(data, 2, ['spend "a year"', 'größe'], ids);
}

/** Yes and no for three items. */
function answers(): Matrix {
  const random = seeded(5);
  const data = Float64Array.from({ length: CUSTOMERS * 3 }, (_, at) => {
    const likely = Math.floor(at / 3) % 2 === 0 ? 0.9 : 0.15;
    return Number(random.next() < likely);
  });
  return matrixOf(data, 3, ['sun', 'snow', 'city'], ids);
}

const asTable = ({ data, columns, rows, names }: Matrix): Table =>
  tableOf({
    customerId: ids,
    ...Object.fromEntries(
      names.map((name, j) => [name, Float64Array.from({ length: rows }, (_, i) => data[i * columns + j])]),
    ),
  }) as unknown as Table;

/** What a query gives on a table of the matrix, in a DuckDB of its own. */
async function queried({ names, data, columns, rows }: Matrix, sql: string): Promise<Map<string, string>> {
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE customers ("customerId" VARCHAR, ${quoted.map((name) => `${name} DOUBLE`).join(', ')})`,
    );
    const lines = Array.from(
      { length: rows },
      (_, i) => `('${ids[i]}', ${Array.from(data.subarray(i * columns, (i + 1) * columns)).join(', ')})`,
    );
    await connection.run(`INSERT INTO customers VALUES ${lines.join(', ')}`);
    const answer = (await connection.runAndReadAll(sql)).getRows() as [string, string, number][];
    return new Map(answer.map(([id, segment]) => [id, segment]));
  } finally {
    instance.closeSync();
  }
}

const METHODS: [string, () => Matrix, (matrix: Matrix) => Promise<Segmentation<Matrix>>][] = [
  ['k-means', groups, (matrix) => kmeans(matrix, { k: 3, seed: 1 })],
  ['latent classes', answers, (matrix) => latentClasses(matrix, { k: 2, seed: 1, restarts: 5 })],
];

describe.each(METHODS)('a segmentation by %s', (_, make, segment) => {
  let matrix: Matrix;
  let segmentation: Segmentation<Matrix>;
  let keys: string[];

  beforeAll(async () => {
    matrix = make();
    segmentation = await segment(matrix);
    keys = Array.from(segmentation.labels, (label) => segmentation.segments[label].key);
  });

  it('gives the same segments as SQL', async () => {
    const placed = await queried(matrix, segmentation.toSQL());
    expect(ids.map((id) => placed.get(id))).toEqual(keys);
  });

  it('gives the same segments as a function', () => {
    const segmentOf = segmentation.toFunction();
    const rows = ids.map((_, i) =>
      Object.fromEntries(matrix.names.map((name, j) => [name, matrix.data[i * matrix.columns + j]])),
    );
    expect(rows.map((row) => segmentOf(row).segment)).toEqual(keys);
    expect(rows.map((row) => segmentation.explain(row).segment)).toEqual(keys);
  });

  it('comes back from JSON without its customers, and places them from a matrix and a table', () => {
    const text = JSON.stringify(segmentation);
    expect(text).not.toContain('c001');
    const again = segmentationFromJSON(JSON.parse(text));
    expect(again.assign(matrix)).toEqual(segmentation.labels);
    expect(again.assign(asTable(matrix))).toEqual(segmentation.labels);
    expect(JSON.stringify(again)).toBe(text);
    expect(again.toSQL()).toBe(segmentation.toSQL());
    expect(again.ids).toEqual([]);
  });

  it('says its new names after a change of names', () => {
    const row = Object.fromEntries(matrix.names.map((name, j) => [name, matrix.data[j]]));
    const named = renameSegments(segmentation, { [keys[0]]: 'Loyal' });
    expect(named.explain(row).name).toBe('Loyal');
    expect(segmentation.explain(row).name).not.toBe('Loyal');
    expect(keepNames(named, segmentation).segmentation.toFunction()(row).name).toBe('Loyal');
  });
});

describe('a saved segmentation', () => {
  const saved = async () => JSON.parse(JSON.stringify(await kmeans(groups(), { k: 3, seed: 1 })));

  it('is refused when it is of another version, of another kind, or damaged', async () => {
    const data = await saved();
    expect(() => segmentationFromJSON({ ...data, version: 7 })).toThrow(
      'segmentationFromJSON: the segmentation is of version 7, and this package reads version 1.',
    );
    expect(() => segmentationFromJSON({ ...data, kind: 'pipeline' })).toThrow(
      'kind is "pipeline", not "segmentation"',
    );
    expect(() => segmentationFromJSON(null)).toThrow('kind is undefined');
    expect(() => segmentationFromJSON({ ...data, segments: data.segments.slice(1) })).toThrow(
      'the decision does not fit the segments',
    );
    const evil = { kind: 'call', function: 'constructor', args: [] };
    expect(() =>
      segmentationFromJSON({ ...data, decision: { by: 'costs', costs: [evil, evil, evil] } }),
    ).toThrow('segmentationFromJSON: the decision:');
  });

  it('names the column that a table lacks', async () => {
    const segmentation = segmentationFromJSON(await saved());
    const table = tableOf({ 'spend a year': [1], größe: [2] }) as unknown as Table;
    expect(() => segmentation.assign(table)).toThrow('spend "a year"');
  });

  it('names the row of a value that is missing', async () => {
    const segmentation = segmentationFromJSON(await saved());
    const table = tableOf({ 'spend "a year"': [1, null], größe: [2, 3] }) as unknown as Table;
    expect(() => segmentation.assign(table)).toThrow('assign: row 2 has no segment');
    expect(segmentation.toFunction()({ 'spend "a year"': null, größe: 3 }).segment).toBe('other');
  });
});

it('refuses to write down rules that are functions, with the way out', () => {
  const table = tableOf({ customerId: ['a'], orders: [3] });
  const byRules = ruleSegments(table, [{ name: 'Many', when: (row) => row.orders > 2 }], {
    id: 'customerId',
  });
  for (const door of [() => byRules.toSQL(), () => byRules.toFunction(), () => byRules.toJSON()]) {
    expect(door).toThrow('Say the rules as conditions, for example { orders: { atLeast: 5 } }.');
  }
});

it('explains by the names of the columns, and a customer out of all bounds without figures', async () => {
  const made = await kmeans(
    matrix(
      [
        [0, 1],
        [1, 1],
        [9, 1],
        [10, 2],
      ],
      ['spend', 'visits'],
    ),
    { k: 2, seed: 1 },
  );
  expect(made.explain({ spend: 9, visits: 1 }).reasons[0].column).toBe('spend');
  expect(made.explain({ spend: 1e200, visits: 1 })).toMatchObject({
    reasons: [],
    because: 'So far away from all segments that they cannot be told apart. Is it prepared as the others?',
  });
  expect(() => made.toSQL({ id: '' })).toThrow('toSQL: id is . It is the name of a column.');
});

it('refuses a file with expressions without end, or two segments of one key', async () => {
  const made = await kmeans(matrix([[0], [1], [9]]), { k: 2, seed: 1 });
  const deep = JSON.parse(JSON.stringify(made));
  for (let i = 0; i < 50_000; i++) {
    deep.stages[0].values[0] = { kind: 'call', function: 'absolute', args: [deep.stages[0].values[0]] };
  }
  expect(() => segmentationFromJSON(deep)).toThrow('segmentationFromJSON: an expression is nested too deep.');
  const twice = JSON.parse(JSON.stringify(made));
  twice.segments[1].key = twice.segments[0].key;
  expect(() => segmentationFromJSON(twice)).toThrow('two segments have the same key');
});

it('reads back rules on true and false', () => {
  const table = tableOf({ customerId: ['a', 'b', 'c'], vip: [true, false, null] }) as unknown as Table;
  const rules = ruleSegments(table, [{ name: 'Guests', when: { vip: true } }], { id: 'customerId' });
  const again = segmentationFromJSON(JSON.parse(JSON.stringify(rules)));
  expect([...again.assign(table)]).toEqual([0, 1, 1]);
  expect(again.toSQL()).toBe(rules.toSQL());
});
