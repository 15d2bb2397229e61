/**
 * What the rows are that a summary looks at:
 * - `rows`: as they come, for example order lines or events
 * - `orders`: lines of an order together: `@amount`, `@lines`
 * - `days`: orders of a day together: `@amount`, `@orders`, `@place` (1 is the first day), `@gap` (days since the day
 *   before; missing on the first)
 * - `values`: for each value of a column, what the customer did with it: `@amount`, `@orders`, `@lines`, `@place`
 *   (1 is the value with the most money, of equal ones the first by code point)
 * - `choices`: one row for each order: its main value of a column, and that of the order before (`@before`)
 * - `values of choices`: how often each value was the main one, `@choices`
 * - `prices`: rows with `@usual`, what the quantity costs at the mean price of the product over all customers
 *
 * Every level has `@customer`; those but the ones of values have `@day` (days since 1970) and `@age` (days before the day of
 * reckoning), `rows` and `orders` also `@time`. Columns of the table are there at `rows` and `prices`.
 */
export type Level =
  | 'rows'
  | 'orders'
  | 'days'
  | { readonly kind: 'values' | 'choices' | 'values of choices'; readonly column: string }
  | { readonly kind: 'prices'; readonly product: string; readonly quantity: string };

/** One text for each level. */
export function levelKey(level: Level): string {
  return typeof level === 'string' ? level : JSON.stringify(level);
}
