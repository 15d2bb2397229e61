import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { frequencyContent } from './check-words.js';
import { type PurchaseColumns, readPurchases } from './purchase-data.js';
import type { PurchaseModel } from './purchase-model.js';

/** Customers with a number of repeat purchases. */
export interface FrequencyBin {
  readonly purchases: number;
  /** The last bin holds that many or more. */
  readonly isOpen: boolean;
  readonly actual: number;
  /** Customers that the model expects with that number. */
  readonly expected: number;
}

/** Whether a model gives as many customers with 0, 1, 2, … purchases as there are. It displays as a table. */
export interface FrequencyCheck extends Displayable {
  readonly model: string;
  readonly bins: readonly FrequencyBin[];
  readonly customers: number;
  /** Share of customers that would have to stand in another bin, 0 to 1: half the sum of the differences. */
  readonly misplaced: number;
  readonly because: string;
}

/**
 * How many customers made 0, 1, 2, … repeat purchases, and how many the model expects, each over their own time. A model that
 * misses here has not understood the past; whether it knows the future, `holdoutByFrequency` tells.
 *
 * @param history - What the model was fitted on.
 * @param options.most - Purchases of the last bin, which takes all above, too; default 7.
 * @throws {InputError} As the model's fit, and for a `most` that is no number from 1 to 1,000.
 *
 * O(different ages x most²).
 *
 * @example
 * const check = frequencyCheck(await bgNbd(history), history, { most: 3 });
 * check.bins.map(({ actual }) => actual).reduce((a, b) => a + b) === check.customers; // true
 */
export function frequencyCheck<Row extends object>(
  model: PurchaseModel,
  history: Table<Row>,
  options: { readonly most?: number; readonly columns?: PurchaseColumns } = {},
): FrequencyCheck {
  const who = 'frequencyCheck';
  const { most = 7 } = options;
  checkMost(who, most);
  const { groups } = readPurchases(who, history as unknown as Table, options.columns, model.process.discrete);
  const parameters = model.parameters.map(({ value }) => value);
  const actual = new Float64Array(most + 1);
  const atAge = new Float64Array(groups.ages.values.length);
  for (let g = 0; g < groups.size; g++) {
    actual[Math.min(most, groups.count[g])] += groups.weight[g];
    atAge[groups.ages.at[g]] += groups.weight[g];
  }
  const expected = new Float64Array(most + 1);
  groups.ages.values.forEach((age, a) => {
    if (age === 0) {
      expected[0] += atAge[a];
      return;
    }
    let rest = 1;
    model.process.chances(parameters, age, most - 1).forEach((chance, x) => {
      expected[x] += atAge[a] * chance;
      rest -= chance;
    });
    expected[most] += atAge[a] * Math.max(0, rest);
  });
  const bins = Array.from(actual, (number, purchases) => ({
    purchases,
    isOpen: purchases === most,
    actual: number,
    expected: expected[purchases],
  }));
  const misplaced =
    bins.reduce((total, bin) => total + Math.abs(bin.actual - bin.expected), 0) / (2 * groups.customers);
  const facts = { model: model.name, bins, customers: groups.customers, misplaced };
  const content = frequencyContent(facts);
  return { ...facts, because: content.note ?? '', [DISPLAY_KEY]: () => contentBundle(content) };
}

export function checkMost(who: string, most: number): void {
  if (Number.isInteger(most) && most >= 1 && most <= 1000) return;
  throw new InputError(
    `${who}: most is ${most}. It is the number of purchases of the last bin, from 1 to 1,000.`,
  );
}
