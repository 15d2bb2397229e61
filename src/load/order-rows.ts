import { type Columns, type Table, tableOf } from '../core/table.js';
import type { Engine } from '../engine/engine.js';
import type { LineShape } from './order-lines.js';
import { NOT_STATED } from './order-mapping.js';
import type { OrderRow } from './orders.js';

/** Sums the kept lines to orders, ordered by customer, time and order id. */
export async function readOrderRows(
  engine: Engine,
  { hasAmounts, hasQuantities }: LineShape,
  currency: string,
): Promise<Table<OrderRow>> {
  const columns = await engine.query(`SELECT
      customer AS customerId, order_id AS orderId, min(ordered_at) AS orderedAt,
      ${hasAmounts ? 'CAST(sum(amount) AS DECIMAL(38, 6)) AS amount,' : ''}
      ${hasQuantities ? 'CAST(sum(quantity) AS DECIMAL(38, 6)) AS quantity,' : ''}
      count(*) AS lines
    FROM lines WHERE reason IS NULL
    GROUP BY customer, order_id ORDER BY customer, min(ordered_at), order_id`);
  const values = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
  const unit = currency === NOT_STATED ? {} : { unit: currency };
  return tableOf<OrderRow>(values as unknown as Columns<OrderRow>, {
    customerId: { role: 'id', meaning: 'Customer id.' },
    orderId: { role: 'id', meaning: 'Order id, or customer and day.' },
    orderedAt: { meaning: 'When the order was placed, as written in the file, in UTC.' },
    ...(hasAmounts ? { amount: { ...unit, digits: 2, meaning: 'Money of the order.' } } : {}),
    ...(hasQuantities ? { quantity: { unit: 'pieces', meaning: 'Pieces of the order.' } } : {}),
    lines: { unit: 'lines', meaning: 'Lines of the order.' },
  });
}
