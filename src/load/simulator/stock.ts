import { dayText, toDay } from '../../core/day.js';
import { seeded } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import type { Retailer } from './retailer.js';
import { columnsOf } from './tables.js';

/** Stock and sales of a product in a week. */
export interface RetailerStock {
  readonly product: string;
  /** Monday of the week, `YYYY-MM-DD`. */
  readonly week: string;
  /** Pieces sold; those sent back are not taken off. */
  readonly sold: number;
  /** Pieces left on Sunday evening; 0 when it ran out. */
  readonly left: number;
}

/** Stock by product and week, and the planted stock-outs. */
export interface Stock {
  readonly stock: Table<RetailerStock>;
  readonly stockOuts: Table<{ readonly product: string; readonly week: string }>;
  readonly truth: {
    readonly seed: number;
    /** Share of products and weeks in which stock ran out. */
    readonly share: number;
    /** Share of the pieces asked for that a stock-out loses. */
    readonly lost: number;
  };
}

const SHARE = 0.04;
const LOST = 0.7;
const STREAM = 130;

/**
 * Simulates stock by product and week. What the orders hold is what customers asked for; in weeks with a planted
 * stock-out, each piece asked for is lost with the same chance, so that `sold` falls. The orders stay as they are.
 *
 * @param options - `seed`: any whole number.
 *
 * O(lines + products · weeks).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateStock(retailer, { seed: 1 }).truth.lost; // 0.7
 */
export function simulateStock(retailer: Retailer, options: { readonly seed: number }): Stock {
  const random = seeded(options.seed).stream(STREAM);
  const weekOf = (day: number) => day - ((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
  const first = weekOf(toDay(retailer.truth.from, 'simulateStock'));
  const last = weekOf(toDay(retailer.truth.to, 'simulateStock'));
  const weekOfOrder = new Map(
    retailer.orders
      .objects()
      .map(({ orderId, orderedAt }) => [orderId, weekOf(toDay(orderedAt.slice(0, 10), 'simulateStock'))]),
  );
  const asked = new Map<string, Map<number, number>>();
  for (const { orderId, product, quantity } of retailer.lines.objects()) {
    if (quantity < 0) continue;
    const weeks = asked.get(product) ?? new Map<number, number>();
    const week = weekOfOrder.get(orderId)!;
    asked.set(product, weeks.set(week, (weeks.get(week) ?? 0) + quantity));
  }
  const rows: RetailerStock[] = [];
  const stockOuts: { product: string; week: string }[] = [];
  for (const product of [...asked.keys()].sort()) {
    for (let day = first; day <= last; day += 7) {
      const week = dayText(day);
      const wanted = asked.get(product)!.get(day) ?? 0;
      if (random.next() >= SHARE) {
        rows.push({ product, week, sold: wanted, left: 1 + random.integer(40) });
        continue;
      }
      let sold = 0;
      for (let piece = 0; piece < wanted; piece++) if (random.next() >= LOST) sold++;
      rows.push({ product, week, sold, left: 0 });
      stockOuts.push({ product, week });
    }
  }
  return {
    stock: columnsOf(rows, ['product', 'week', 'sold', 'left']),
    stockOuts: columnsOf(stockOuts, ['product', 'week']),
    truth: { seed: options.seed, share: SHARE, lost: LOST },
  };
}
