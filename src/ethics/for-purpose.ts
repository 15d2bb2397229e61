import { checkPurpose, coversPurpose } from '../core/check-purpose.js';
import type { ColumnInfo } from '../core/column.js';
import type { Finding } from '../core/finding.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../display/bundle.js';
import { contentBundle } from '../display/content-bundle.js';
import { type EngineTable, infoOf, isEngineTable } from '../engine/engine-table.js';
import { call, type Expression } from '../engine/plan/expression.js';
import { comparableColumns, type LeftOutDifference } from './compare-left-out.js';
import { type Consent, consentColumns } from './consent.js';
import { type PurposeAccount, purposeFinding, purposeSentence, shownPurpose } from './describe-purpose.js';
import { splitEngineTable } from './split-engine-table.js';
import { splitTable } from './split-table.js';

/** How `forPurpose` reads consent and compares. */
export interface ForPurposeOptions {
  /** Where the table says what customers agreed to. */
  readonly consent: Consent;
  /** Columns in which those left out are compared; default all that are open to analysis, ids left out. */
  readonly compare?: readonly string[];
  /** Customers that have to stand behind a number that is shown, default 10. */
  readonly minimum?: number;
}

/** What became of customers and columns. */
export interface PurposeCounts {
  readonly given: number;
  readonly kept: number;
  /** Said no. */
  readonly refused: number;
  /** Said nothing, which is no consent. */
  readonly unknown: number;
  /** Left out, and out of the comparison, too: they did not agree to analysis. */
  readonly notCompared: number;
}

/** A table for one purpose, and the account of what does not cover it; it shows itself as a table. */
export interface ForPurpose<Row extends object, Kept = Table<Row>> extends Displayable {
  readonly purpose: Purpose;
  /** Customers and columns that cover the purpose. Columns that were left out are not there, whatever the type says. */
  readonly table: Kept;
  readonly customers: PurposeCounts;
  /** Columns left out because their purposes do not cover this one. */
  readonly columnsLeftOut: readonly string[];
  /** Columns that are used because their purposes are not stated. */
  readonly columnsNotStated: readonly string[];
  /** Words in lists of purposes that are none, and count as nothing. */
  readonly unknownWords: readonly string[];
  /** How those who stay and those left out differ. */
  readonly differences: readonly LeftOutDifference[];
  readonly sentence: string;
  readonly findings: readonly Finding[];
}

const WHO = 'forPurpose';

/**
 * Keeps to the customers and the columns that may be used for a purpose: the first thing done to a table before features,
 * segments or personas. A column covers the purposes that its `ColumnInfo` states (those of a schema), all where none are
 * stated; a customer those that were agreed to, and nothing where that is not known. No purpose includes another. It
 * counts what is left out and shows how those customers differ from the ones who stay, for segments then speak for the
 * latter alone.
 *
 * Of customers who are left out only means and shares are computed, masked below `minimum`; where there is a consent to
 * analysis, only of those who gave it.
 *
 * A table that stays in its file (`openTable`) stays there: what is given back is the part of it that may be used, and what
 * is computed from it has no other customers and columns.
 *
 * @param table - One row a customer.
 * @throws {InputError} For an unknown purpose or column, a consent that is neither true nor false, no consent given for
 *   this purpose, and when nobody is left.
 *
 * O(rows x columns). Intervals at 95%: Student's t for means, Wilson for shares.
 *
 * @example
 * const people = tableOf({ id: ['a', 'b', 'c'], age: [30, 40, 50], mayProfile: [true, false, null] });
 * const { table, customers } = forPurpose(people, 'profiling', { consent: { columns: { profiling: 'mayProfile' } } });
 * table.array('id'); // ['a']
 * customers.unknown; // 1
 */
