import {
  checkQuality,
  duplicateRows,
  inRange,
  noStrayBlanks,
  notInFuture,
  notNegative,
  notNull,
  oneCurrency,
  plantErrors,
  simulateRetailer,
  tableOf,
  unique,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const retailer = await simulateRetailer({ seed: 3, customers: 500, answers: 50 });
const dirty = plantErrors(retailer, { seed: 4, each: 5 });

describe('plantErrors', () => {
  it('lists each error with its row, and changes nothing else', () => {
    expect(dirty.errors.numRows()).toBe(9 * 5);
    const clean = { customers: retailer.customers, orders: retailer.orders };
    for (const table of ['customers', 'orders'] as const) {
      const planted = new Set(
        dirty.errors
          .objects()
          .filter((error) => error.table === table)
          .map(({ row }) => row),
      );
      const copies = dirty[table].numRows() - clean[table].numRows();
      expect(copies).toBe(5);
      for (let row = 1; row <= clean[table].numRows(); row++) {
        const same =
          JSON.stringify(dirty[table].object(row - 1)) === JSON.stringify(clean[table].object(row - 1));
        expect(same).toBe(!planted.has(row));
      }
    }
  });

  // Each check has to find the rows that were planted for it, no more and no fewer.
  it('grades a quality gate', async () => {
    const orders = tableOf({
      orderId: dirty.orders.array('orderId'),
      customerId: dirty.orders.array('customerId'),
      amount: dirty.orders.array('amount'),
      currency: dirty.orders.array('currency'),
      orderedAt: dirty.orders.array('orderedAt').map((text) => new Date(`${text.replace(' ', 'T')}:00Z`)),
    });
    const report = await checkQuality(
      orders,
      [
        notNull('customerId'),
        notNegative('amount'),
        oneCurrency('currency'),
        notInFuture('orderedAt'),
        duplicateRows(['orderId', 'orderedAt']),
      ],
      { asOf: '2026-01-01', listed: 100 },
    );
    const kinds = [
      'missing customer',
      'negative amount',
      'second currency',
      'date in the future',
      'duplicate order',
    ];
    for (const [i, kind] of kinds.entries()) {
      const planted = dirty.errors
        .objects()
        .filter((error) => error.kind === kind)
        .map(({ row }) => row);
      expect(report.results[i].failing, kind).toBe(planted.length);
    }
    const people = await checkQuality(
      dirty.customers,
      [inRange('birthYear', { min: 1910 }), noStrayBlanks('region'), unique('customerId')],
      { listed: 100 },
    );
    expect(people.results.map(({ failing }) => failing)).toEqual([5, 5, expect.any(Number)]);
    expect(people.results[2].failing).toBeGreaterThanOrEqual(5);
  });

  it('gives the same for the same seed', () => {
    expect(plantErrors(retailer, { seed: 4, each: 5 }).errors.toCSV()).toBe(dirty.errors.toCSV());
    expect(plantErrors(retailer, { seed: 5, each: 5 }).errors.toCSV()).not.toBe(dirty.errors.toCSV());
  });
});
