import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../core/make-folder.js';
import type { Table } from '../../core/table.js';
import { quoteName, quoteText } from '../../engine/duckdb/quote.js';
import type { AppendedColumn, Engine } from '../../engine/engine.js';

const NUMBER = ['amount', 'unitPrice', 'discount', 'cost', 'revenue', 'margin'];
const WHOLE =
  'birthYear children line quantity converted orders appOrders peakOrders period sold left waitingMinutes satisfaction visits opened clicked unsubscribed orderedAgain'.split(
    ' ',
  );
const TRUTH = ['analysis', 'profiling', 'marketing', 'thirdParty', 'solved', 'sent'];
const DAYS = ['joinedOn', 'sentOn', 'answeredOn', 'writtenOn', 'referredOn', 'week'];
const TIMES = ['orderedAt', 'at'];
const IDS = ['customerId', 'referredBy', 'orderId', 'accountId'];

/** Answers to questions are whole numbers. */
function typeOf(table: string, name: string): AppendedColumn['type'] {
  if (NUMBER.includes(name)) return 'number';
  if (WHOLE.includes(name)) return 'integer';
  if (TRUTH.includes(name)) return 'boolean';
  return table === 'needs' && !DAYS.includes(name) && !IDS.includes(name) ? 'integer' : 'text';
}

/**
 * Writes the rows of a table as one Parquet file of several, days and times as such.
 *
 * @param block - Stands in the ids, so that those of two blocks differ; `undefined` leaves them.
 */
export async function writePart(
  engine: Engine,
  folder: string,
  name: string,
  table: Table,
  part: number,
  block: string | undefined,
): Promise<void> {
  const prefixed = (value: unknown) =>
    block === undefined ? value : `${String(value).slice(0, 1)}${block}-${String(value).slice(1)}`;
  const columns = table.columnNames().map((column): AppendedColumn => {
    const values = table.array(column);
    const own = IDS.includes(column) ? Array.from(values, prefixed) : values;
    return { name: column, type: typeOf(name, column), values: own as string[] };
  });
  const cast = (column: string, type: string) =>
    `CAST(${quoteName(column)} AS ${type}) AS ${quoteName(column)}`;
  const selected = table.columnNames().map((column) => {
    if (DAYS.includes(column)) return cast(column, 'DATE');
    return TIMES.includes(column) ? cast(column, 'TIMESTAMP') : quoteName(column);
  });
  makeFolder(join(folder, name));
  const target = join(folder, name, `${String(part).padStart(6, '0')}.parquet`);
  await engine.append('part', columns);
  await engine.run(`COPY (SELECT ${selected.join(', ')} FROM part) TO ${quoteText(target)} (FORMAT parquet)`);
  await engine.run('DROP TABLE part');
}

/** Makes one Parquet file of the parts, in their order. */
export async function joinParts(engine: Engine, folder: string, target: string): Promise<void> {
  const parts = readdirSync(folder)
    .sort()
    .map((name) => quoteText(join(folder, name)));
  await engine.run(
    `COPY (SELECT * FROM read_parquet([${parts.join(', ')}])) TO ${quoteText(target)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}
