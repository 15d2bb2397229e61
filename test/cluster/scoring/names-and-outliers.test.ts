import { DuckDBInstance } from '@duckdb/node-api';
import { isInputError, kmeans, matrix, matrixOf, segmentationFromJSON, tableOf } from 'clientele';
import blankSpace from 'ts-blank-space';
import { describe, expect, it } from 'vitest';

const rows = Array.from({ length: 30 }, (_, i) => [(i % 3) * 10 + i / 30, (i % 3) * 5 + i / 60]);
const ids = rows.map((_, i) => `c${i}`);
const segmentation = await kmeans(matrix(rows, ['orders', 'spend'], ids), { k: 3, seed: 1 });

describe('names of columns', () => {
  it.each([
    ['least cost', 'second cost'],
    ['cost of s1', 'cost of s2'],
    ['@segment', '@gap'],
    ['@id', '@customer id'],
    ['orders', 'orders (value)'],
    ['least cost', 'least cost*'],
  ])('may be %s and %s', async (one, other) => {
    const values = matrix(rows, [one, other], ids);
    const made = await kmeans(values, { k: 3, seed: 1 });
    const keys = Array.from(made.labels, (label) => made.segments[label].key);
    const place = made.toFunction();
    expect(rows.map(([a, b]) => place({ [one]: a, [other]: b }).segment)).toEqual(keys);
    const explained = made.explain({ [one]: rows[0][0], [other]: rows[0][1] });
    expect(explained.segment).toBe(keys[0]);
    expect(explained.reasons.map(({ column }) => column).sort()).toEqual([one, other].sort());
    const again = segmentationFromJSON(JSON.parse(JSON.stringify(made)));
    expect([...again.assign(values)]).toEqual([...made.labels]);

    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const quoted = (name: string) => `"${name}"`;
    const cells = rows.map(([a, b], i) => `('${ids[i]}', ${a}::DOUBLE, ${b}::DOUBLE)`).join(', ');
    await connection.run(
      `CREATE TABLE customers AS SELECT * FROM (VALUES ${cells}) AS t(customerId, ${quoted(one)}, ${quoted(other)})`,
    );
    const answer = await connection.runAndReadAll(made.toSQL());
    const placed = new Map(answer.getRowObjects().map((row) => [row.customerId, row.segment]));
    expect(ids.map((id) => placed.get(id))).toEqual(keys);
    connection.closeSync();
  });
});

describe('explain', () => {
  it('names the columns, and what speaks for them adds up', () => {
    const { reasons, because } = segmentation.explain({ orders: 0.5, spend: 0.2 });
    expect(reasons.map(({ column }) => column).sort()).toEqual(['orders', 'spend']);
    expect(because).toContain('What speaks most for it is orders,');
    expect(because).not.toContain('(value)');
  });

  it('says so of a customer who is too far from all, without NaN', () => {
    for (const orders of [1e200, -1e200, 1.7e308]) {
      const explained = segmentation.explain({ orders, spend: 0 });
      expect(JSON.stringify(explained)).not.toMatch(/NaN|null/);
      expect(explained.reasons).toEqual([]);
      expect(explained.because).toMatch(
        /^So far from all segments that they cannot be told apart: orders is /,
      );
      const label = segmentation.assign(matrix([[orders, 0]], ['orders', 'spend']))[0];
      expect(explained.segment).toBe(segmentation.segments[label].key);
    }
  });
});

describe('an infinite value', () => {
  it.each([Infinity, -Infinity])('%d is refused by all that place customers', (orders) => {
    const doors = [
      () => segmentation.assign(matrixOf(Float64Array.of(orders, 0), 2, ['orders', 'spend'])),
      () => segmentation.toFunction()({ orders, spend: 0 }),
      () => segmentation.explain({ orders, spend: 0 }),
      () =>
        segmentationFromJSON(JSON.parse(JSON.stringify(segmentation))).assign(
          tableOf({ orders: [orders], spend: [0] }) as never,
        ),
    ];
    for (const door of doors) {
      let caught: unknown;
      try {
        door();
      } catch (error) {
        caught = error;
      }
      expect(isInputError(caught), String(caught)).toBe(true);
      expect((caught as Error).message).toContain(`column "orders" is ${orders}`);
    }
  });
});

describe('the module that toTypeScript writes', () => {
  type Place = (customer: object) => { segment: string; gap: number | null };
  const script = blankSpace(segmentation.toTypeScript()).replace('export function', 'return function');
  const place = new Function(script)() as Place;

  it('places customers as the segmentation does, also where numbers are texts', () => {
    for (const [i, [orders, spend]] of rows.entries()) {
      const { key } = segmentation.segments[segmentation.labels[i]];
      expect(place({ orders, spend }).segment).toBe(key);
      expect(place({ orders: String(orders), spend: ` ${spend} ` }).segment).toBe(key);
    }
  });

  it.each([Infinity, -Infinity, 'Infinity', NaN, '', ' \t', 'many', null, undefined])(
    'takes %j for a gap',
    (orders) => {
      expect(place({ orders, spend: 0 })).toMatchObject({ segment: 'other', gap: null });
    },
  );

  it('toFunction takes blank text for a gap too', () => {
    expect(segmentation.toFunction()({ orders: ' ', spend: 0 }).segment).toBe('other');
  });
});
