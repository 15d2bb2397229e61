import { InputError } from '../core/input-error.js';
import { checkKnown } from '../core/unknown-name.js';
import type { OrderColumns, OrderField, OrderMappingEntry } from './orders.js';
import type { SampleColumn } from './source.js';
import { suggestFromSample } from './suggest-order-columns.js';

/** Fields of orders, in the order in which reports list them. */
export const ORDER_FIELDS: readonly OrderField[] = [
  'customer',
  'date',
  'order',
  'amount',
  'quantity',
  'unitPrice',
];

/** Orders without a column of ids. */
const IDENTITIES: Readonly<Record<string, string>> = {
  'line number': 'Each line is an order of its own.',
  'customer and day': 'All lines of a customer on a day are one order.',
};

/** The column of each field. */
export interface ChosenColumns {
  /** Column by field; fields without one are left out. */
  readonly columns: { readonly [field in OrderField]?: string };
  /** What an order is where no column says it. */
  readonly identity: 'column' | 'line number' | 'customer and day';
  readonly entries: readonly OrderMappingEntry[];
}

/**
 * The columns that are given, completed by those that are suggested.
 *
 * @param given - Without empty texts.
 * @throws {InputError} For a name that is no column, money given twice, and a field that cannot be told.
 */
export function chooseOrderColumns(
  who: string,
  sourceName: string,
  sample: readonly SampleColumn[],
  given: OrderColumns,
): ChosenColumns {
  const names = sample.map(({ name }) => name);
  const isIdentity = (name: string) => IDENTITIES[name] !== undefined && !names.includes(name);
  const namedIdentity = given.order !== undefined && isIdentity(given.order) ? given.order : undefined;
  const givenColumns = ORDER_FIELDS.flatMap((field) => given[field] ?? []).filter(
    (name) => !isIdentity(name),
  );
  checkKnown(who, 'column', givenColumns, names);
  if (given.amount !== undefined && given.unitPrice !== undefined) {
    throw new InputError(`${who}: give amount, or quantity and unitPrice, not amount and unitPrice.`);
  }

  const suggestion = suggestFromSample(sample, given);
  if (suggestion.questions.length > 0) {
    const found = Object.entries(suggestion.columns).map(([field, column]) => `${field} "${column}"`);
    const known = found.length === 0 ? '' : ` Found: ${found.join(', ')}.`;
    throw new InputError(
      `${who}: "${sourceName}": ${suggestion.questions.join(' ')}${known} Columns: ${names.join(', ')}.`,
      { file: sourceName },
    );
  }
  const columns: { [field in OrderField]?: string } = {};
  const entries: OrderMappingEntry[] = [];
  for (const field of ORDER_FIELDS) {
    const own = given[field];
    const reason = suggestion.reasons.find((found) => found.field === field);
    if (field === 'order' && namedIdentity !== undefined) {
      entries.push({ field, value: namedIdentity, origin: 'given', reason: IDENTITIES[namedIdentity] });
    } else if (own !== undefined) {
      columns[field] = own;
      entries.push({ field, value: own, origin: 'given', reason: 'Named by the caller.' });
    } else if (reason !== undefined) {
      columns[field] = reason.column;
      entries.push({ field, value: reason.column, origin: 'suggested', reason: reason.reason });
    } else if (field === 'order') {
      const sentence = `No column looks like an order id. ${IDENTITIES['customer and day']}`;
      entries.push({ field, value: 'customer and day', origin: 'default', reason: sentence });
    }
  }
  if (columns.unitPrice !== undefined && columns.quantity === undefined) {
    throw new InputError(
      `${who}: unitPrice "${columns.unitPrice}" needs a quantity, and no column looks like one. Name it, or give the column as amount.`,
    );
  }
  const identity =
    columns.order !== undefined
      ? 'column'
      : namedIdentity === 'line number'
        ? 'line number'
        : 'customer and day';
  return { columns, identity, entries };
}
