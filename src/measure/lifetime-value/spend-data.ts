import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { counted } from '../../display/counted.js';
import { pearson } from '../../stats/correlation.js';
import type { SpendGroups } from '../../stats/purchase-models/gamma-gamma-likelihood.js';
import { purchaseGroups } from '../../stats/purchase-models/purchase-groups.js';
import { sum } from '../../stats/sum.js';
import { numbersOf, purchaseColumns } from './purchase-data.js';
import type { PurchaseModelOptions } from './purchase-model.js';

/** What repeat buyers spend, checked and grouped. */
export interface SpendData {
  readonly groups: SpendGroups;
  readonly customers: number;
  readonly correlation: number | undefined;
  readonly meanSpend: number;
}

/**
 * Reads what repeat buyers spend.
 *
 * @returns Besides the data the repeat buyers left out, whose mean spend is 0.
 * @throws {InputError} For missing columns, money that is none, and fewer than two repeat buyers with money.
 */
export function readSpend(
  who: string,
  table: Table,
  options: PurchaseModelOptions,
): { data: SpendData; leftOut: number } {
  const names = purchaseColumns(options.columns);
  const count = numbersOf(who, table, names.purchases);
  const spend = numbersOf(who, table, names.spend);
  const customers = options.columns?.customers;
  const weight = customers === undefined ? count.map(() => 1) : numbersOf(who, table, customers);
  const repeats = Array.from(count.keys()).filter((row) => count[row] > 0 && weight[row] > 0);
  const kept = Int32Array.from(repeats.filter((row) => spend[row] > 0));
  const buyers = kept.reduce((total, row) => total + weight[row], 0);
  if (buyers < 2) {
    throw new InputError(
      `${who}: ${counted(buyers, 'customer')} with a repeat purchase and money in "${names.spend}"; how spend differs between customers needs 2 or more. Observe them longer.`,
      { column: names.spend },
    );
  }
  const [x, m] = [count, spend].map((values) => Float64Array.from(kept, (row) => values[row]));
  const whole = purchaseGroups(
    x,
    m,
    new Float64Array(x.length),
    Float64Array.from(kept, (row) => weight[row]),
  );
  const spent = sum(Float64Array.from(kept, (row, i) => weight[row] * m[i]));
  return {
    data: {
      groups: { count: whole.count, mean: whole.recency, weight: whole.weight },
      customers: buyers,
      correlation: x.length < 2 ? undefined : pearson(x, m),
      meanSpend: spent / buyers,
    },
    leftOut: repeats.filter((row) => spend[row] === 0).reduce((total, row) => total + weight[row], 0),
  };
}
