import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { sum } from '../../stats/sum.js';
import {
  type CustomerValues,
  checkSegmented,
  type SegmentedCustomers,
  valuesOf,
} from '../scoreboard/customer-values.js';
import type { ScoreboardMeasure } from '../scoreboard/measured-segments.js';
import type { SpendModel } from './gamma-gamma.js';
import { checkMargin, type LifetimeValuesOptions } from './lifetime-values.js';
import { numbersOf, purchaseColumns, readPurchases } from './purchase-data.js';
import { type SummedKind, segmentSums } from './segment-sums.js';
import { valueHorizon } from './value-horizon.js';
import { valueContent, valueVerdict } from './value-words.js';

/** What the value of segments is computed from. */
export interface ValueBySegmentOptions<Row extends object> extends LifetimeValuesOptions {
  readonly segmentation: SegmentedCustomers & { readonly origin?: SegmentationOrigin };
  /** One row a customer, as `lifetimeTable` gives it. */
  readonly history: Table<Row>;
  /** What each customer brought so far, in the order of the segmentation: shown beside what is to come. */
  readonly historic?: CustomerValues;
  /** Currency of the money, for headings. */
  readonly currency?: string;
  /** Smallest number of customers that is displayed, default 10. */
  readonly minimum?: number;
}

/** What the customers of one segment, or all, are expected to bring. */
export interface SegmentValue {
  readonly key: string;
  readonly name: string;
  readonly customers: number;
  /** Customers with a history of purchases, of whom the value is computed. */
  readonly measured: number;
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
  /** Mean chance to be alive, 0 to 1; `undefined` without measured customers, as are the following. */
  readonly alive: Estimate | undefined;
  /** Purchases within the horizon a customer. */
  readonly purchases: Estimate | undefined;
  /** Discounted value a customer; in purchases where there is no money. */
  readonly valueACustomer: Estimate | undefined;
  /** Discounted value of all of them. */
  readonly value: Estimate | undefined;
  /** Share of the value of all customers, 0 to 1. */
  readonly equityShare: Estimate | undefined;
  /** What they brought so far; `undefined` where it was not given. */
  readonly historic: number | undefined;
  readonly flags: readonly string[];
}

/** The value of segments. It displays as a table. */
export interface ValueBySegment extends Displayable {
  readonly segments: readonly SegmentValue[];
  readonly all: SegmentValue;
  /** Whether values are money; else they are discounted purchases. */
  readonly isMoney: boolean;
  readonly currency: string | undefined;
  readonly periods: number;
  readonly periodLength: number;
  readonly unit: string;
  readonly discountRate: number;
  readonly minimum: number;
  readonly confidence: number;
  /** Rows of the history whose customers are in no segment. */
  readonly leftOut: number;
  readonly models: readonly string[];
  readonly origin: SegmentationOrigin | undefined;
  readonly because: string;
  /** The value of a customer, as a scoreboard takes it. */
  readonly measure: ScoreboardMeasure;
}

/**
 * What each segment is worth: chance to be alive, purchases and discounted value to come, and its share of the value of all
 * customers (customer equity), with intervals. They are those of the expected value, for what the parameters of the models
 * are not known exactly (delta method); single customers scatter more.
 *
 * Without convergence of a model there are values and no intervals, and a flag says so. Customers without a history, who
 * never bought, count as not measured.
 *
 * @throws {InputError} As `lifetimeValues`; for a history with a customer twice; and where no customer of the segmentation has
 *   a history.
 *
 * O(parameters x different histories x periods). Source: as `lifetimeValues`; Rust, Lemon and Zeithaml, "Return on
 * Marketing", J. Mark. 68 (2004) 109-127, for customer equity.
 *
 * @example
 * const worth = await valueBySegment({ segmentation, history, purchases: await bgNbd(history), spend: 50 });
 * worth.segments.length; // 4
 */
