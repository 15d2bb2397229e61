import { InputError } from '../../core/input-error.js';
import { nearest } from '../../core/nearest.js';
import { type Columns, type Table, tableOf } from '../../core/table.js';
import { portablePattern } from '../../engine/plan/portable-pattern.js';
import { jaroWinkler } from '../quality/jaro-winkler.js';
import { valueText } from '../quality/value-text.js';
import { isAbsent, misfitOf } from './fits-column.js';
import { columnInfo, type RowOf, type Schema, type SchemaColumn } from './schema.js';

/** How `checkSchema` treats what the schema does not say. */
export interface CheckSchemaOptions {
  /** Columns that the schema does not have: kept without anything said about them, left out, or refused. Default `keep`. */
  readonly extra?: 'keep' | 'leave out' | 'refuse';
}

const WHO = 'checkSchema';
/** Jaro-Winkler similarity from which on an extra column is one of the schema, misspelt. */
const MISSPELT = 0.95;

/**
 * The table that a schema says, with its type, and with what the schema knows about each column. Whole numbers in a
 * column of texts, as ids are often read, become texts; nothing else is changed.
 *
 * @returns The same rows; columns of the schema first, in its order, those that are absent left out.
 * @throws {InputError} With every misfit: columns that are not there with the nearest name, extra columns that look like a
 *   misspelt one, and columns whose values do
 *   not fit, with how many, the first row and its value.
 *
 * O(rows x columns). For rules that may fail without stopping see `suggestChecks` and `checkQuality`.
 *
 * @example
 * const typed = checkSchema(orders, ordersSchema);
 * typed.info.amount.basis; // 'B8'
 */
export function checkSchema<Row extends object, Given extends Schema>(
  table: Table<Row>,
  schema: Given,
  options: CheckSchemaOptions = {},
): Table<RowOf<Given>> {
  const plain = table as unknown as Table;
  const { extra = 'keep' } = options;
  const given = plain.columnNames();
  const said = Object.entries<SchemaColumn>(schema.columns);
  const others = given.filter((name) => !Object.hasOwn(schema.columns, name));
  const faults: string[] = [];
  const columns: [string, readonly unknown[]][] = [];
  for (const [name, column] of said) {
    if (!given.includes(name)) {
      if (column.required !== false) faults.push(missingColumn(name, others));
      continue;
    }
    const values = plain.array(name).map((value) => asText(value, column));
    faults.push(...valueFaults(name, values, column));
    columns.push([name, values]);
  }
  const absent = said.map(([name]) => name).filter((name) => !given.includes(name));
  if (extra === 'keep') {
    for (const name of others) {
      const meant = absent.find(
        (each) => schema.columns[each].required === false && jaroWinkler(name, each) >= MISSPELT,
      );
      if (meant !== undefined) {
        faults.push(
          `column "${name}" is not in the schema, which has "${meant}": rename it, or leave extra columns out`,
        );
      }
    }
  }
  if (extra === 'refuse') {
    faults.push(
      ...others.map((name) => `column "${name}" is not in the schema${hint(nearest(name, absent))}`),
    );
  }
  if (faults.length > 0) {
    throw new InputError(
      `${WHO}: the table is not of the schema "${schema.name}":\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
  }
  if (extra === 'keep') for (const name of others) columns.push([name, plain.array(name)]);
  const info = { ...plain.info };
  for (const [name, column] of said) info[name] = { ...info[name], ...columnInfo(column) };
  const kept = columns.map(([name]) => [name, info[name] ?? {}]);
  return tableOf(
    Object.fromEntries(columns) as unknown as Columns<RowOf<Given>>,
    Object.fromEntries(kept) as never,
  );
}

function missingColumn(name: string, others: readonly string[]): string {
  return `there is no column "${name}"${hint(nearest(name, others))}`;
}

function hint(close: string | undefined): string {
  return close === undefined ? '' : `, nearest "${close}"`;
}

/** Ids that were read as numbers are texts. */
function asText(value: unknown, { type }: SchemaColumn): unknown {
  if (type !== 'text') return value;
  return typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : value;
}

function valueFaults(name: string, values: readonly unknown[], column: SchemaColumn): string[] {
  const pattern =
    column.pattern === undefined
      ? undefined
      : new RegExp(`^(?:${portablePattern(WHO, column.pattern)})$`, 'u');
  const found = new Map<string, { rows: number; first: number }>();
  const note = (fault: string, row: number) => {
    const known = found.get(fault);
    if (known === undefined) found.set(fault, { rows: 1, first: row });
    else known.rows++;
  };
  for (const [row, value] of values.entries()) {
    if (isAbsent(value)) {
      if (column.required !== false) note('is missing', row);
      continue;
    }
    const misfit = misfitOf(value, column);
    if (misfit !== undefined) note(misfit, row);
    else if (pattern !== undefined && !pattern.test(value as string))
      note(`has not the form ${column.pattern}`, row);
  }
  return [...found].map(([fault, { rows, first }]) => {
    const value = fault === 'is missing' ? '' : `: ${valueText(values[first])}`;
    return `column "${name}" ${fault} in ${rows} of ${values.length} rows, first in row ${first + 1}${value}`;
  });
}