export function forPurpose<Row extends object>(
  table: Table<Row>,
  purpose: Purpose,
  options: ForPurposeOptions,
): ForPurpose<Row>;
export function forPurpose(
  table: EngineTable,
  purpose: Purpose,
  options: ForPurposeOptions,
  task?: Task,
): Promise<ForPurpose<Record<string, unknown>, EngineTable>>;
export function forPurpose(
  table: Table | EngineTable,
  purpose: Purpose,
  options: ForPurposeOptions,
  task: Task = currentTask(),
): ForPurpose<object> | Promise<ForPurpose<object, EngineTable>> {
  checkPurpose(WHO, purpose);
  const { minimum = 10 } = options;
  if (!(minimum >= 1)) throw new InputError(`${WHO}: minimum is ${minimum}; it is at least 1.`);
  const names = isEngineTable(table) ? [...table.columns.keys()] : table.columnNames();
  const info = infoOf(table);
  const answersIn = consentColumns(options.consent);
  const compared =
    options.compare ?? comparableColumns(names, info).filter((name) => !answersIn.includes(name));
  checkKnown(WHO, 'column', compared, names);
  const columns = columnsFor(purpose, names, info, answersIn);
  if (!isEngineTable(table)) {
    const { customers, unknownWords, differences, kept } = splitTable(table, purpose, options, compared);
    const part = tableOf(
      Object.fromEntries(
        columns.stay.map((name) => {
          const all = table.array(name);
          return [name, kept.map((row) => all[row])];
        }),
      ),
      Object.fromEntries(columns.stay.map((name) => [name, infoOfColumn(info, name)])) as never,
    ) as unknown as Table<object>;
    return described(part, { purpose, ...columns, customers, unknownWords, differences }, options, info);
  }
  return splitEngineTable(table, purpose, options, compared, task).then(
    ({ customers, unknownWords, differences, agreed }) =>
      described(
        partOf(table, columns.stay, agreed),
        { purpose, ...columns, customers, unknownWords, differences },
        options,
        info,
      ),
  );
}

/** The columns that may be used for a purpose, and those that may not. */
function columnsFor(
  purpose: Purpose,
  names: readonly string[],
  info: Readonly<Record<string, ColumnInfo>>,
  answersIn: readonly string[],
) {
  const covers = (name: string) => coversPurpose(infoOfColumn(info, name), purpose);
  const stay = names.filter(covers);
  return {
    stay,
    columnsLeftOut: names.filter((name) => !covers(name)),
    columnsNotStated: stay.filter((name) => {
      const { role, purposes } = infoOfColumn(info, name);
      return purposes === undefined && role !== 'id' && role !== 'consent' && !answersIn.includes(name);
    }),
  };
}

function infoOfColumn(info: Readonly<Record<string, ColumnInfo>>, name: string): ColumnInfo {
  return Object.hasOwn(info, name) ? info[name] : {};
}

/** The customers who agreed and the columns that stay, of a table that stays in its place. */
function partOf(table: EngineTable, stay: readonly string[], agreed: Expression | undefined): EngineTable {
  const before = table.view?.where;
  const where =
    before === undefined || agreed === undefined ? (agreed ?? before) : call('and', before, agreed);
  const info = infoOf(table);
  return {
    ...table,
    columns: new Map(stay.map((name) => [name, table.columns.get(name)!])),
    view: {
      columns: table.view?.columns ?? table.columns,
      ...(where === undefined ? {} : { where }),
    },
    info: Object.fromEntries(stay.map((name) => [name, infoOfColumn(info, name)])),
  };
}

function described<Kept>(
  table: Kept,
  given: PurposeAccount & { readonly stay: readonly string[] },
  { consent, minimum = 10 }: ForPurposeOptions,
  info: Readonly<Record<string, ColumnInfo>>,
): ForPurpose<object, Kept> {
  const { stay: _, ...account } = given;
  const basis = 'everyone' in consent ? consent.everyone : undefined;
  const sentence = purposeSentence(account, basis, minimum);
  return {
    ...account,
    table,
    sentence,
    findings: purposeFinding(account, sentence, minimum),
    [DISPLAY_KEY]: () => contentBundle(shownPurpose(account, info, sentence, minimum).content),
  };
}
