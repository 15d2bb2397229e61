import type { Task } from '../core/task.js';
import type { EngineTable } from './engine-table.js';
import type { Dialect } from './sql/dialect.js';

/** Value of a cell as it leaves or enters an engine; nothing is `null`. */
export type EngineValue = string | number | boolean | Date | null;

/** What a column holds, whatever the engine calls it. */
export type EngineType = 'text' | 'number' | 'date' | 'boolean';

/** A column that left an engine, in row order. */
export interface EngineColumn {
  readonly name: string;
  readonly type: EngineType;
  readonly values: EngineValue[];
}

/** A column on its way into an engine. `integer` takes whole numbers up to 2^53 and bigints up to 2^63. */
export interface AppendedColumn {
  readonly name: string;
  readonly type: EngineType | 'integer';
  readonly values: ArrayLike<EngineValue | bigint>;
}

/** Where big tables live: SQL goes in, columns come out. Rows come in the order the SQL asks for. */
export interface Engine {
  /** How it writes what plans say. */
  readonly dialect: Dialect;
  /** The same with money in doubles: sums are exact while the sum of all sizes is below 9,000,000,000. */
  readonly quickMoney: Dialect;
  /** SQL for the rows of a table that stays where it is, once it can be read: a query in brackets or a name. */
  open(table: EngineTable): Promise<string>;
  /**
   * Runs statements that answer nothing.
   *
   * @param values - Bound to `$1`, `$2`, … of the SQL.
   */
  run(sql: string, values?: readonly EngineValue[]): Promise<void>;
  /** Runs one query and converts its answer: dates to `Date`, decimals to numbers, whole numbers to numbers or text. */
  query(sql: string, values?: readonly EngineValue[]): Promise<EngineColumn[]>;
  /** Makes a temporary table from columns in memory. */
  append(table: string, columns: readonly AppendedColumn[]): Promise<void>;
}

/** How an engine is set up. Results depend on none of it. */
export interface EngineOptions {
  /** Threads, default 2. */
  readonly threads?: number;
  /** Megabytes of memory before it spills to disk, default 1,024. */
  readonly memoryMb?: number;
}

/** Opens an engine, lends it to `work` and closes it, whatever happens. */
export type OpenEngine = <Result>(
  task: Task,
  work: (engine: Engine) => Promise<Result>,
  options?: EngineOptions,
) => Promise<Result>;
