import type { EvidenceSource } from './evidence.js';
import { InputError } from './input-error.js';
import { checkColumns, type Table } from './table.js';

/**
 * A table as a source that sentences quote: `[key of the row, column]`.
 *
 * @param name - What readers call it, for example `topics`.
 * @param key - Column that names the rows, each once.
 * @throws {InputError} For an unknown column, and a key that stands twice.
 *
 * O(rows), then O(1) a quote.
 *
 * @example
 * const topics = tableOf({ topic: ['delivery', 'price'], mentions: [12, 7] });
 * tableEvidence('topics', topics, 'topic').at(['delivery', 'mentions']); // 12
 */
export function tableEvidence<Row extends object>(
  name: string,
  table: Table<Row>,
  key: keyof Row & string,
): EvidenceSource {
  const anyTable = table as unknown as Table;
  checkColumns('tableEvidence', anyTable, [key]);
  const rows = new Map<string, number>();
  anyTable.array(key).forEach((value, row) => {
    const own = String(value);
    if (rows.has(own)) {
      throw new InputError(
        `tableEvidence: row ${row + 1}, "${own}" stands twice in column "${key}". Rows need names.`,
        {
          column: key,
        },
      );
    }
    rows.set(own, row);
  });
  const columns = anyTable.columnNames();
  return {
    name,
    at: ([own, column, ...rest]) => {
      const row = rows.get(own);
      if (row === undefined || rest.length > 0 || !columns.includes(column)) return undefined;
      const value = anyTable.get(column, row);
      return typeof value === 'number' || typeof value === 'string' ? value : undefined;
    },
  };
}
