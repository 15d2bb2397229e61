import type { ColumnInfo } from '../core/column.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../core/table.js';
import { type EmailOptions, hashEmail } from './email.js';

/** How two sources are joined. */
export interface JoinSourcesOptions extends EmailOptions {
  /** Column of the key in both, or `[left, right]`. */
  readonly on: string | readonly [string, string];
  /** What the key is: an id, compared as it is without blanks around it (default), or an e-mail address, compared hashed. */
  readonly key?: 'id' | 'email';
  /** Put before the names of right columns that the left has too, default `right_`. */
  readonly prefix?: string;
  /** Where the right table comes from and when it was read, for its columns. */
  readonly source?: { readonly name: string; readonly readOn: string };
}

/** Two sources joined, and what became of every row. */
export interface JoinedSources {
  /** All rows of the left table in their order; columns of the right are `null` where none or several match. */
  readonly table: Table;
  /** Left rows with one row on the right. */
  readonly matched: number;
  /** Left rows whose key is there several times on the right, or comes several times on the left: not joined. */
  readonly ambiguous: readonly JoinProblem[];
  /** Left rows whose key is not on the right. */
  readonly unmatched: readonly JoinProblem[];
  /** Left rows without a key. */
  readonly keyless: number;
  /** Right rows that no left row took. */
  readonly unused: number;
  /** One sentence for reports. */
  readonly sentence: string;
}

/** A row that was not joined. */
export interface JoinProblem {
  /** Row of the left table, counted from 1. */
  readonly row: number;
  /** Rows on the left and on the right with its key. */
  readonly left: number;
  readonly right: number;
}

const WHO = 'joinSources';

/**
 * Joins two tables of customers on an id or on their e-mail address, which is compared normalised and hashed. Nothing is
 * merged silently: a key that occurs several times on a side joins nobody, and is listed.
 *
 * @throws {InputError} For columns that are not there, and names that would be there twice.
 *
 * O(rows).
 *
 * @example
 * const shop = tableOf({ customerId: ['a', 'b', 'c'], email: ['ana@x.org', 'bo@x.org', null] });
 * const mail = tableOf({ email: ['ANA@x.org ', 'cy@x.org'], opened: [3, 1] });
 * const joined = joinSources(shop, mail, { on: 'email', key: 'email' });
 * joined.table.array('opened'); // [3, null, null]
 * joined.sentence; // '1 of 3 rows matched; 1 unmatched, 0 ambiguous, 1 without a key; 1 row of the other source was not used.'
 */
export function joinSources<Left extends object, Right extends object>(
  left: Table<Left>,
  right: Table<Right>,
  options: JoinSourcesOptions,
): JoinedSources {
  const { on, key = 'id', prefix = 'right_', source } = options;
  const [leftKey, rightKey] = typeof on === 'string' ? [on, on] : on;
  const [mine, theirs] = [left as unknown as Table, right as unknown as Table];
  checkColumns(WHO, mine, [leftKey]);
  checkColumns(WHO, theirs, [rightKey]);
  const keyOf = (value: unknown): string | undefined => {
    if (value === null || value === undefined) return undefined;
    const text = String(value).trim();
    if (text === '') return undefined;
    return key === 'email' ? hashEmail(text, options) : text;
  };
  const leftKeys = mine.array(leftKey).map(keyOf);
  const rightKeys = theirs.array(rightKey).map(keyOf);
  const [leftRows, rightRows] = [rowsByKey(leftKeys), rowsByKey(rightKeys)];
  const ambiguous: JoinProblem[] = [];
  const unmatched: JoinProblem[] = [];
  let keyless = 0;
  const partner = leftKeys.map((each, i) => {
    if (each === undefined) {
      keyless++;
      return -1;
    }
    const [own, others] = [leftRows.get(each)!, rightRows.get(each) ?? []];
    const problem = { row: i + 1, left: own.length, right: others.length };
    if (others.length === 0) unmatched.push(problem);
    else if (others.length > 1 || own.length > 1) ambiguous.push(problem);
    else return others[0];
    return -1;
  });
  const matched = partner.filter((row) => row >= 0).length;
  const unused = theirs.numRows() - matched;
  const taken = theirs.columnNames().filter((name) => name !== rightKey);
  const columns: Record<string, unknown[]> = Object.fromEntries(
    mine.columnNames().map((name) => [name, mine.array(name)]),
  );
  const info: Record<string, ColumnInfo> = { ...mine.info };
  for (const name of taken) {
    const called = Object.hasOwn(columns, name) ? `${prefix}${name}` : name;
    if (Object.hasOwn(columns, called)) {
      throw new InputError(`${WHO}: two columns would be called "${called}". Give another prefix.`, {
        column: called,
      });
    }
    const values = theirs.array(name);
    columns[called] = partner.map((row) => (row < 0 ? null : values[row]));
    info[called] = { ...theirs.info[name], ...sourceInfo(theirs.info[name], source) };
  }
  const rows = mine.numRows();
  const others = unused === 1 ? '1 row of the other source was' : `${unused} rows of the other source were`;
  return {
    table: tableOf(columns as never, info as never) as unknown as Table,
    matched,
    ambiguous,
    unmatched,
    keyless,
    unused,
    sentence: `${matched} of ${rows} rows matched; ${unmatched.length} unmatched, ${ambiguous.length} ambiguous, ${keyless} without a key; ${others} not used.`,
  };
}

function rowsByKey(keys: readonly (string | undefined)[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  keys.forEach((key, i) => {
    if (key === undefined) return;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [i]);
    else known.push(i);
  });
  return rows;
}

/** The meaning of a column with its source and day behind it. */
function sourceInfo(info: ColumnInfo | undefined, source: JoinSourcesOptions['source']): ColumnInfo {
  if (source === undefined) return {};
  const from = `From ${source.name}, read on ${source.readOn}.`;
  return { meaning: info?.meaning === undefined ? from : `${info.meaning} ${from}` };
}
