import { type Segmentation, type Table, tableOf } from 'clientele';
import { segmentationOf } from '#clientele/cluster/segmentation-of';

/** A segmentation written out: `names[label]` for each id. */
export function segmentsOf(
  labels: Readonly<Record<string, number>>,
  names: readonly string[] = ['First', 'Second'],
  kind: 'model' | 'rules' = 'model',
): Segmentation {
  const ids = Object.keys(labels);
  const values = Object.values(labels);
  return segmentationOf({
    kind,
    ids,
    labels: Int32Array.from(values),
    segments: names.map((name, s) => {
      const size = values.filter((label) => label === s).length;
      return { key: `s${s + 1}`, name, size, share: size / ids.length };
    }),
    origin: {
      method: kind === 'rules' ? 'rules' : 'k-means',
      columns: ['recencyDays'],
      options: {},
      dataHash: '0123456789abcdef',
    },
    assign: () => new Int32Array(0),
  });
}

/** Five customers in two segments, small enough to work by hand. */
export const fiveSegments = segmentsOf({ a: 0, b: 0, c: 1, d: 1, e: 1 });

export const fiveCustomers = tableOf(
  {
    customerId: ['a', 'b', 'c', 'd', 'e'],
    recencyDays: [10, 30, 50, 70, 90],
    orders: [1, 2, 2, 3, null] as (number | null)[],
    region: ['North', 'North', 'North', 'South', 'South'],
    gender: ['f', 'f', 'm', 'm', 'm'],
  },
  {
    customerId: { role: 'id' },
    recencyDays: { unit: 'days', role: 'base' },
    gender: { role: 'protected' },
  },
);

/** Many customers whose values depend on the segment alone: `copies` of each row. */
export function manyCustomers(
  rows: readonly { segment: number; values: Readonly<Record<string, number | string>> }[],
  copies = 20,
): { labels: Record<string, number>; table: Table } {
  const labels: Record<string, number> = {};
  const names = Object.keys(rows[0].values);
  const columns: Record<string, (number | string)[]> = { customerId: [] };
  for (const name of names) columns[name] = [];
  for (const [r, { segment, values }] of rows.entries()) {
    for (let copy = 0; copy < copies; copy++) {
      const id = `c${r}-${copy}`;
      labels[id] = segment;
      columns.customerId.push(id);
      for (const name of names) columns[name].push(values[name]);
    }
  }
  return { labels, table: tableOf(columns) as Table };
}
