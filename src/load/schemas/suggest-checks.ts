import type { Table } from '../../core/table.js';
import { type EngineTable, isEngineTable } from '../../engine/engine-table.js';
import { inRange } from '../quality/in-range.js';
import { inSet } from '../quality/in-set.js';
import { matches } from '../quality/matches.js';
import { noStrayBlanks } from '../quality/no-stray-blanks.js';
import { notInFuture } from '../quality/not-in-future.js';
import { notNull } from '../quality/not-null.js';
import { type CheckedType, ofType } from '../quality/of-type.js';
import type { QualityCheck } from '../quality/quality-check.js';
import { unique } from '../quality/unique.js';
import type { Schema, SchemaColumn, SchemaType } from './schema.js';

const TYPES: Readonly<Partial<Record<SchemaType, CheckedType>>> = {
  number: 'number',
  'whole number': 'whole number',
  money: 'number',
  date: 'date',
  boolean: 'boolean',
};

/**
 * The checks that a schema calls for: filled, of its type, within its levels and ends, of its form, unique, not in the
 * future, ids without stray blanks. For `checkQuality`, also of a table that stays in its file.
 *
 * @param table - Columns that it lacks are left out if they need not be there; ranges, forms and days are asked only of
 *   columns that hold numbers, texts and dates, for other columns fail by their type. Default all columns, as said.
 *
 * @example
 * const checks = suggestChecks(ordersSchema, orders);
 * (await checkQuality(orders, checks, { asOf: '2026-01-01' })).passed; // true
 */
export function suggestChecks<Row extends object>(
  schema: Schema,
  table?: Table<Row> | EngineTable,
): QualityCheck[] {
  const plain = table as Table | EngineTable | undefined;
  const there =
    plain === undefined ? undefined : isEngineTable(plain) ? [...plain.columns.keys()] : plain.columnNames();
  return Object.entries<SchemaColumn>(schema.columns).flatMap(([name, said]) => {
    if (there !== undefined && said.required === false && !there.includes(name)) return [];
    return columnChecks(name, said, heldBy(name, plain));
  });
}

type Held = 'number' | 'text' | 'date' | 'boolean' | undefined;

function columnChecks(name: string, said: SchemaColumn, held: Held): QualityCheck[] {
  const { type, required, levels, min, max, pattern, role } = said;
  const checks: QualityCheck[] = [];
  const holds = (kind: Held) => held === undefined || held === kind;
  if (required !== false) checks.push(notNull(name));
  const checked = TYPES[type];
  if (checked !== undefined) checks.push(ofType(name, checked));
  if (said.unique === true) checks.push(unique(name));
  if (levels !== undefined && holds('text')) checks.push(inSet(name, levels));
  if ((min !== undefined || max !== undefined) && holds('number')) {
    checks.push(
      inRange(name, { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }),
    );
  }
  if (pattern !== undefined && holds('text')) checks.push(matches(name, pattern));
  if (said.past === true && holds('date')) checks.push(notInFuture(name));
  if (role === 'id' && type === 'text' && holds('text')) checks.push(noStrayBlanks(name));
  return checks;
}

function heldBy(name: string, table: Table | EngineTable | undefined): Held {
  if (table === undefined) return undefined;
  if (isEngineTable(table)) {
    const type = table.columns.get(name);
    if (type === 'time') return 'date';
    return type === 'integer' || type === 'money' ? 'number' : type;
  }
  if (!table.columnNames().includes(name)) return undefined;
  const kinds = new Set(
    table
      .array(name)
      .filter((value) => value !== null && value !== undefined)
      .map(kindOf),
  );
  return kinds.size === 1 ? ([...kinds][0] as Held) : 'text'; // what mixes kinds is taken as texts
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'date';
  if (typeof value === 'string') return 'text';
  return typeof value === 'bigint' ? 'number' : typeof value;
}
