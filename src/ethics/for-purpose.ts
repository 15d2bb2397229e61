import { checkPurpose, coversPurpose } from '../core/check-purpose.js';
import type { ColumnInfo } from '../core/column.js';
import type { Finding } from '../core/finding.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { type Columns, type Table, tableOf } from '../core/table.js';
import { checkKnown } from '../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../display/bundle.js';
import { contentBundle } from '../display/content-bundle.js';
import { comparableColumns, compareLeftOut, type LeftOutDifference } from './compare-left-out.js';
import { type Consent, consentColumns, readConsent } from './consent.js';
import { purposeFinding, purposeSentence, shownPurpose } from './describe-purpose.js';

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
export interface ForPurpose<Row extends object> extends Displayable {
  readonly purpose: Purpose;
  /** Customers and columns that cover the purpose. Columns that were left out are not there, whatever the type says. */
  readonly table: Table<Row>;
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
): ForPurpose<Row> {
  const plain = table as unknown as Table;
  const { consent, minimum = 10 } = options;
  checkPurpose(WHO, purpose);
  if (!(minimum >= 1)) throw new InputError(`${WHO}: minimum is ${minimum}; it is at least 1.`);
  const asked = readConsent(WHO, plain, consent, purpose);
  if (asked === undefined) {
    throw new InputError(
      `${WHO}: no column says who agreed to ${purpose}. Name it in consent.columns, or say in consent.everyone why all did.`,
    );
  }
  const { answers, unknownWords } = asked;
  const rowsOf = (answer: string) => answers.flatMap((each, row) => (each === answer ? [row] : []));
  const kept = rowsOf('agreed');
  const out = answers.flatMap((each, row) => (each === 'agreed' ? [] : [row]));
  if (kept.length === 0) {
    throw new InputError(`${WHO}: none of ${formatNumber(answers.length)} customers agreed to ${purpose}.`);
  }
  const analysis = readConsent(WHO, plain, consent, 'analysis')?.answers;
  const open = (rows: readonly number[]) =>
    rows.filter((row) => analysis === undefined || analysis[row] === 'agreed');
  const names = plain.columnNames();
  const info = (name: string): ColumnInfo => (Object.hasOwn(plain.info ?? {}, name) ? plain.info[name] : {});
  const covers = (name: string) => coversPurpose(info(name), purpose);
  const answersIn = consentColumns(consent);
  const compared = options.compare ?? comparableColumns(plain).filter((name) => !answersIn.includes(name));
  checkKnown(WHO, 'column', compared, names);
  const differences = out.length === 0 ? [] : compareLeftOut(plain, compared, open(kept), open(out), minimum);
  const stay = names.filter(covers);
  const columns = stay.map((name) => {
    const all = plain.array(name);
    return [name, kept.map((row) => all[row])];
  });
  const account = {
    purpose,
    customers: {
      given: answers.length,
      kept: kept.length,
      refused: rowsOf('refused').length,
      unknown: rowsOf('unknown').length,
      notCompared: out.length - open(out).length,
    },
    columnsLeftOut: names.filter((name) => !covers(name)),
    columnsNotStated: stay.filter((name) => {
      const { role, purposes } = info(name);
      return purposes === undefined && role !== 'id' && role !== 'consent' && !answersIn.includes(name);
    }),
    unknownWords,
    differences,
  };
  const basis = 'everyone' in consent ? consent.everyone : undefined;
  const sentence = purposeSentence(account, basis, minimum);
  return {
    ...account,
    table: tableOf(
      Object.fromEntries(columns) as unknown as Columns<Row>,
      Object.fromEntries(stay.map((name) => [name, info(name)])) as never,
    ),
    sentence,
    findings: purposeFinding(account, sentence, minimum),
    [DISPLAY_KEY]: () => contentBundle(shownPurpose(account, plain.info ?? {}, sentence, minimum).content),
  };
}
