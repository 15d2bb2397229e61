import { InputError } from '../../core/input-error.js';
import { type Columns, type Table, tableOf } from '../../core/table.js';
import { checkKnown } from '../../core/unknown-name.js';
import { checkSchema } from './check-schema.js';
import { convertValue } from './convert-value.js';
import type { RowOf, Schema } from './schema.js';
import type { ColumnMapping } from './suggest-mapping.js';

const WHO = 'applyMapping';

/**
 * The table that a schema says, from the columns of a file that stand for its columns. Values that can be read in one way
 * only become their type: numbers and days (`YYYY-MM-DD`) in texts, yes and no in several languages, ids read as
 * numbers. Columns that stand for nothing are left out.
 *
 * @throws {InputError} For names that are not there, a column that stands for two, and whatever `checkSchema` refuses,
 *   dates written another way among it: read the file with `dateFormat`.
 *
 * @example
 * const file = tableOf({ Kunde: [7], Datum: ['2026-01-31'], Nr: ['A1'] });
 * applyMapping(file, ordersSchema, { customerId: 'Kunde', orderedAt: 'Datum', orderId: 'Nr' }).get('customerId', 0); // '7'
 */
export function applyMapping<Row extends object, Given extends Schema>(
  table: Table<Row>,
  schema: Given,
  mapping: ColumnMapping<Given>,
): Table<RowOf<Given>> {
  const plain = table as unknown as Table;
  const entries = Object.entries<string | undefined>(mapping).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const from = entries.map(([, name]) => name);
  checkKnown(
    `${WHO}, schema "${schema.name}"`,
    'column',
    entries.map(([column]) => column),
    Object.keys(schema.columns),
  );
  checkKnown(WHO, 'column', from, plain.columnNames());
  const twice = from.find((name, i) => from.indexOf(name) !== i);
  if (twice !== undefined)
    throw new InputError(`${WHO}: "${twice}" stands for two columns.`, { column: twice });
  const columns = entries.map(([column, name]): [string, unknown[]] => [
    column,
    plain.array(name).map((value) => convertValue(value, schema.columns[column])),
  ]);
  const info = Object.fromEntries(entries.map(([column, name]) => [column, plain.info?.[name] ?? {}]));
  const mapped = tableOf(Object.fromEntries(columns) as unknown as Columns<object>, info as never);
  return checkSchema(mapped, schema);
}
