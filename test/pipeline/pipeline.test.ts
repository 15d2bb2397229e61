import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  autoencoderStep,
  boxCoxStep,
  categoryColumn,
  clipStep,
  embeddedFile,
  fitPipeline,
  kmeans,
  loadPipeline,
  logStep,
  type Matrix,
  minMaxStep,
  monetary,
  numberColumn,
  orderCount,
  orderedColumn,
  type PipelineParts,
  pcaStep,
  pipelineFromJSON,
  quantileStep,
  readTable,
  recency,
  robustStep,
  savePipeline,
  type Table,
  type Task,
  tableFromRows,
  weightStep,
  yeoJohnsonStep,
  yesNoColumn,
  zStep,
} from 'clientele';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const byKMeans = (matrix: Matrix, task: Task) => kmeans(matrix, { k: 4, seed: 1, restarts: 5 }, task);
const folder = mkdtempSync(join(tmpdir(), 'clientele pipeline '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of a query on a file, in a DuckDB of its own. */
async function queried(table: string, file: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  try {
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}')`);
    return (await connection.runAndReadAll(sql)).getRows() as unknown[][];
  } finally {
    instance.closeSync();
  }
}

const STEPS: [string, PipelineParts['steps']][] = [
  ['logarithm and z', [logStep(['orders', 'monetary']), zStep()]],
  ['Box-Cox and robust', [boxCoxStep(['orders', 'monetary']), robustStep()]],
  ['Yeo-Johnson and least to most', [yeoJohnsonStep(), minMaxStep()]],
  [
    'clip, z and weights',
    [clipStep(undefined, { low: 0.01, high: 0.95 }), zStep(), weightStep({ monetary: 2 })],
  ],
  [
    'even ranks and components',
    [quantileStep(['monetary'], { to: 'uniform' }), zStep(), pcaStep({ components: 2 })],
  ],
  [
    'autoencoder',
    [logStep(['orders', 'monetary']), zStep(), autoencoderStep({ latent: 2, seed: 1, epochs: 20 })],
  ],
  [
    'autoencoder with exponential units and a sigmoid',
    [
      logStep(['orders', 'monetary']),
      zStep(),
      autoencoderStep({ latent: 2, seed: 2, epochs: 10, hidden: [4], activation: 'elu' }),
    ],
  ],
];

describe('a pipeline of orders', () => {
  const file = embeddedFile('retailer/orders.csv.gz');
  let orders: Table;
  beforeAll(async () => {
    orders = await readTable(file);
  });

  it.each(STEPS)('places customers alike in memory, as SQL and as a function: %s', async (_, steps) => {
    const parts = {
      features: [recency(), orderCount(), monetary()],
      activity: { asOf: '2027-01-01' },
      steps,
      segment: byKMeans,
    };
    const pipeline = await fitPipeline(orders, parts);
    const { segmentation, customers, segments } = pipeline;
    const assigned = await pipeline.assign(orders);
    const wide = (gap: unknown) => (gap as number) > 1e-9;

    const ids = [...segmentation.ids];
    expect(assigned.array('customerId')).toEqual(ids);
    const keys = Array.from(segmentation.labels, (label) => segments[label].key);
    const own = segmentation.assign(pipeline.prepared);
    expect(Array.from(own, (label) => segments[label].key)).toEqual(keys);
    const gaps = assigned.array('gap');
    const moved = assigned.array('segment').filter((key, row) => key !== keys[row] && wide(gaps[row]));
    expect(moved).toEqual([]);
    expect(gaps.filter((gap) => !wide(gap)).length).toBeLessThan(3);

    const place = pipeline.toFunction();
    const rows = await queried('activity', file, pipeline.toSQL());
    expect(rows.length).toBe(ids.length);
    rows.forEach(([id, segment, gap], row) => {
      expect(id).toBe(ids[row]);
      const { segment: placed, gap: distance } = place(customers.object(row) as Record<string, unknown>);
      expect(distance).toBeCloseTo(gaps[row] as number, 9);
      expect(gap).toBeCloseTo(gaps[row] as number, 9);
      if (wide(gap)) expect([segment, placed]).toEqual([keys[row], keys[row]]);
    });

    const again = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
    expect((await again.assign(orders)).objects()).toEqual(assigned.objects());
    expect(again.toSQL()).toBe(pipeline.toSQL());
    expect(again.toTypeScript()).toBe(pipeline.toTypeScript());
  });

  it('is saved and loaded as a folder, and holds no customer', async () => {
    const pipeline = await fitPipeline(orders, {
      features: [recency(), orderCount()],
      activity: { asOf: '2027-01-01' },
      steps: [zStep()],
      segment: byKMeans,
    });
    const place = join(folder, 'saved', 'spring');
    savePipeline(pipeline, place);
    const loaded = loadPipeline(place);
    expect((await loaded.assign(orders)).objects()).toEqual((await pipeline.assign(orders)).objects());
    const texts = ['pipeline.json', 'segment.sql', 'segment-of.ts'].map((name) =>
      readFileSync(join(place, name), 'utf8'),
    );
    for (const text of texts) expect(text).not.toMatch(/C0\d{4}/);
    // another day of reckoning: recency grows by 31 days for all, so the answer is that of the shifted feature
    const later = await loaded.assign(orders, { asOf: '2027-02-01' });
    const shifted = pipeline.customers.objects().map((row) => ({
      ...(row as Record<string, unknown>),
      recencyDays: (row as { recencyDays: number }).recencyDays + 31,
    }));
    const place2 = loaded.toFunction();
    expect(later.array('segment')).toEqual(shifted.map((row) => place2(row).segment));
  });

  it('tells why a customer is where it is, in parts that add up', async () => {
    const pipeline = await fitPipeline(orders, {
      features: [recency(), orderCount(), monetary()],
      activity: { asOf: '2027-01-01' },
      steps: [logStep(['orders', 'monetary']), zStep()],
      segment: byKMeans,
    });
    const { segmentation, prepared, segments } = pipeline;
    const { centroids, labels } = segmentation;
    const width = prepared.columns;
    const squared = (row: number, s: number) =>
      prepared.names.reduce(
        (sum, _, j) => sum + (prepared.data[row * width + j] - centroids.data[s * width + j]) ** 2,
        0,
      );
    for (const row of [0, 17, 333]) {
      const costs = segments.map((_, s) => squared(row, s));
      const own = labels[row];
      const second = costs
        .map((cost, s) => (s === own ? Infinity : cost))
        .indexOf(Math.min(...costs.filter((_, s) => s !== own)));
      const explained = pipeline.explain(pipeline.customers.object(row) as Record<string, unknown>);
      expect([explained.segment, explained.second]).toEqual([segments[own].key, segments[second].key]);
      const total = explained.reasons.reduce((sum, { difference }) => sum + difference, 0);
      expect(total).toBeCloseTo(costs[second] - costs[own], 9);
      expect(explained.because).toContain(segments[own].name);
    }
  });
});

describe('a pipeline of one row a customer', () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    'id "x"': `k${i}`,
    '年齢 "; DROP TABLE customers; --': i % 7 === 0 ? null : 20 + (i % 40),
    select: ['Basic', 'Master', 'PhD'][i % 3],
    stadt: i % 11 === 0 ? null : ['Köln', "L'Aquila", 'A"B'][(i * 7) % 3],
    news: i % 2 === 0 ? 'yes' : 'No',
  }));
  const table = tableFromRows(rows) as unknown as Table;
  const parts = {
    id: 'id "x"',
    encode: {
      '年齢 "; DROP TABLE customers; --': numberColumn({ missing: 'median', indicator: true }),
      select: orderedColumn(['Basic', 'Master', 'PhD']),
      stadt: categoryColumn({ missing: 'nowhere', unknown: 'other' }),
      news: yesNoColumn(),
    },
    steps: [zStep()],
    segment: (matrix: Matrix, task: Task) => kmeans(matrix, { k: 3, seed: 1 }, task),
  };

  it('takes names and values of every kind', async () => {
    const pipeline = await fitPipeline(table, parts);
    const assigned = await pipeline.assign(table);
    const keys = Array.from(pipeline.segmentation.labels, (label) => pipeline.segments[label].key);
    expect(assigned.array('segment')).toEqual(keys);
    const place = pipeline.toFunction();
    expect(rows.map((row) => place(row).segment)).toEqual(keys);

    const quoted = (value: unknown) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);
    const names = Object.keys(rows[0]);
    const lines = [names.map(quoted), ...rows.map((row) => Object.values(row).map(quoted))];
    const file = join(folder, 'customers.csv');
    writeFileSync(file, lines.map((line) => line.join(',')).join('\n'));
    const answer = await queried('customers', file, pipeline.toSQL());
    const byId = new Map(answer.map(([id, segment]) => [id, segment]));
    expect(rows.map((row) => byId.get(row['id "x"']))).toEqual(keys);
  });

  it('says who cannot be placed, or counts them as other', async () => {
    const pipeline = await fitPipeline(table, parts);
    const strange = tableFromRows([
      { ...rows[1], select: 'Doctor' },
      { ...rows[2], stadt: 'Rome' }, // unknown levels of the town count as other, which is a column
    ]) as unknown as Table;
    await expect(pipeline.assign(strange)).rejects.toThrow(
      /^assign: 1 customer has no segment; customer "k1", row 1, has a value that cannot be prepared/,
    );
    const placed = await pipeline.assign(strange, { gaps: 'other' });
    expect(placed.array('segment')[0]).toBe('other');
    expect(placed.array('segmentName')[0]).toBe('Other');
    expect(pipeline.segments.map(({ key }) => key)).toContain(placed.array('segment')[1]);
    expect(pipeline.explain({ ...rows[1], select: 'Doctor' }).segment).toBe('other');
  });

  it('names the customer and the column where a value is missing', async () => {
    const numbers = tableFromRows(
      Array.from({ length: 12 }, (_, i) => ({ customerId: `c${i}`, a: i, b: (i * 5) % 7 })),
    ) as unknown as Table;
    const pipeline = await fitPipeline(numbers, {
      segment: (matrix, task) => kmeans(matrix, { k: 2, seed: 1 }, task),
    });
    expect(pipeline.columns).toEqual(['a', 'b']);
    const gap = tableFromRows([
      { customerId: 'n1', a: 1, b: 2 },
      { customerId: 'n2', a: 1, b: null },
    ]) as unknown as Table;
    await expect(pipeline.assign(gap)).rejects.toThrow(
      'assign: 1 customer has no segment; customer "n2", row 2, has no value in column "b".',
    );
    const lacking = tableFromRows([{ customerId: 'n1', a: 1, c: 2 }]) as unknown as Table;
    await expect(pipeline.assign(lacking)).rejects.toThrow(/assign: there is no column "b"/);
    expect(() => pipeline.toFunction()({ a: 1 })).toThrow(/no column "b"/);
  });
});

