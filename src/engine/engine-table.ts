import type { ColumnInfo } from '../core/column.js';
import type { Table } from '../core/table.js';
import type { Expression } from './plan/expression.js';
import type { ValueType } from './plan/value-type.js';

/** Where the rows of a table stay. */
export type TablePlace =
  | { readonly kind: 'parquet'; readonly paths: readonly string[] }
  | {
      readonly kind: 'csv';
      readonly path: string;
      readonly compression: 'none' | 'gzip';
      readonly separator: string;
      readonly header: boolean;
      /** Columns in the order of the file, and what the engine reads them as. */
      readonly types: Readonly<Record<string, ValueType>>;
      /**
       * Leaves out records of more or fewer values than columns, and rows where one of these columns holds a value of
       * another type; default: both are errors.
       */
      readonly leaveOut?: readonly string[];
    }
  | { readonly kind: 'duckdb'; readonly path: string; readonly table: string };

/** A table whose rows stay in their file or database until something is computed from them. Plain data. */
export interface EngineTable {
  readonly kind: 'engine table';
  /** What messages call it. */
  readonly name: string;
  /** Columns and what they hold. */
  readonly columns: ReadonlyMap<string, ValueType>;
  readonly place: TablePlace;
  /** Where only a part of what is at the place counts: the columns there, and the rows that do; default all. */
  readonly view?: { readonly columns: ReadonlyMap<string, ValueType>; readonly where?: Expression };
  /** What is known about columns beside their values; default nothing. */
  readonly info?: Readonly<Record<string, ColumnInfo>>;
}

/** Whether a value is a table whose rows stay in an engine; by shape, so that two copies of the package agree. */
export function isEngineTable(value: unknown): value is EngineTable {
  return (value as { kind?: unknown } | null | undefined)?.kind === 'engine table';
}

/** What is known about the columns of a table, wherever its rows are. */
export function infoOf(table: Table | EngineTable): Readonly<Record<string, ColumnInfo>> {
  return table.info ?? {};
}
