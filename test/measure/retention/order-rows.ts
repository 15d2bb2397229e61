import { seeded, type Table, tableFromRows } from 'clientele';

/** An order as the doors of measure/ take it. */
export interface OrderRow {
  customerId: string;
  orderId: string;
  orderedAt: Date;
  amount: number;
  quantity: number;
}

/** Orders given by customer, day and money: `['a', '2025-01-31', 20]`, and pieces, default 1. */
export function ordersOf(rows: readonly (readonly [string, string, number, number?])[]): Table<OrderRow> {
  return tableFromRows(
    rows.map(([customerId, day, amount, quantity = 1], i) => ({
      customerId,
      orderId: `o${i}`,
      orderedAt: new Date(`${day}T00:00:00Z`),
      amount,
      quantity,
    })),
  );
}

/** A year of orders by chance: some are returns, some without customer, all in cents. */
export function randomOrders(seed: number, count: number, customers = 40): Table<OrderRow> {
  const random = seeded(seed);
  let day = 0;
  return tableFromRows(
    Array.from({ length: count }, (_, i) => {
      const back = random.next() < 0.08;
      if (i % 2 === 0) day = 1 + random.integer(365);
      const cents = 1 + random.integer(20_000);
      return {
        customerId: random.next() < 0.05 ? '' : `c${random.integer(customers)}`,
        orderId: `o${Math.floor(i / 2)}`, // two lines an order, though perhaps of two customers
        orderedAt: new Date(Date.UTC(2025, 0, day)),
        amount: (back ? -cents : cents) / 100,
        quantity: (back ? -1 : 1) * (1 + random.integer(5)),
      };
    }),
  );
}

/** Customers `c0`, `c1`, … in segments by their number. */
export function byNumber(customers: number, segments: number) {
  const labels = Int32Array.from({ length: customers }, (_, i) => i % segments);
  return {
    ids: Array.from({ length: customers }, (_, i) => `c${i}`),
    labels,
    segments: Array.from({ length: segments }, (_, s) => {
      const size = labels.filter((label) => label === s).length;
      return { key: `s${s + 1}`, name: `Segment ${s + 1}`, size, share: size / customers };
    }),
  };
}

/** The same rows in another order, and with other names of customers. */
export function shuffledRows(table: Table<OrderRow>, rename = (id: string) => id): Table<OrderRow> {
  const rows = table.objects();
  return tableFromRows(
    rows.map((_, i) => {
      const row = rows[(i * 7 + 3) % rows.length];
      return { ...row, customerId: row.customerId === '' ? '' : rename(row.customerId) };
    }),
  );
}
