import { checkGiven } from '../../core/check-given.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { type FuturePurchases, futurePurchases } from './future-purchases.js';
import type { SpendModel } from './gamma-gamma.js';
import { numbersOf, type PurchaseColumns, purchaseColumns, readPurchases } from './purchase-data.js';
import type { PurchaseModel } from './purchase-model.js';
import { type ValueHorizon, valueHorizon } from './value-horizon.js';

/** What the value of customers is computed from. */
export interface LifetimeValuesOptions extends ValueHorizon {
  /** How they buy: `bgNbd`, `mbgNbd`, `paretoNbd` or `bgBb`. */
  readonly purchases: PurchaseModel;
  /** What a purchase brings: `gammaGamma`, or a number for all; without it there are purchases and no money. */
  readonly spend?: SpendModel | number;
  /** Share of the money that is earned, default 1. */
  readonly margin?: number;
  /** Which columns hold what; the defaults are those of `lifetimeTable`. */
  readonly columns?: Omit<PurchaseColumns, 'customers'>;
}

/** What is expected of one customer. */
export interface LifetimeValueRow {
  customerId: string;
  /** Chance not to have left, 0 to 1. */
  probabilityAlive: number;
  /** Purchases within the horizon. */
  expectedPurchases: number;
  /** The same, discounted. */
  discountedPurchases: number;
  /** Money of a purchase times the margin; absent without `spend`. */
  earnedAPurchase?: number;
  /** Discounted value of the purchases to come; absent without `spend`. */
  lifetimeValue?: number;
}

/**
 * What each customer is expected to bring: chance to be alive, purchases within the horizon, money of a purchase, and their
 * discounted value to come. It is an expectation; what single customers do scatters widely around it. By segments and with
 * intervals: `valueBySegment`.
 *
 * @throws {InputError} For missing columns and histories that cannot be, with the row, and a horizon that is none.
 *
 * O(different histories x periods).
 * Source: Fader, Hardie and Lee, "RFM and CLV", J. Mark. Res. 42 (2005) 415-430; sums by periods as in the library lifetimes.
 *
 * @example
 * const values = await lifetimeValues(history, { purchases: await bgNbd(history), spend: 50, periods: 6 });
 * values.columnNames().includes('lifetimeValue'); // true
 */
export async function lifetimeValues<Row extends object>(
  history: Table<Row>,
  options: LifetimeValuesOptions,
  task: Task = currentTask(),
): Promise<Table<LifetimeValueRow>> {
  checkGiven('lifetimeValues', options);
  const who = 'lifetimeValues';
  const table = history as unknown as Table;
  const { purchases: model, spend } = options;
  const horizon = valueHorizon(who, model, options);
  const names = purchaseColumns(options.columns);
  checkColumns(who, table, [names.id]);
  const data = readPurchases(who, table, options.columns, model.process.discrete);
  const earned =
    spend === undefined ? undefined : earnedAPurchase(who, table, data.purchases, spend, options);
  const steps = futurePurchases(
    model.process,
    model.parameters.map(({ value }) => value),
    data.groups,
    horizon,
  );
  const future = await finished(steps, task);
  const each = (values: Float64Array) => Array.from(data.groups.groupOf, (group) => values[group]);
  const discountedPurchases = each(future.discounted);
  const unit = { unit: 'purchases', digits: 2 } as const;
  return tableOf<LifetimeValueRow>(
    {
      customerId: table.array(names.id).map(String),
      probabilityAlive: each(future.alive),
      expectedPurchases: each(future.purchases),
      discountedPurchases,
      ...(earned === undefined
        ? {}
        : {
            earnedAPurchase: earned,
            lifetimeValue: discountedPurchases.map((number, i) => number * earned[i]),
          }),
    } as never,
    {
      customerId: { role: 'id' },
      probabilityAlive: { unit: 'share', basis: 'B8', meaning: 'Chance that the customer has not left.' },
      expectedPurchases: { ...unit, basis: 'B8', meaning: 'Purchases expected within the horizon.' },
      discountedPurchases: { ...unit, basis: 'B8', meaning: 'Purchases expected, discounted.' },
      ...(earned === undefined
        ? {}
        : {
            earnedAPurchase: {
              unit: 'currency',
              digits: 2,
              basis: 'B8',
              meaning: 'Money expected of a purchase.',
            },
            lifetimeValue: { unit: 'currency', digits: 2, basis: 'B8', meaning: 'Discounted value to come.' },
          }),
    } as never,
  );
}

/** Money earned with a purchase of each customer, by row. */
export function earnedAPurchase(
  who: string,
  table: Table,
  purchases: Float64Array,
  spend: SpendModel | number,
  { margin = 1, columns }: Pick<LifetimeValuesOptions, 'margin' | 'columns'>,
): Float64Array {
  checkMargin(who, margin);
  if (typeof spend === 'number') {
    if (!(spend >= 0 && spend < 1e12)) {
      throw new InputError(`${who}: spend is ${spend}. It is the money of a purchase, a number from 0 on.`);
    }
    return purchases.map(() => margin * spend);
  }
  const means = numbersOf(who, table, purchaseColumns(columns).spend);
  return purchases.map((count, row) => margin * spend.expectedSpend(means[row] > 0 ? count : 0, means[row]));
}

export function checkMargin(who: string, margin: number): void {
  if (margin > 0 && margin <= 1) return;
  throw new InputError(
    `${who}: margin is ${margin}. It is the share of the money that is earned, above 0 and up to 1.`,
  );
}

/** Runs to the end, with a breath at each stop. */
export async function finished(
  steps: Generator<number, FuturePurchases>,
  task: Task,
  part: readonly [number, number] = [0, 1],
): Promise<FuturePurchases> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    task.progress(part[0] + value * (part[1] - part[0]), 'Purchases to come');
    await breathe(task);
  }
}
