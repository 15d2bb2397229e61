import type { TablePlace } from '../engine-table.js';
import { duckDbDialect } from './duckdb-dialect.js';
import { quoteName, quoteText } from './quote.js';

/** SQL for the rows of a table in files; databases are attached under `database` before. */
export function tablePlaceSql(place: TablePlace, database: string): string {
  switch (place.kind) {
    case 'parquet':
      return `read_parquet([${place.paths.map(fileText).join(', ')}])`;
    case 'csv': {
      const columns = Object.entries(place.types)
        .map(([name, type]) => `${quoteText(name)}: ${quoteText(csvType(type))}`)
        .join(', ');
      return (
        `read_csv(${fileText(place.path)}, auto_detect = false, columns = {${columns}}, ` +
        `delim = ${quoteText(place.separator)}, quote = '"', escape = '"', header = ${place.header}, ` +
        `compression = ${quoteText(place.compression)}, parallel = true)`
      );
    }
    case 'duckdb':
      return `${quoteName(database)}.${place.table.split('.').map(quoteName).join('.')}`;
  }
}

/** SQL that reads a text file with the types its first rows suggest; whole numbers that begin with 0 stay text. */
export function sniffSql(place: Extract<TablePlace, { kind: 'csv' }>): string {
  const names = Object.keys(place.types).map(quoteText).join(', ');
  return (
    `read_csv(${fileText(place.path)}, names = [${names}], delim = ${quoteText(place.separator)}, ` +
    `quote = '"', escape = '"', header = ${place.header}, compression = ${quoteText(place.compression)}, ` +
    `auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'])`
  );
}

/** Money in a text has up to 12 digits before the point. */
function csvType(type: keyof typeof duckDbDialect.types): string {
  return type === 'money' ? 'DECIMAL(18, 6)' : duckDbDialect.types[type];
}

/** The path as DuckDB takes it: `*`, `?` and `[` are themselves, not patterns. */
function fileText(path: string): string {
  return quoteText(path.replace(/[*?[]/g, '[$&]'));
}
