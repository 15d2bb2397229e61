import { checkGiven } from '../../core/check-given.js';
import { toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { checkKnown } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { checkShown } from '../orders/check-minimum.js';
import { type SegmentsOfCustomers, segmentGroups } from '../orders/segment-groups.js';
import { contractTimes } from './contract-times.js';
import { type SurvivalBySegment, survivalBySegment } from './survival-by-segment.js';
import { survivalContent } from './survival-content.js';

/** How a table says how long contracts ran, and whether they ended. */
export type ContractColumns =
  | {
      readonly customer?: string;
      /** How long the contract has run, or ran until it ended. */
      readonly tenure: string;
      /** Whether it ended. */
      readonly status: string;
    }
  | {
      readonly customer?: string;
      /** First day. */
      readonly start: string;
      /** Last day; empty while it runs. */
      readonly end: string;
    };

/** What `contractChurn` is made of. */
export interface ContractChurnOptions<Contract extends object = Record<string, unknown>> {
  /** One row a customer, with the column `customer` (default `customerId`). */
  readonly contracts: Table<Contract>;
  readonly columns: ContractColumns;
  /** With a status: its values that mean that the contract ended, such as `['Yes']`; default true and 1. */
  readonly ended?: readonly unknown[];
  /** With start and end: the last day that is known of. */
  readonly asOf?: string | Date;
  /** Segments of the customers, or the name of a column that tells them; without it, all together. */
  readonly by?: SegmentsOfCustomers | string;
  /** Unit of the tenure, such as `months`; with start and end it is days. */
  readonly unit?: string;
  /** Times by which shares are told, default 12 and 24; of days 90, 180 and 365. */
  readonly horizons?: readonly number[];
  /** Fewest customers of a segment that is shown and compared, default 10. */
  readonly minimum?: number;
  readonly confidence?: number;
}

/** Who ended the contract, and when, by segment. It displays as a table. */
export interface ContractChurn extends SurvivalBySegment, Displayable {
  /** Customers with contracts that are in no segment; they count among all. */
  readonly customersOutside: number;
}

/**
 * Churn under contracts, where the end is seen: the share that ended by segment with its interval, how long contracts last
 * (Kaplan-Meier; those that still run count for as long as they have), and whether segments differ (log-rank test). A
 * share that ended says little without the time: compare the shares by the same time.
 *
 * @throws {InputError} For missing columns, a customer twice, times below 0, ends before starts and starts after `asOf`, with
 *   the row. A contract that ends after `asOf` still runs.
 *
 * O(customers log customers).
 *
 * @example
 * const contracts = tableFromRows([
 *   { customerId: 'a', months: 3, left: true },
 *   { customerId: 'b', months: 12, left: false },
 * ]);
 * contractChurn({ contracts, columns: { tenure: 'months', status: 'left' }, unit: 'months' }).all.events; // 1
 */
export function contractChurn<Contract extends object>(
  options: ContractChurnOptions<Contract>,
): ContractChurn {
  checkGiven('contractChurn', options);
  const who = 'contractChurn';
  const { columns, by, minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  const contracts = options.contracts as unknown as Table;
  checkColumns(who, contracts, []);
  const { customer = 'customerId' } = columns;
  const names = Object.values(columns).filter((name) => name !== undefined);
  checkKnown(
    who,
    'column',
    [customer, ...names, ...(typeof by === 'string' ? [by] : [])],
    [...contracts.columnNames()],
  );
  if (contracts.numRows() === 0) throw new InputError(`${who}: there are no contracts.`);
  const ids = contracts.array(customer).map((id, row) => {
    if (id !== null && id !== undefined && id !== '') return String(id);
    throw new InputError(`${who}: row ${row + 1} has no customer in column "${customer}".`);
  });
  const rows = new Map<string, number>();
  ids.forEach((id, row) => {
    const first = rows.get(id);
    if (first !== undefined) {
      throw new InputError(
        `${who}: customer "${id}" is in rows ${first + 1} and ${row + 1}. Give one contract a customer, such as the first.`,
      );
    }
    rows.set(id, row);
  });
  const days = 'start' in columns;
  if (days && options.asOf === undefined) {
    throw new InputError(`${who} needs asOf, the last day that is known of, for contracts that still run.`);
  }
  const asOf = options.asOf === undefined ? undefined : toDay(options.asOf, `${who}: asOf`);
  const { times, happened } = contractTimes(who, contracts, columns, options.ended, asOf);
  const groups = segmentGroups(who, ids, typeof by === 'string' ? segmentsOf(contracts, ids, by) : by);
  const result = survivalBySegment({
    times,
    happened,
    groups,
    unit: days ? 'days' : (options.unit ?? 'units of time'),
    words: { event: 'ended the contract', left: 'Still under contract', since: 'its start' },
    horizons: options.horizons ?? (days ? [90, 180, 365] : [12, 24]),
    confidence,
    minimum,
  });
  const remarks =
    groups.outside > 0 ? [`In no segment: ${counted(groups.outside, 'customer')}, counted among all.`] : [];
  return {
    ...result,
    customersOutside: groups.outside,
    [DISPLAY_KEY]: () => contentBundle(survivalContent('Who ended the contract', result, remarks)),
  };
}

/** Segments told by a column, in the order of their names; rows without one are in none. */
function segmentsOf(contracts: Table, ids: readonly string[], by: string): SegmentsOfCustomers {
  const values = contracts
    .array(by)
    .map((value) => (value === null || value === undefined ? '' : String(value)));
  const names = [...new Set(values)].filter((name) => name !== '').sort();
  const own = ids.flatMap((_, i) => (values[i] === '' ? [] : [i]));
  if (own.length === 0) throw new InputError(`contractChurn: column "${by}" has no values.`, { column: by });
  const labels = Int32Array.from(own, (i) => names.indexOf(values[i]));
  const sizes = names.map(() => 0);
  for (const label of labels) sizes[label]++;
  const segments = names.map((name, s) => ({
    key: name,
    name,
    size: sizes[s],
    share: sizes[s] / own.length,
  }));
  return { ids: own.map((i) => ids[i]), labels, segments } as SegmentsOfCustomers;
}
