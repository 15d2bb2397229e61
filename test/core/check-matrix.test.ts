import {
  gaussianMixture,
  hierarchy,
  howMany,
  kmeans,
  kPrototypes,
  type Matrix,
  matrix,
  ruleSegments,
  ruleTree,
  type Table,
  tableOf,
} from 'clientele';
import { expect, it } from 'vitest';

const table = tableOf({ orders: [1, 2] });
const options = { k: 2, seed: 1 };

it.each([
  ['kmeans', (value: Matrix) => kmeans(value, options)],
  ['gaussianMixture', (value: Matrix) => gaussianMixture(value, options)],
  ['hierarchy', (value: Matrix) => hierarchy(value)],
  ['ruleTree', (value: Matrix) => ruleTree(value, options)],
  ['howMany', (value: Matrix) => howMany(value, { k: [2], seed: 1 })],
])('%s says how to get a matrix', async (name, call) => {
  const given = (value: unknown) => expect(call(value as Matrix)).rejects;
  await given(table).toThrow(`${name} needs a matrix, and a table came: toMatrix(table, columns) makes one.`);
  await given(Promise.resolve(1)).toThrow(`${name} needs a matrix, and a promise came: await it.`);
  await given([[1], [2]]).toThrow(`${name} needs a matrix, and none came: matrix(rows) and toMatrix`);
  await given(undefined).toThrow('none came');
  await given({ ...matrix([[1], [2]]), columns: 1e9 }).toThrow(
    `${name}: the matrix says 2 rows of 1000000000 columns, and holds 2 numbers.`,
  );
});

it('says the same of customers to assign', async () => {
  const { assign } = await kmeans(matrix([[1], [2]]), options);
  expect(() => assign(table as unknown as Matrix)).toThrow('assign needs a matrix, and a table came');
});

it('says how to get a table, and takes the lack of a name for a name', async () => {
  const rows = [{ orders: 1 }] as unknown as Table;
  await expect(kPrototypes(rows, { ...options, numeric: ['orders'], categorical: [] })).rejects.toThrow(
    'kPrototypes needs a table, for example of readTable, or of rows with tableFromRows(rows).',
  );
  const rules = [{ name: 'A', when: { orders: 1 } }];
  expect(() => ruleSegments(table as unknown as Table, rules, {} as { id: string })).toThrow(
    'there is no column "undefined"',
  );
  expect(() => ruleSegments(table as unknown as Table, undefined as unknown as [], { id: 'orders' })).toThrow(
    'ruleSegments needs a list of rules',
  );
});
