import { compareText } from '../core/compare-text.js';
import { InputError } from '../core/input-error.js';
import { PURPOSES, type Purpose } from '../core/purpose.js';
import type { Table } from '../core/table.js';
import { checkKnown } from '../core/unknown-name.js';

/** Where a table says what its customers agreed to. Unknown is no consent. */
export type Consent =
  /** A column of true and false for each purpose. */
  | { readonly columns: { readonly [Each in Purpose]?: string } }
  /** A column of texts that lists purposes, separated by commas, semicolons or bars. */
  | { readonly list: string }
  /** Everybody agreed, and why that is so: the reason stands in the report. */
  | { readonly everyone: string };

/** What customers said to one purpose. */
export interface ConsentAnswers {
  /** Row by row: agreed, refused, or not known. */
  readonly answers: readonly ('agreed' | 'refused' | 'unknown')[];
  /** Words in a list that are no purpose, in the order of code points. */
  readonly unknownWords: readonly string[];
}

/**
 * What each customer said to a purpose; `undefined` where nobody was asked by columns of purposes.
 *
 * @throws {InputError} For columns that are not there, and for values that say neither yes nor no.
 */
export function readConsent(
  who: string,
  table: Table,
  consent: Consent,
  purpose: Purpose,
): ConsentAnswers | undefined {
  if ('everyone' in consent) {
    if (consent.everyone.trim() === '') throw new InputError(`${who}: say why everyone agreed.`);
    return { answers: new Array(table.numRows()).fill('agreed'), unknownWords: [] };
  }
  if ('list' in consent) return readList(who, table, consent.list, purpose);
  checkKnown(who, 'purpose', Object.keys(consent.columns), PURPOSES);
  const column = consent.columns[purpose];
  if (column === undefined) return undefined;
  checkKnown(who, 'column', [column], table.columnNames());
  const answers = table.array(column).map((value, row) => {
    if (value === null || value === undefined) return 'unknown';
    if (value === true) return 'agreed';
    if (value === false) return 'refused';
    throw new InputError(
      `${who}: column "${column}", row ${row + 1} is ${JSON.stringify(value)}, neither true nor false. applyMapping turns yes and no into them.`,
      { column },
    );
  });
  return { answers, unknownWords: [] };
}

/** The columns that hold the answers. */
export function consentColumns(consent: Consent): string[] {
  if ('everyone' in consent) return [];
  return 'list' in consent
    ? [consent.list]
    : Object.values(consent.columns).filter((name) => name !== undefined);
}

function readList(who: string, table: Table, column: string, purpose: Purpose): ConsentAnswers {
  checkKnown(who, 'column', [column], table.columnNames());
  const unknown = new Set<string>();
  const answers = table.array(column).map((value, row) => {
    if (value === null || value === undefined) return 'unknown';
    if (typeof value !== 'string') {
      throw new InputError(
        `${who}: column "${column}", row ${row + 1} is no list of purposes but ${String(value)}.`,
        {
          column,
        },
      );
    }
    const words = value
      .split(/[,;|]/)
      .map((word) =>
        word
          .trim()
          .toLowerCase()
          .replace(/[\s_-]+/g, ' '),
      )
      .filter((word) => word !== '');
    for (const word of words) if (!isPurpose(word)) unknown.add(word);
    return words.includes(purpose) ? 'agreed' : 'refused';
  });
  return { answers, unknownWords: [...unknown].sort(compareText) };
}

function isPurpose(word: string): boolean {
  return (PURPOSES as readonly string[]).includes(word);
}