export async function valueBySegment<Row extends object>(
  options: ValueBySegmentOptions<Row>,
  task: Task = currentTask(),
): Promise<ValueBySegment> {
  checkGiven('valueBySegment', options);
  const who = 'valueBySegment';
  const { segmentation, purchases: model, spend, minimum = 10 } = options;
  const table = options.history as unknown as Table;
  checkSegmented(who, segmentation);
  checkMargin(who, options.margin ?? 1);
  const horizon = valueHorizon(who, model, options);
  const names = purchaseColumns(options.columns);
  checkColumns(who, table, [names.id]);
  const data = readPurchases(who, table, options.columns, model.process.discrete);
  const rowOf = rowsByCustomer(who, table.array(names.id));
  const { ids, labels, segments } = segmentation;
  const found = ids.map((id) => rowOf.get(id) ?? -1);
  const measured = found.filter((row) => row >= 0).length;
  if (measured === 0) {
    const [own, theirs] = [ids[0], String(table.get(names.id as never, 0))];
    throw new InputError(
      `${who}: no customer of the segmentation has a history. Their ids are like "${own}", those of the history like "${theirs}".`,
    );
  }
  const historic =
    options.historic === undefined ? undefined : valuesOf(who, 'historic', options.historic, ids);
  const members = segments.map((): number[] => []);
  labels.forEach((label, i) => {
    members[label].push(i);
  });
  const means =
    typeof spend === 'object' ? numbersOf(who, table, names.spend) : new Float64Array(data.purchases.length);
  const rows = [...members, members.flat()].map((own) => own.map((i) => found[i]).filter((row) => row >= 0));
  const sumOf = await segmentSums(who, options, { data, means, table, rows, horizon }, task);
  const hasValue = sumOf('value', segments.length, 1, measured).value > 0;
  const describe = (key: string, name: string, s: number, own: readonly number[]): SegmentValue => {
    const n = rows[s].length;
    const estimate = (of: SummedKind, divisor: number) => (n === 0 ? undefined : sumOf(of, s, divisor, n));
    return {
      key,
      name,
      customers: own.length,
      measured: n,
      masked: own.length < minimum,
      alive: estimate('alive', n),
      purchases: estimate('purchases', n),
      valueACustomer: estimate('value', n),
      value: estimate('value', 1),
      equityShare: hasValue ? estimate('share', 1) : undefined,
      historic: historic === undefined ? undefined : sum(own.map((i) => historic[i])),
      flags: flagsOf(own.length, n, options),
    };
  };
  const facts = {
    segments: segments.map(({ key, name }, s) => describe(key, name, s, members[s])),
    all: describe('all', 'All customers', segments.length, members.flat()),
    isMoney: spend !== undefined,
    currency: options.currency,
    ...horizon,
    unit: model.unit,
    minimum,
    confidence: model.confidence,
    leftOut: data.purchases.length - measured,
    models: [model.name, ...(typeof spend === 'object' ? [spend.name] : [])],
    origin: segmentation.origin,
  };
  const because = valueVerdict(facts);
  task.progress(1);
  const measure: ScoreboardMeasure = {
    bySegment: Object.fromEntries(
      [...facts.segments, facts.all].map(({ key, valueACustomer }) => [key, valueACustomer]),
    ),
    label: 'Expected value of a customer',
    ...(facts.isMoney && facts.currency !== undefined && { unit: facts.currency }),
  };
  return {
    ...facts,
    because,
    measure,
    [DISPLAY_KEY]: () => contentBundle(valueContent({ ...facts, because })),
  };
}

function rowsByCustomer(who: string, ids: readonly unknown[]): Map<string, number> {
  const rows = new Map<string, number>();
  ids.forEach((id, row) => {
    const key = String(id);
    const first = rows.get(key);
    if (first !== undefined) {
      throw new InputError(
        `${who}: customer "${key}" stands in rows ${first + 1} and ${row + 1} of the history. Give one row a customer.`,
      );
    }
    rows.set(key, row);
  });
  return rows;
}

function flagsOf(
  customers: number,
  measured: number,
  { purchases, spend }: { purchases: { converged: boolean; name: string }; spend?: SpendModel | number },
): string[] {
  const said: string[] = [];
  if (customers === 0) said.push('No customers.');
  else if (measured === 0) said.push('No customer with a history: not measured.');
  else if (measured < customers)
    said.push(`${customers - measured} of ${customers} never bought: not measured.`);
  if (!purchases.converged) said.push(`${purchases.name} did not converge: no interval.`);
  if (typeof spend === 'object' && !spend.converged)
    said.push(`${spend.name} did not converge: no interval.`);
  return said;
}
