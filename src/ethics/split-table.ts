import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import type { Table } from '../core/table.js';
import { compareLeftOut, type LeftOutDifference } from './compare-left-out.js';
import { type Consent, type ConsentAnswers, readConsent } from './consent.js';
import type { PurposeCounts } from './for-purpose.js';

const WHO = 'forPurpose';

/** How customers split into those who agreed and those left out. */
export interface SplitCustomers {
  readonly customers: PurposeCounts;
  readonly unknownWords: readonly string[];
  readonly differences: readonly LeftOutDifference[];
}

/** What customers said to a purpose, which has to be asked for. */
export function neededConsent(table: Table, consent: Consent, purpose: Purpose): ConsentAnswers {
  const asked = readConsent(WHO, table, consent, purpose);
  if (asked !== undefined) return asked;
  throw new InputError(
    `${WHO}: no column says who agreed to ${purpose}. Name it in consent.columns, or say in consent.everyone why all did.`,
  );
}

/** The error where nobody is left. */
export function nobodyAgreed(given: number, purpose: Purpose): InputError {
  return new InputError(`${WHO}: none of ${formatNumber(given)} customers agreed to ${purpose}.`);
}

/** The split of a table in memory, and the rows that stay. */
export function splitTable(
  table: Table,
  purpose: Purpose,
  { consent, minimum = 10 }: { readonly consent: Consent; readonly minimum?: number },
  compared: readonly string[],
): SplitCustomers & { readonly kept: readonly number[] } {
  const { answers, unknownWords } = neededConsent(table, consent, purpose);
  const rowsOf = (answer: string) => answers.flatMap((each, row) => (each === answer ? [row] : []));
  const kept = rowsOf('agreed');
  const out = answers.flatMap((each, row) => (each === 'agreed' ? [] : [row]));
  if (kept.length === 0) throw nobodyAgreed(answers.length, purpose);
  const analysis = readConsent(WHO, table, consent, 'analysis')?.answers;
  const open = (rows: readonly number[]) =>
    rows.filter((row) => analysis === undefined || analysis[row] === 'agreed');
  return {
    kept,
    unknownWords,
    differences: out.length === 0 ? [] : compareLeftOut(table, compared, open(kept), open(out), minimum),
    customers: {
      given: answers.length,
      kept: kept.length,
      refused: rowsOf('refused').length,
      unknown: rowsOf('unknown').length,
      notCompared: out.length - open(out).length,
    },
  };
}
