import { type Schema, type SchemaColumns, schema } from './schema.js';

/**
 * A schema with columns more, or with columns said anew.
 *
 * @param columns - A column that is there already is replaced as a whole.
 * @throws {InputError} As `schema` does.
 *
 * @example
 * const mine = extendSchema(customersSchema, { shoeSize: { type: 'number', unit: 'EU size', basis: 'B1', required: false } });
 * 'shoeSize' in mine.columns; // true
 */
export function extendSchema<const Columns extends SchemaColumns, const More extends SchemaColumns>(
  base: Schema<Columns>,
  columns: More,
): Schema<Omit<Columns, keyof More> & More> {
  const all = { ...base.columns, ...columns } as unknown as Omit<Columns, keyof More> & More;
  return schema(base.name, base.row, all as SchemaColumns) as unknown as Schema<
    Omit<Columns, keyof More> & More
  >;
}
