import { compareText } from '../core/compare-text.js';
import { dataHash } from '../core/data-hash.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import type { ProfiledSegments } from './profile.js';

/** Where segments stand. */
export interface SegmentsOfColumnOptions<Row extends object> {
  /** Column with the customer id. */
  readonly id: keyof Row & string;
  /** Column with the segment of each customer: numbers, text, or yes and no. */
  readonly column: keyof Row & string;
}

const NOT_KNOWN = 'not known';

/**
 * Segments that stand in a column: of another program, or a column that is profiled as if it were a segmentation, for example the
 * preferred channel. Customers without a value are the last segment, "not known".
 *
 * @returns Keys and names are the values; in ascending order for numbers, else the largest first, ties by code point.
 * @throws {InputError} For unknown columns, a customer that stands twice or has no id, and a column without values.
 *
 * O(customers).
 *
 * @example
 * const answers = tableOf({ id: ['a', 'b', 'c'], group: [2, 1, 2] });
 * segmentsOfColumn(answers, { id: 'id', column: 'group' }).segments.map(({ name }) => name); // ['1', '2']
 */
export function segmentsOfColumn<Row extends object>(
  table: Table<Row>,
  { id, column }: SegmentsOfColumnOptions<Row>,
): ProfiledSegments {
  const anyTable = table as unknown as Table;
  checkColumns('segmentsOfColumn', anyTable, [id, column]);
  const customers = anyTable.array(id);
  const ids: string[] = [];
  const values: (string | undefined)[] = [];
  const seen = new Set<string>();
  anyTable.array(column).forEach((value, row) => {
    const customer = String(customers[row] ?? '');
    if (customer === '' || seen.has(customer)) {
      const what = customer === '' ? 'has no id' : `"${customer}" stands twice`;
      throw new InputError(
        `segmentsOfColumn: row ${row + 1}: the customer ${what}. One row a customer is needed.`,
        {
          column: id,
        },
      );
    }
    seen.add(customer);
    ids.push(customer);
    const isMissing = value === null || value === undefined || value === '' || Number.isNaN(value);
    values.push(isMissing ? undefined : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  });
  if (values.every((value) => value === undefined)) {
    throw new InputError(`segmentsOfColumn: column "${column}" has no values.`, { column });
  }
  const known = inOrder(values.filter((value) => value !== undefined));
  const names = values.includes(undefined) ? [...known, NOT_KNOWN] : known;
  const places = new Map<string | undefined, number>(known.map((name, s) => [name, s]));
  places.set(undefined, known.length);
  const labels = Int32Array.from(values, (value) => places.get(value)!);
  return {
    ids,
    labels,
    segments: names.map((name, s) => {
      const size = labels.reduce((sum, label) => sum + Number(label === s), 0);
      return { key: name, name, size, share: size / ids.length };
    }),
    origin: { method: 'column', columns: [], options: { column }, dataHash: dataHash([column], ids, values) },
  };
}

function inOrder(values: readonly string[]): string[] {
  const sizes = new Map<string, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const names = [...sizes.keys()];
  if (names.every((name) => Number.isFinite(Number(name))))
    return names.sort((a, b) => Number(a) - Number(b));
  return names.sort((a, b) => sizes.get(b)! - sizes.get(a)! || compareText(a, b));
}
