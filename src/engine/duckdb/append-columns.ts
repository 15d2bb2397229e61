import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { breathe, type Task } from '../../core/task.js';
import type { AppendedColumn, EngineValue } from '../engine.js';
import { quoteName } from './quote.js';

/** Rows of one chunk: DuckDB's own vector size. */
const CHUNK_ROWS = 2048;
/** Chunks between two breaths. */
const CHUNKS_PER_BREATH = 32;

const SQL_TYPES = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'BIGINT',
  date: 'TIMESTAMP',
  boolean: 'BOOLEAN',
} as const;

/** Makes a temporary table and fills it chunk by chunk; invalid dates and missing values become NULL. */
export async function appendColumns(
  connection: DuckDBConnection,
  task: Task,
  table: string,
  columns: readonly AppendedColumn[],
): Promise<void> {
  const { DuckDBDataChunk, DuckDBTimestampValue, BIGINT, BOOLEAN, DOUBLE, TIMESTAMP, VARCHAR } = await import(
    '@duckdb/node-api'
  );
  const types = { text: VARCHAR, number: DOUBLE, integer: BIGINT, date: TIMESTAMP, boolean: BOOLEAN };
  const convert: Record<AppendedColumn['type'], (value: EngineValue | bigint) => DuckDBValue> = {
    text: String,
    number: Number,
    integer: (value) => BigInt(value as number | bigint),
    date: (value) => {
      const time = (value as Date).getTime();
      return Number.isNaN(time) ? null : new DuckDBTimestampValue(BigInt(time) * 1000n);
    },
    boolean: Boolean,
  };

  const definition = columns.map(({ name, type }) => `${quoteName(name)} ${SQL_TYPES[type]}`);
  await connection.run(`CREATE TEMP TABLE ${quoteName(table)} (${definition.join(', ')})`);
  const appender = await connection.createAppender(table);
  try {
    const rows = columns[0]?.values.length ?? 0;
    const chunkTypes: DuckDBType[] = columns.map(({ type }) => types[type]);
    for (let start = 0, chunks = 0; start < rows; start += CHUNK_ROWS, chunks++) {
      const size = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(chunkTypes, size);
      columns.forEach(({ type, values }, j) => {
        const part: DuckDBValue[] = new Array(size);
        for (let i = 0; i < size; i++) {
          const value = values[start + i];
          part[i] = value === null || value === undefined ? null : convert[type](value);
        }
        chunk.setColumnValues(j, part);
      });
      appender.appendDataChunk(chunk);
      if (chunks % CHUNKS_PER_BREATH === CHUNKS_PER_BREATH - 1) await breathe(task);
    }
  } finally {
    appender.closeSync();
  }
}
