import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { columnNameScore } from './column-name-score.js';
import { type ColumnProfile, columnProfile } from './column-profile.js';
import type { OrderColumns, OrderField } from './orders.js';
import type { ReadOptions, SampleColumn } from './source.js';
import { withSource } from './with-source.js';

/** Why a column was chosen for a field. */
export interface OrderColumnReason {
  readonly field: OrderField;
  readonly column: string;
  /** One sentence. */
  readonly reason: string;
}

/** Which columns hold orders, as far as names and contents tell. */
export interface OrderColumnSuggestion {
  readonly columns: OrderColumns;
  readonly reasons: readonly OrderColumnReason[];
  /** What only the caller can decide, one sentence each: needed fields without a column, fields with several. */
  readonly questions: readonly string[];
}

/**
 * Proposes which columns of a file or table hold customer, date, order id, and money, from their names in
 * many styles and languages and from their first 10,000 values. Two columns that are equally likely make a
 * question, never a guess.
 *
 * @param given - Columns that are known already; they are kept and not proposed again.
 * @throws {InputError} When the file cannot be read.
 *
 * @example
 * (await suggestOrderColumns('orders.csv')).columns; // { customer: 'customerId', date: 'orderedAt', … }
 */
export async function suggestOrderColumns(
  from: string | Table,
  given: OrderColumns & ReadOptions = {},
  task: Task = currentTask(),
): Promise<OrderColumnSuggestion> {
  return withSource('suggestOrderColumns', from, given, task, async (source) =>
    suggestFromSample(await source.sample(), given),
  );
}

/** The suggestion for the first rows of a source. */
export function suggestFromSample(
  sample: readonly SampleColumn[],
  given: OrderColumns = {},
): OrderColumnSuggestion {
  const columns: Record<string, string> = {};
  const reasons: OrderColumnReason[] = [];
  const questions: string[] = [];
  const taken = new Set(Object.values(given).filter((column) => column !== undefined && column !== ''));
  const free = () => profiles.filter(({ name }) => !taken.has(name));
  const profiles = sample.map(columnProfile);

  const propose = (field: OrderField, needed = false): void => {
    if (isGiven(given[field])) return;
    const [best, ...others] = ranked(field, free());
    const rivals = best === undefined ? [] : others.filter(({ score }) => score > best.score - 0.1);
    if (best === undefined) {
      if (needed) questions.push(`No column looks like the ${WORDS[field]}. Name it: ${field}: "…".`);
    } else if (rivals.length > 0) {
      const names = [best, ...rivals].slice(0, 4).map(({ profile }) => `"${profile.name}"`);
      questions.push(
        `Which column is the ${WORDS[field]}: ${names.join(' or ')}? Name it: ${field}: ${names[0]}.`,
      );
    } else {
      columns[field] = best.profile.name;
      taken.add(best.profile.name);
      reasons.push({ field, column: best.profile.name, reason: sentence(field, best) });
    }
  };

  propose('date', true);
  propose('customer', true);
  propose('order');
  const priced = isGiven(given.unitPrice);
  if (!priced) propose('amount');
  propose('quantity');
  const summed = isGiven(given.amount) || columns.amount !== undefined || questions.some(asksForAmount);
  const counted = isGiven(given.quantity) || columns.quantity !== undefined;
  if (!summed && counted) propose('unitPrice');
  if (!summed && !counted && !priced) proposePriceAsAmount();
  return { columns, reasons, questions };

  function proposePriceAsAmount(): void {
    const [best] = ranked('unitPrice', free());
    if (best === undefined) return;
    const { name } = best.profile;
    columns.amount = name;
    reasons.push({
      field: 'amount',
      column: name,
      reason: `"${name}" is the only money, and there are no quantities: each line counts as one piece.`,
    });
  }
}

const WORDS: Readonly<Record<OrderField, string>> = {
  customer: 'customer id',
  date: 'date of the order',
  order: 'order id',
  amount: 'amount of money',
  quantity: 'quantity',
  unitPrice: 'unit price',
};

interface Candidate {
  readonly profile: ColumnProfile;
  readonly score: number;
  readonly named: number;
}

/** Candidates for a field, best first; columns whose contents cannot be it are left out. */
function ranked(field: OrderField, profiles: readonly ColumnProfile[]): Candidate[] {
  const candidates = profiles
    .map((profile): Candidate => {
      const named = columnNameScore(profile.name, field);
      const content = contentScore(field, profile);
      return { profile, named, score: content === 0 ? 0 : named + 0.3 * content };
    })
    .filter(({ score }) => score > 0);
  const named = candidates.filter(({ named }) => named > 0);
  const eligible =
    named.length > 0 ? named : candidates.filter((candidate) => tellsByContents(field, candidate));
  return eligible.sort((a, b) => b.score - a.score);
}

/** Whether contents alone may speak for a field: dates, ids of people, and money in files without names. */
function tellsByContents(field: OrderField, { profile, score }: Candidate): boolean {
  if (field === 'date') return true;
  if (field === 'customer') return score >= 0.3;
  return field === 'amount' && score >= 0.3 && /^column\d+$/.test(profile.name);
}

/** How well the values fit a field, 0 (cannot be) to 1. */
function contentScore(field: OrderField, profile: ColumnProfile): number {
  const { filled, distinct, numbers, fractions, negatives, leadingZeros, dates } = profile;
  if (filled === 0) return 0;
  const allNumbers = numbers >= 0.95;
  switch (field) {
    case 'date':
      return dates >= 0.95 ? 1 : 0;
    case 'customer':
      if (dates >= 0.95 || fractions > 0 || negatives > 0 || (distinct === 1 && filled > 1)) return 0;
      return distinct < filled && (leadingZeros > 0 || distinct > filled / 50) ? 1 : 0.5;
    case 'order':
      return dates >= 0.95 && leadingZeros === 0 ? 0 : fractions > 0 || negatives > 0.5 ? 0 : 1;
    case 'amount':
      return !allNumbers || leadingZeros > 0.5 ? 0 : fractions > 0.1 ? 1 : 0.2;
    case 'quantity':
      return !allNumbers || leadingZeros > 0.5 || fractions > 0.5 ? 0 : 1;
    case 'unitPrice':
      return !allNumbers || negatives > 0.5 ? 0 : 1;
  }
}

function sentence(field: OrderField, { profile, named }: Candidate): string {
  const { name, filled, distinct } = profile;
  const contents = field === 'customer' || field === 'order' ? `hold ${distinct} different values` : 'fit';
  const why = named === 0 ? 'no name tells, but no other column has such values' : 'its name says so';
  return `"${name}" is the ${WORDS[field]}: ${why}, and its first ${filled} filled rows ${contents}.`;
}

function asksForAmount(question: string): boolean {
  return question.includes(`the ${WORDS.amount}:`);
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
