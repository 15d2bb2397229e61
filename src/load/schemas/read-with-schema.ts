import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { unknownName } from '../../core/unknown-name.js';
import type { EngineType } from '../../engine/engine.js';
import { readTable } from '../read-table.js';
import type { OnBadRows, ReadOptions } from '../source.js';
import { withSource } from '../with-source.js';
import { applyMapping } from './apply-mapping.js';
import type { RowOf, Schema, SchemaColumn, SchemaType } from './schema.js';
import type { ColumnMapping } from './suggest-mapping.js';

/** How `readWithSchema` reads. */
export interface ReadWithSchemaOptions<Given extends Schema> extends ReadOptions {
  /** Which column of the file stands for which of the schema; default those of the same name. */
  readonly mapping?: ColumnMapping<Given>;
  /** How dates are written, for example `DD.MM.YYYY`; as for `readTable`. */
  readonly dateFormat?: string;
  /** Values that are no number or no text of the schema, and records of another number of values; as for `readTable`. */
  readonly onBadRows?: OnBadRows;
}

const WHO = 'readWithSchema';

/** What a column is read as; the others are found, and converted where there is one way only. */
const READ_AS: Readonly<Partial<Record<SchemaType, EngineType>>> = {
  text: 'text',
  category: 'text',
  'ordered category': 'text',
  number: 'number',
  'whole number': 'number',
  money: 'number',
};

/**
 * Reads a file as a schema says it is, so that the table has the schema's type: only its columns, ids and postal codes as
 * texts with their zeros in front, and what is known about each column with it.
 *
 * @throws {InputError} For a file that cannot be read, columns that are not there, and every value that does not fit, of
 *   text files with file and line where it is no number.
 *
 * O(rows x columns); kinds of files as for `readTable`.
 *
 * @example
 * const typed = await readWithSchema('orders.csv', ordersSchema);
 * typed.info.orderedAt.basis; // 'B4'
 */
export async function readWithSchema<Given extends Schema>(
  path: string,
  schema: Given,
  options: ReadWithSchemaOptions<Given> = {},
  task: Task = currentTask(),
): Promise<Table<RowOf<Given>>> {
  const { mapping: given, dateFormat, ...read } = options;
  const names = await withSource(WHO, path, read, task, async ({ columns }) =>
    columns.map(({ name }) => name),
  );
  const mapping: Readonly<Record<string, string | undefined>> = given ?? sameNames(schema, names);
  const wanted = Object.entries(mapping).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [, name] of wanted) if (!names.includes(name)) throw unknownName(WHO, 'column', name, names);
  const lacking = Object.entries<SchemaColumn>(schema.columns)
    .filter(([name, { required }]) => required !== false && mapping[name] === undefined)
    .map(([name]) => name);
  if (lacking.length > 0) {
    throw new InputError(
      `${WHO}: no column of "${path}" stands for ${lacking.join(', ')}. Say which in mapping; suggestMapping suggests them. The file has ${names.join(', ')}.`,
      { file: path },
    );
  }
  const types: Record<string, EngineType> = {};
  for (const [column, name] of wanted) {
    const type = Object.hasOwn(schema.columns, column) ? READ_AS[schema.columns[column].type] : undefined;
    if (type !== undefined) types[name] = type;
  }
  const columns = [...new Set(wanted.map(([, name]) => name))];
  const table = await readTable(
    path,
    { ...read, ...(dateFormat === undefined ? {} : { dateFormat }), columns, types },
    task,
  );
  return applyMapping(table, schema, mapping as ColumnMapping<Given>);
}

function sameNames(schema: Schema, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(schema.columns, name)).map((name) => [name, name]),
  );
}
