import type { ColumnInfo } from '../../core/column.js';
import type { Finding } from '../../core/finding.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { checkKnown } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { shownTable } from '../../display/shown-table.js';
import { type EngineTable, infoOf, isEngineTable } from '../../engine/engine-table.js';
import { quotedList } from './quoted-list.js';

/** What uses data. */
export interface DataUse {
  readonly what: 'feature' | 'criterion' | 'profile' | 'message' | 'export' | 'metric';
  readonly name: string;
  /** Columns of the table, or names of features, that it reads. */
  readonly uses: readonly string[];
}

/** What uses a column. */
export interface ColumnUse {
  readonly column: string;
  /** `kept` is not used, but an id or a consent; `dead end` goes into features that nothing reads. */
  readonly status: 'used' | 'dead end' | 'unused' | 'kept';
  /** Uses in words, the ones by way of features included. */
  readonly uses: string;
}

/** The account of what uses which column; it shows itself as a table. */
export interface DataUseLedger extends Displayable {
  readonly columns: Table<ColumnUse>;
  /** Columns that nothing uses, proposed for deletion. */
  readonly unused: readonly string[];
  /** Features that nothing reads. */
  readonly deadEnds: readonly string[];
  readonly findings: readonly Finding[];
}

const WHO = 'dataUse';

/**
 * Which feature, criterion, profile, message, export or metric uses each column that was collected, directly or by way of
 * features; what nothing uses is named for deletion. Columns with the role `id` or `consent` are kept.
 *
 * @throws {InputError} For a use of something that is neither a column nor a feature, a name that is used twice, and
 *   features that use each other.
 *
 * @example
 * const ledger = dataUse(orders, [{ what: 'feature', name: 'recency', uses: ['orderedAt'] }, { what: 'criterion', name: 'Lost', uses: ['recency'] }]);
 * ledger.unused; // ['amount', 'lines']
 */
export function dataUse<Row extends object>(
  table: Table<Row> | EngineTable,
  uses: readonly DataUse[],
): DataUseLedger {
  const plain = table as Table | EngineTable;
  const names = isEngineTable(plain) ? [...plain.columns.keys()] : plain.columnNames();
  const info: Readonly<Record<string, ColumnInfo>> = infoOf(plain);
  const features = uses.filter(({ what }) => what === 'feature').map(({ name }) => name);
  const twice = features.find((name, i) => features.indexOf(name) !== i || names.includes(name));
  if (twice !== undefined)
    throw new InputError(`${WHO}: "${twice}" names two things. Give the feature another name.`);
  for (const use of uses) {
    checkKnown(`${WHO}, ${use.what} "${use.name}"`, 'column or feature', use.uses, [...names, ...features]);
  }
  const directly = (name: string) => uses.filter((use) => use.uses.includes(name));
  const reach = (name: string, path: readonly string[]): DataUse[] => {
    if (path.includes(name)) throw new InputError(`${WHO}: features ${quotedList(path)} use each other.`);
    return directly(name).flatMap((use) =>
      use.what === 'feature' ? [use, ...reach(use.name, [...path, name])] : [use],
    );
  };
  const columns = names.map((column): ColumnUse => {
    const all = [...new Set(reach(column, []))];
    const role = info[column]?.role;
    const used = all.some(({ what }) => what !== 'feature');
    const kept = role === 'id' || role === 'consent';
    const status = used ? 'used' : kept ? 'kept' : all.length > 0 ? 'dead end' : 'unused';
    return { column, status, uses: all.map(({ what, name }) => `${what} ${name}`).join(', ') };
  });
  const deadEnds = features.filter((name) => reach(name, []).every(({ what }) => what === 'feature'));
  const unused = columns.filter(({ status }) => status === 'unused').map(({ column }) => column);
  const ledger = ledgerTable(columns);
  return {
    columns: ledger,
    unused,
    deadEnds,
    findings: findingsOf(unused, deadEnds, names.length),
    [DISPLAY_KEY]: () =>
      contentBundle(shownTable(ledger, { caption: 'What uses which column', rows: names.length }).content),
  };
}

function ledgerTable(columns: readonly ColumnUse[]): Table<ColumnUse> {
  return tableOf<ColumnUse>(
    {
      column: columns.map(({ column }) => column),
      status: columns.map(({ status }) => status),
      uses: columns.map(({ uses }) => uses),
    },
    { column: { title: 'Column' }, status: { title: 'Status' }, uses: { title: 'Used by' } },
  );
}

function findingsOf(unused: readonly string[], deadEnds: readonly string[], columns: number): Finding[] {
  const found: Finding[] = [];
  if (unused.length > 0) {
    found.push({
      key: 'P5',
      severity: 'warning',
      sentence: `Nothing uses ${quotedList(unused)}.`,
      evidence: { unused: unused.length, columns },
      wayOut: `Stop collecting ${counted(unused.length, 'column')} and delete what is stored, or say what it is for.`,
    });
  }
  if (deadEnds.length > 0) {
    found.push({
      key: 'P5',
      severity: 'note',
      sentence: `Nothing reads the features ${quotedList(deadEnds)}.`,
      evidence: { features: deadEnds.length },
      wayOut: 'Leave them out, or use them.',
    });
  }
  return found;
}
