import type { ColumnInfo } from '../../core/column.js';
import { InputError } from '../../core/input-error.js';
import { nearest } from '../../core/nearest.js';
import { type Table, tableOf } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { type EngineTable, infoOf, isEngineTable } from '../../engine/engine-table.js';
import { portablePattern } from '../../engine/plan/portable-pattern.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import { jaroWinkler } from '../quality/jaro-winkler.js';
import { valueText } from '../quality/value-text.js';
import { isAbsent, misfitOf } from './fits-column.js';
import { columnInfo, type RowOf, type Schema, type SchemaColumn } from './schema.js';
import { becomesText, schemaFaultsInPlace } from './schema-faults-in-place.js';

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
 * A table that stays in its file (`openTable`) stays there: its values are looked at in one pass, and what is given back
 * has the schema's columns, types and what is known about them.
 *
 * @returns The same rows; columns of the schema first, in its order, those that are absent left out.
 * @throws {InputError} With every misfit: columns that are not there with the nearest name, extra columns that look like a
 *   misspelt one, and columns whose values do
 *   not fit, with how many, the first row and its value (of tables that stay in their file, the least value).
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
  options?: CheckSchemaOptions,
): Table<RowOf<Given>>;
export function checkSchema<Given extends Schema>(
  table: EngineTable,
  schema: Given,
  options?: CheckSchemaOptions,
  task?: Task,
): Promise<EngineTable>;
export function checkSchema(
  given: Table | EngineTable,
  schema: Schema,
  options: CheckSchemaOptions = {},
  task: Task = currentTask(),
): unknown {
  if (isEngineTable(given)) return checkInPlace(given, schema, options, task);
  const { present, others, refuseFaults } = arrange(given.columnNames(), schema, options);
  const columns = new Map<string, readonly unknown[]>(
    present.map(([name, column]) => [name, given.array(name).map((value) => asText(value, column))]),
  );
  refuseFaults((name, column) => valueFaults(name, columns.get(name)!, column));
  for (const name of others) columns.set(name, given.array(name));
  return tableOf(
    Object.fromEntries(columns) as never,
    describedColumns(given.info, present, others) as never,
  ) as unknown as Table;
}

async function checkInPlace(
  table: EngineTable,
  schema: Schema,
  options: CheckSchemaOptions,
  task: Task,
): Promise<EngineTable> {
  const { present, others, refuseFaults } = arrange([...table.columns.keys()], schema, options);
  const faults = await schemaFaultsInPlace(WHO, table, present, task);
  refuseFaults((name) => faults.get(name) ?? []);
  const typeOf = (name: string) => table.columns.get(name)!;
  return {
    ...table,
    columns: new Map<string, ValueType>([
      ...present.map(([name, column]): [string, ValueType] => [
        name,
        becomesText(typeOf(name), column) ? 'text' : typeOf(name),
      ]),
      ...others.map((name): [string, ValueType] => [name, typeOf(name)]),
    ]),
    view: table.view ?? { columns: table.columns },
    info: describedColumns(infoOf(table), present, others),
  };
}

/** Columns of a table as a schema sees them. */
interface Arranged {
  /** Columns of the schema that are there. */
  readonly present: readonly (readonly [name: string, column: SchemaColumn])[];
  /** Columns that the schema does not have and that are kept. */
  readonly others: readonly string[];
  /** @throws {InputError} For columns that are not there or not wanted, and for the faults of values. */
  refuseFaults(ofValues: (name: string, column: SchemaColumn) => readonly string[]): void;
}

function arrange(given: readonly string[], schema: Schema, { extra = 'keep' }: CheckSchemaOptions): Arranged {
  const said = Object.entries<SchemaColumn>(schema.columns);
  const others = given.filter((name) => !Object.hasOwn(schema.columns, name));
  return {
    present: said.filter(([name]) => given.includes(name)),
    others: extra === 'keep' ? others : [],
    refuseFaults(ofValues) {
      const faults: string[] = [];
      for (const [name, column] of said) {
        if (given.includes(name)) faults.push(...ofValues(name, column));
        else if (column.required !== false) faults.push(missingColumn(name, others));
      }
      const absent = said.map(([name]) => name).filter((name) => !given.includes(name));
      faults.push(...extraFaults(others, absent, schema, extra));
      if (faults.length === 0) return;
      throw new InputError(
        `${WHO}: the table is not of the schema "${schema.name}":\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
      );
    },
  };
}

function extraFaults(
  others: readonly string[],
  absent: readonly string[],
  schema: Schema,
  extra: CheckSchemaOptions['extra'],
): string[] {
  if (extra === 'refuse') {
    return others.map((name) => `column "${name}" is not in the schema${hint(nearest(name, absent))}`);
  }
  if (extra === 'leave out') return [];
  return others.flatMap((name) => {
    const meant = absent.find(
      (each) => schema.columns[each].required === false && jaroWinkler(name, each) >= MISSPELT,
    );
    return meant === undefined
      ? []
      : [
          `column "${name}" is not in the schema, which has "${meant}": rename it, or leave extra columns out`,
        ];
  });
}

/** What is known about the columns, with what the schema says of them. */
function describedColumns(
  known: Readonly<Record<string, ColumnInfo>>,
  present: Arranged['present'],
  others: readonly string[],
): Record<string, ColumnInfo> {
  const info = (name: string) => (Object.hasOwn(known, name) ? known[name] : {});
  return Object.fromEntries([
    ...present.map(([name, column]) => [name, { ...info(name), ...columnInfo(column) }]),
    ...others.map((name) => [name, info(name)]),
  ]);
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