describe('a pipeline from a file', () => {
  const numbers = tableFromRows(
    Array.from({ length: 12 }, (_, i) => ({ customerId: `c${i}`, a: i, b: (i * 5) % 7 })),
  ) as unknown as Table;
  const saved = async () =>
    JSON.parse(
      JSON.stringify(
        await fitPipeline(numbers, {
          segment: (matrix, task) => kmeans(matrix, { k: 2, seed: 1 }, task),
        }),
      ),
    ) as Record<string, never>;

  it.each([
    ['nothing', () => null, /kind is undefined/],
    ['another thing', () => ({ kind: 'preparation' }), /kind is "preparation"/],
    [
      'another version',
      (json: object) => ({ ...json, version: 7 }),
      /version 7, and this package reads version 1/,
    ],
    ['no stages', (json: object) => ({ ...json, stages: [] }), /there are no stages/],
    [
      'an unknown function',
      (json: object) => edited(json, 'toNumber', 'system'),
      /there is no function "system"/,
    ],
    [
      'too few segments',
      (json: { segments?: unknown[] }) => ({ ...json, segments: json.segments?.slice(1) }),
      /does not fit/,
    ],
  ])('refuses %s', async (_, change, message) => {
    const json = change((await saved()) as never);
    if (message === undefined) expect(() => pipelineFromJSON(json)).not.toThrow();
    else expect(() => pipelineFromJSON(json)).toThrow(message);
  });

  it('refuses a folder without one, and a file that was cut off', () => {
    expect(() => loadPipeline(join(folder, 'nowhere'))).toThrow(/cannot be read \(ENOENT\)/);
    writeFileSync(join(folder, 'pipeline.json'), '{"kind":"pipe');
    expect(() => loadPipeline(folder)).toThrow(/is no JSON: it was cut off or changed/);
    expect(() => savePipeline(pipelineFromJSON({} as never), folder)).toThrow(/kind is undefined/);
    expect(() => loadPipeline(3 as never)).toThrow('loadPipeline needs the name of a folder.');
  });

  it('comes back with a reason from places where there can be no folder', async () => {
    const table = tableFromRows([
      { customerId: 'a', x: 1 },
      { customerId: 'b', x: 2 },
    ]);
    const small = await fitPipeline(table, { segment: (matrix) => kmeans(matrix, { k: 2, seed: 1 }) });
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    expect(() => savePipeline(small, file)).toThrow(/"[^"]*a file" cannot be written \(E\w+\)/);
    expect(() => savePipeline(small, '/proc/none/here')).toThrow(
      'the folder "/proc/none/here" cannot be written',
    );
    expect(() => savePipeline(undefined as never, folder)).toThrow('savePipeline needs a pipeline');
    await expect(fitPipeline(table, {} as never)).rejects.toThrow(
      'fitPipeline needs a function that makes segments',
    );
    await expect(fitPipeline(table, { segment: () => undefined as never })).rejects.toThrow(
      'the function of segment gave no segmentation. Does it return one?',
    );
  });
});

function edited(json: object, from: string, to: string): unknown {
  return JSON.parse(JSON.stringify(json).replaceAll(from, to));
}
