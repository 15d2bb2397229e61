import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { type PurchaseGroups, purchaseGroups } from '../../stats/purchase-models/purchase-groups.js';

/** Which columns hold what; the defaults are those of `lifetimeTable`. */
export interface PurchaseColumns {
  /** Default `customerId`; needed where single customers are asked for. */
  readonly id?: string;
  /** Repeat purchases, a whole number; default `repeatPurchases`. */
  readonly purchases?: string;
  /** Age at the last purchase, 0 without repeat; default `lastPurchaseAge`. */
  readonly lastPurchaseAge?: string;
  /** Age at the end of observation; default `customerAge`. */
  readonly age?: string;
  /** Mean money of a repeat purchase, 0 without repeat; default `repeatMonetaryMean`. */
  readonly spend?: string;
  /** Purchases in the holdout; default `holdoutPurchases`. */
  readonly holdout?: string;
  /** Customers that a row stands for, a whole number; default none: each row is one. */
  readonly customers?: string;
}

/** Histories as numbers, checked. */
export interface PurchaseData {
  readonly purchases: Float64Array;
  readonly lastPurchaseAge: Float64Array;
  readonly age: Float64Array;
  /** Customers that each row stands for. */
  readonly weight: Float64Array;
  readonly groups: PurchaseGroups;
  /** Unit of time as the table states it, else `units of time`. */
  readonly unit: string;
}

/** Names of the columns, defaults filled in. */
export function purchaseColumns(columns: PurchaseColumns = {}): Required<Omit<PurchaseColumns, 'customers'>> {
  return {
    id: columns.id ?? 'customerId',
    purchases: columns.purchases ?? 'repeatPurchases',
    lastPurchaseAge: columns.lastPurchaseAge ?? 'lastPurchaseAge',
    age: columns.age ?? 'customerAge',
    spend: columns.spend ?? 'repeatMonetaryMean',
    holdout: columns.holdout ?? 'holdoutPurchases',
  };
}

/**
 * Reads histories of customers from a table.
 *
 * @param discrete - Ages are numbers of opportunities, whole, with at most one purchase in each.
 * @throws {InputError} For a missing column, and a history that cannot be, with its row.
 */
export function readPurchases(
  who: string,
  table: Table,
  columns: PurchaseColumns | undefined,
  discrete: boolean,
): PurchaseData {
  const names = purchaseColumns(columns);
  const given = [names.purchases, names.lastPurchaseAge, names.age];
  checkColumns(who, table, columns?.customers === undefined ? given : [...given, columns.customers]);
  if (table.numRows() === 0) throw new InputError(`${who}: the table has no customers.`);
  const [purchases, lastPurchaseAge, age] = given.map((name) => numbersOf(who, table, name));
  const weight =
    columns?.customers === undefined
      ? new Float64Array(purchases.length).fill(1)
      : numbersOf(who, table, columns.customers);
  for (let row = 0; row < purchases.length; row++) {
    const fault = historyFault(purchases[row], lastPurchaseAge[row], age[row], discrete, names);
    if (fault !== undefined) throw new InputError(`${who}: row ${row + 1}, ${fault}`);
    if (!Number.isInteger(weight[row])) {
      throw new InputError(
        `${who}: row ${row + 1}, column "${columns?.customers}" is ${weight[row]}, not a number of customers.`,
      );
    }
  }
  if (weight.every((each) => each === 0)) throw new InputError(`${who}: the table has no customers.`);
  if (age.every((each) => each === 0)) {
    throw new InputError(
      `${who}: column "${names.age}" is 0 for all customers: nobody was observed for any time. Take customers whose first purchase lies before the end of observation.`,
      { column: names.age },
    );
  }
  return {
    purchases,
    lastPurchaseAge,
    age,
    weight,
    groups: purchaseGroups(purchases, lastPurchaseAge, age, weight),
    unit: discrete ? 'opportunities' : (table.info?.[names.age]?.unit ?? 'units of time'),
  };
}

/** A column of numbers from 0 on. */
export function numbersOf(who: string, table: Table, name: string): Float64Array {
  checkColumns(who, table, [name]);
  return Float64Array.from(table.array(name), (cell, row) => {
    const value = typeof cell === 'bigint' ? Number(cell) : cell;
    if (typeof value === 'number' && value >= 0 && value < 1e12) return value;
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
    throw new InputError(
      `${who}: row ${row + 1}, column "${name}" is ${shown}. It is a number from 0 to below 10^12; correct the row or drop it.`,
      { column: name },
    );
  });
}

function historyFault(
  purchases: number,
  last: number,
  age: number,
  discrete: boolean,
  names: ReturnType<typeof purchaseColumns>,
): string | undefined {
  if (!Number.isInteger(purchases)) {
    return `column "${names.purchases}" is ${purchases}, not a whole number of repeat purchases.`;
  }
  if (last > age) {
    return `"${names.lastPurchaseAge}" is ${last}, beyond "${names.age}", ${age}. The last purchase cannot come after the end of observation; leave later orders out first.`;
  }
  if (purchases === 0 && last > 0) {
    return `"${names.lastPurchaseAge}" is ${last} without a repeat purchase. It is 0 there: the time from the first purchase to the last.`;
  }
  if (purchases > 0 && last === 0) {
    return `${purchases} repeat purchases, but "${names.lastPurchaseAge}" is 0. Purchases of the first day are no repeats: count days with purchases.`;
  }
  if (!discrete) return undefined;
  if (!Number.isInteger(last) || !Number.isInteger(age)) {
    return `"${names.lastPurchaseAge}" is ${last} and "${names.age}" is ${age}. Both are whole numbers of opportunities to buy.`;
  }
  return purchases > last
    ? `${purchases} purchases by opportunity ${last}: there is at most one at each. Use bgNbd for purchases at any time.`
    : undefined;
}
