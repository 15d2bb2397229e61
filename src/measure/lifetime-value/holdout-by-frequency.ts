import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { sum } from '../../stats/sum.js';
import { holdoutContent, holdoutWords } from './check-words.js';
import { checkMost } from './frequency-check.js';
import { numbersOf, type PurchaseColumns, purchaseColumns, readPurchases } from './purchase-data.js';
import { checkTime, type PurchaseModel } from './purchase-model.js';

/** Customers with a number of repeat purchases in calibration, and what they did in the holdout. */
export interface HoldoutBin {
  readonly purchases: number;
  /** The last bin holds that many or more. */
  readonly isOpen: boolean;
  readonly customers: number;
  /** Mean purchases in the holdout; `undefined` without customers. */
  readonly actual: Estimate | undefined;
  readonly expected: number | undefined;
}

/** What a model said of a time that it had not seen, beside what happened. It displays as a table. */
export interface HoldoutByFrequency extends Displayable {
  readonly model: string;
  readonly bins: readonly HoldoutBin[];
  readonly customers: number;
  /** Length of the holdout in the model's unit of time. */
  readonly time: number;
  readonly unit: string;
  readonly totalActual: number;
  readonly totalExpected: number;
  /** Mean absolute error of a customer, and that of the guess that everyone goes on buying at their own pace. */
  readonly meanError: number;
  readonly paceError: number;
  readonly because: string;
}

/**
 * Purchases in the holdout, expected and made, by the number of repeat purchases in calibration. It is the check that
 * counts: the model saw nothing of that time.
 *
 * @param history - A `lifetimeTable` with a holdout, on whose calibration the model was fitted.
 * @param options.time - Length of the holdout in the model's unit of time.
 * @param options.most - Purchases of the last bin, which takes all above, too; default 7.
 * @throws {InputError} For a missing column, histories that cannot be, and a time that is not above 0.
 *
 * O(customers).
 * Source: Fader, Hardie and Lee, Marketing Science 24 (2005) 275-284, figure 3.
 *
 * @example
 * const check = holdoutByFrequency(await bgNbd(history), history, { time: 13 });
 * check.customers; // 200
 */
export function holdoutByFrequency<Row extends object>(
  model: PurchaseModel,
  history: Table<Row>,
  options: {
    readonly time: number;
    readonly most?: number;
    readonly columns?: Omit<PurchaseColumns, 'customers'>;
    readonly confidence?: number;
  },
): HoldoutByFrequency {
  checkGiven('holdoutByFrequency', options);
  const who = 'holdoutByFrequency';
  const { most = 7, confidence = 0.95, time } = options;
  checkMost(who, most);
  if (checkTime(model.process, time) === 0)
    throw new InputError(`${who}: the holdout has no length: time is 0.`);
  const table = history as unknown as Table;
  const bought = numbersOf(who, table, purchaseColumns(options.columns).holdout);
  const { groups, purchases, age } = readPurchases(who, table, options.columns, model.process.discrete);
  const parameters = model.parameters.map(({ value }) => value);
  const byGroup = Float64Array.from({ length: groups.size }, (_, g) => {
    const own = { count: groups.count[g], recency: groups.recency[g], age: groups.age[g] };
    return model.process.alive(parameters, own) * model.process.expectedIfAlive(parameters, own, time);
  });
  const expected = Float64Array.from(groups.groupOf, (group) => byGroup[group]);
  const members = Array.from({ length: most + 1 }, (): number[] => []);
  purchases.forEach((count, row) => {
    members[Math.min(most, count)].push(row);
  });
  const bins = members.map(
    (rows, count): HoldoutBin => ({
      purchases: count,
      isOpen: count === most,
      customers: rows.length,
      actual:
        rows.length === 0
          ? undefined
          : meanCount(
              rows.map((row) => bought[row]),
              confidence,
            ),
      expected: rows.length === 0 ? undefined : sum(rows.map((row) => expected[row])) / rows.length,
    }),
  );
  const error = (guess: (row: number) => number) =>
    sum(bought.map((number, row) => Math.abs(number - guess(row)))) / bought.length;
  const facts = {
    model: model.name,
    bins,
    customers: bought.length,
    time,
    unit: model.unit,
    totalActual: sum(bought),
    totalExpected: sum(expected),
    meanError: error((row) => expected[row]),
    paceError: error((row) => (age[row] > 0 ? (purchases[row] / age[row]) * time : 0)),
  };
  return {
    ...facts,
    because: holdoutWords(facts),
    [DISPLAY_KEY]: () => contentBundle(holdoutContent(facts, confidence)),
  };
}

/** Purchases are not below 0: nor is their interval. */
function meanCount(counts: readonly number[], confidence: number): Estimate {
  const { low, ...rest } = meanInterval(counts, confidence);
  return { ...rest, low: Math.max(0, low), method: `${rest.method}, not below 0` };
}
