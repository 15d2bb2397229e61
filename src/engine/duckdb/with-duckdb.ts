import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { InputError } from '../../core/input-error.js';
import type { Task } from '../../core/task.js';
import type { AppendedColumn, Engine, EngineColumn, EngineOptions, EngineValue } from '../engine.js';
import type { EngineTable } from '../engine-table.js';
import { viewSql } from '../sql/view-sql.js';
import { appendColumns } from './append-columns.js';
import { ColumnReader } from './column-reader.js';
import { duckDbDialect } from './duckdb-dialect.js';
import { duckDbQuickMoney } from './duckdb-quick-money.js';
import { quoteName, quoteText } from './quote.js';
import { tablePlaceSql } from './table-place-sql.js';

/** Milliseconds between two interrupts of a query that is to stop. */
const INTERRUPT_MS = 20;

/**
 * Opens an embedded DuckDB in memory, lends it to `work` and closes it, whatever happens. It never reaches
 * for the network: extensions are neither installed nor loaded by themselves. Stop interrupts a query.
 *
 * @throws {InputError} For a number of threads or megabytes that is none.
 *
 * @example
 * await withDuckDb(currentTask(), async (duckdb) => (await duckdb.query('SELECT 1 AS one'))[0].values); // [1]
 */
export async function withDuckDb<Result>(
  task: Task,
  work: (engine: Engine) => Promise<Result>,
  options: EngineOptions = {},
): Promise<Result> {
  const { threads = 2, memoryMb = 1024 } = options;
  for (const [name, value] of Object.entries({ threads, memoryMb })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`DuckDB: ${name} is ${value}; it must be a whole number from 1 on.`);
    }
  }
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    temp_directory: join(tmpdir(), `clientele-duckdb-${process.pid}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'"); // else days of times with a zone depend on the machine
    return await work(new DuckDbEngine(connection, task));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

class DuckDbEngine implements Engine {
  readonly dialect = duckDbDialect;
  readonly quickMoney = duckDbQuickMoney;
  readonly #attached: string[] = [];
  readonly #connection: DuckDBConnection;
  readonly #task: Task;

  constructor(connection: DuckDBConnection, task: Task) {
    this.#connection = connection;
    this.#task = task;
  }

  async run(sql: string, values?: readonly EngineValue[]): Promise<void> {
    await this.#stoppable(() => this.#connection.run(sql, bound(values)));
  }

  async query(sql: string, values?: readonly EngineValue[]): Promise<EngineColumn[]> {
    return this.#stoppable(async () => {
      const result = await this.#connection.run(sql, bound(values)); // a stream ends without a word where it fails
      const readers = result
        .columnNames()
        .map((name, j) => new ColumnReader(name, String(result.columnType(j))));
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        this.#task.signal.throwIfAborted();
        for (let j = 0; j < readers.length; j++) readers[j].read(chunk.getColumnVector(j));
      }
      return readers.map((reader) => reader.column());
    });
  }

  async open(table: EngineTable): Promise<string> {
    const { place } = table;
    if (place.kind !== 'duckdb') return viewSql(tablePlaceSql(place, ''), table, this.dialect);
    let position = this.#attached.indexOf(place.path);
    if (position < 0) {
      position = this.#attached.push(place.path) - 1;
      await this.run(`ATTACH ${quoteText(place.path)} AS ${quoteName(`database${position}`)} (READ_ONLY)`);
    }
    return viewSql(tablePlaceSql(place, `database${position}`), table, this.dialect);
  }

  async append(table: string, columns: readonly AppendedColumn[]): Promise<void> {
    await this.#stoppable(() => appendColumns(this.#connection, this.#task, table, columns));
  }

  /** A call that Stop interrupts, ending with the reason of the stop. */
  async #stoppable<Result>(call: () => Promise<Result>): Promise<Result> {
    const { signal } = this.#task;
    signal.throwIfAborted();
    let again: NodeJS.Timeout | undefined;
    const interrupt = () => {
      // DuckDB forgets an interrupt that comes before the query has begun, so it is repeated.
      again = setInterval(() => this.#connection.interrupt(), INTERRUPT_MS);
      this.#connection.interrupt();
    };
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Error && error.message.startsWith('Out of Memory Error')) {
        throw new InputError(
          'DuckDB: the table needs more memory than there is, or the disk has no room to set it aside. Read fewer columns or rows, or make room.',
        );
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      clearInterval(again);
    }
  }
}

function bound(values: readonly EngineValue[] | undefined): DuckDBValue[] | undefined {
  return values?.map((value) => (value instanceof Date ? value.toISOString() : value));
}
