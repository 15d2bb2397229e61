import { inheritedInfo } from '../core/inherited-info.js';
import { InputError } from '../core/input-error.js';
import { sumMoney } from '../core/money.js';
import { checkColumns, type Table, tableOf } from '../core/table.js';

/** Which tier of value a customer is in. */
export interface ValueTierRow {
  customerId: string;
  /** 1 has the most. */
  tier: number;
}

/** One tier of customers. */
export interface ValueTierSummary {
  tier: number;
  customers: number;
  /** Share of all customers. */
  customerShare: number;
  value: number;
  /** Share of all value; `null` where all is 0. */
  valueShare: number | null;
  /** Least and most value of a customer. */
  least: number;
  most: number;
}

/** Customers by value. */
export interface ValueTiers {
  readonly customers: Table<ValueTierRow>;
  readonly tiers: Table<ValueTierSummary>;
  /** What ties did, in a sentence; empty when nothing. */
  readonly note: string;
}

/**
 * Customers in tiers of value: deciles, or with `tiers: 3` heavy, medium and light buyers. Customers of equal value are
 * in the same tier, that of the first of them, so that tiers may differ in size or be empty; the note says so.
 *
 * @param column - Value of a customer, for example `monetary`.
 * @param options - `tiers`: how many, 2 to 100, default 10.
 * @throws {InputError} For no customers, a column that is missing or holds something else than numbers.
 *
 * O(customers · log customers).
 *
 * @example
 * const tiers = valueTiers(await rfm(orders, { asOf: '2026-01-01' }), 'monetary');
 * tiers.tiers.get('tier', 0); // 1
 */
export function valueTiers<Row extends { customerId: string }>(
  customers: Table<Row>,
  column: keyof Row & string,
  options: { readonly tiers?: number } = {},
): ValueTiers {
  const { tiers = 10 } = options;
  if (!Number.isInteger(tiers) || tiers < 2 || tiers > 100) {
    throw new InputError(`valueTiers: tiers is ${tiers}; choose a whole number from 2 to 100.`);
  }
  checkColumns('valueTiers', customers as unknown as Table, ['customerId', column]);
  const values = customers.array(column) as number[];
  if (values.length === 0) throw new InputError('valueTiers: there are no customers.');
  values.forEach((value, i) => {
    if (typeof value === 'number' && Number.isFinite(value)) return;
    throw new InputError(
      `valueTiers: row ${i + 1}, column "${column}" is ${value ?? 'missing'}, not a number.`,
      {
        column,
      },
    );
  });
  const tier = tiersOf(values, tiers);
  const total = sumMoney(values);
  const rows = Array.from({ length: tiers }, (_, i) =>
    summarised(
      i + 1,
      values.filter((_, j) => tier[j] === i + 1),
      values.length,
      total,
    ),
  );
  const empty = rows.filter((row) => row.customers === 0).map((row) => row.tier);
  const note =
    empty.length === 0
      ? ''
      : `Many customers have the same ${column}, so nobody is in tier ${empty.join(' or ')}.`;
  const unit = customers.info[column]?.unit;
  const money = { role: 'measure', ...(unit === undefined ? {} : { unit }) } as const;
  return {
    customers: tableOf<ValueTierRow>(
      { customerId: customers.array('customerId') as string[], tier },
      {
        customerId: { role: 'id', meaning: 'Customer id.' },
        tier: inheritedInfo(
          { role: 'base', basis: 'B8', meaning: `Tier of ${column}, 1 (most) to ${tiers} (least).` },
          [customers.info[column]],
        ),
      },
    ),
    tiers: tableOf<ValueTierSummary>(
      Object.fromEntries(
        Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name as keyof ValueTierSummary])]),
      ) as never,
      {
        tier: { title: 'Tier', meaning: '1 has the most.' },
        customers: { title: 'Customers' },
        customerShare: { title: 'Share of customers', unit: 'share', meaning: 'Share of all customers.' },
        value: { ...money, title: 'Value', meaning: `Sum of ${column}.` },
        valueShare: { title: 'Share of value', unit: 'share', meaning: `Share of all ${column}.` },
        least: { ...money, title: 'Least of a customer' },
        most: { ...money, title: 'Most of a customer' },
      },
    ),
    note,
  };
}

/** The tier of the first of those with the same value, in the order from the most. */
function tiersOf(values: readonly number[], tiers: number): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  const first = new Map<number, number>();
  sorted.forEach((value, place) => {
    if (!first.has(value)) first.set(value, place);
  });
  return values.map((value) => 1 + Math.floor((tiers * first.get(value)!) / values.length));
}

function summarised(tier: number, own: readonly number[], all: number, total: number): ValueTierSummary {
  const value = sumMoney(own);
  return {
    tier,
    customers: own.length,
    customerShare: own.length / all,
    value,
    valueShare: total === 0 ? null : value / total,
    least: own.length === 0 ? 0 : own.reduce((a, b) => Math.min(a, b)),
    most: own.length === 0 ? 0 : own.reduce((a, b) => Math.max(a, b)),
  };
}
