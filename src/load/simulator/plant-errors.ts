import { seeded } from '../../core/random.js';
import { type Table, tableFromRows } from '../../core/table.js';
import type { Retailer, RetailerCustomer, RetailerOrder } from './retailer.js';

/** Kinds of errors that are planted. */
export type PlantedErrorKind =
  | 'missing customer'
  | 'negative amount'
  | 'amount a hundred times too large'
  | 'second currency'
  | 'date in the future'
  | 'duplicate order'
  | 'birth year too early'
  | 'stray blank'
  | 'duplicate customer';

/** One planted error: where it is and what stood there before. */
export interface PlantedError {
  table: 'customers' | 'orders';
  /** Row of the dirty table, counted from 1. */
  row: number;
  column: string;
  kind: PlantedErrorKind;
  was: string;
}

/** A row of dirty orders: a customer may be missing, a currency another. */
export type DirtyOrder = Omit<RetailerOrder, 'customerId' | 'currency'> & {
  customerId: string | null;
  currency: string;
};

/** Tables with planted errors, and the list of all of them. */
export interface DirtyRetailer {
  readonly customers: Table<RetailerCustomer>;
  readonly orders: Table<DirtyOrder>;
  /** By table, row and column. */
  readonly errors: Table<PlantedError>;
}

/**
 * Plants errors into a simulated retailer, so that a quality gate can be graded: each is listed with its row. Customers
 * and orders keep their order; copies stand at the end. A row has at most one error.
 *
 * @param options - `seed`: any whole number. `each`: how many errors of each kind, default 10.
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * plantErrors(retailer, { seed: 1, each: 2 }).errors.numRows(); // 18
 */
export function plantErrors(
  retailer: Retailer,
  options: { readonly seed: number; readonly each?: number },
): DirtyRetailer {
  const { seed, each = 10 } = options;
  const customers: RetailerCustomer[] = retailer.customers.objects().map((row) => ({ ...row }));
  const orders: DirtyOrder[] = retailer.orders.objects().map((row) => ({ ...row }));
  const errors: PlantedError[] = [];
  const random = seeded(seed);
  const untouched = { customers: shuffledPlaces(customers.length), orders: shuffledPlaces(orders.length) };

  function shuffledPlaces(length: number): number[] {
    const places = Array.from({ length }, (_, i) => i);
    for (let i = length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [places[i], places[j]] = [places[j], places[i]];
    }
    return places;
  }
  const plant = (
    table: 'customers' | 'orders',
    kind: PlantedErrorKind,
    column: string,
    change: (row: never) => object | undefined,
  ) => {
    const rows = (table === 'customers' ? customers : orders) as object[];
    for (let i = 0; i < each; i++) {
      const place = untouched[table].pop();
      if (place === undefined) return;
      const before = rows[place] as Readonly<Record<string, unknown>>;
      const copy = change(before as never);
      if (copy !== undefined) rows.push(copy);
      const row = copy === undefined ? place + 1 : rows.length;
      errors.push({ table, row, column, kind, was: String(before[column]) });
      if (copy === undefined) rows[place] = { ...before, ...changed(kind, before) };
    }
  };

  plant('orders', 'missing customer', 'customerId', () => undefined);
  plant('orders', 'negative amount', 'amount', () => undefined);
  plant('orders', 'amount a hundred times too large', 'amount', () => undefined);
  plant('orders', 'second currency', 'currency', () => undefined);
  plant('orders', 'date in the future', 'orderedAt', () => undefined);
  plant('orders', 'duplicate order', 'orderId', (row: DirtyOrder) => ({ ...row }));
  plant('customers', 'birth year too early', 'birthYear', () => undefined);
  plant('customers', 'stray blank', 'region', () => undefined);
  plant('customers', 'duplicate customer', 'customerId', (row: RetailerCustomer) => ({ ...row }));
  errors.sort((a, b) => (a.table === b.table ? a.row - b.row : a.table < b.table ? -1 : 1));
  return {
    customers: tableFromRows(customers),
    orders: tableFromRows(orders),
    errors: tableFromRows(errors),
  };
}

/** What an error makes of a row. */
function changed(kind: PlantedErrorKind, row: Readonly<Record<string, unknown>>): object {
  const amount = row.amount as number;
  switch (kind) {
    case 'missing customer':
      return { customerId: null };
    case 'negative amount':
      return { amount: -amount };
    case 'amount a hundred times too large':
      return { amount: Math.round(amount * 10_000) / 100 };
    case 'second currency':
      return { currency: 'USD' };
    case 'date in the future':
      return { orderedAt: `2099${String(row.orderedAt).slice(4)}` };
    case 'birth year too early':
      return { birthYear: (row.birthYear as number) - 100 };
    case 'stray blank':
      return { region: `${String(row.region)} ` };
    case 'duplicate order':
    case 'duplicate customer':
      return {};
  }
}
