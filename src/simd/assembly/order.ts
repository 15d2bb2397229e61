import { forgetSafety } from './centroids';
import { Customers, rowAt } from './customers';

/** A bin of leads: sign, exponent and two digits more of a number. */
const KEY_SHIFT: i32 = 21;
const KEYS: i32 = 1024;

/**
 * Puts the customers that are closest to a border into the first places, with their labels; of those alike, the earlier
 * stays the earlier. Tiles, squares and norms have to be packed anew, so the old ones are written over on the way.
 *
 * @param order - u32, one a place: where the order goes.
 */
export function orderByLead(at: usize, order: usize): void {
  const customers = changetype<Customers>(at);
  const rows = customers.rows;
  const starts = customers.notes; // a thread's notes are longer than the bins, and empty between two jobs
  memory.fill(starts, 0, KEYS << 2);
  for (let place = 0; place < rows; place++) {
    const start = starts + keyOf(customers, place);
    store<i32>(start, load<i32>(start) + 1);
  }
  let before = 0;
  for (let start = starts; start < starts + (KEYS << 2); start += 4) {
    const count = load<i32>(start);
    store<i32>(start, before);
    before += count;
  }
  const labels = customers.squares;
  memory.copy(labels, customers.labels, <usize>rows << 1);
  if (customers.order !== 0) {
    memory.copy(customers.tiles, order, <usize>rows << 2);
    customers.order = customers.tiles;
  }
  for (let place = 0; place < rows; place++) {
    const start = starts + keyOf(customers, place);
    const now = load<i32>(start);
    store<i32>(start, now + 1);
    store<i32>(order + (<usize>now << 2), rowAt(customers, place));
    store<u16>(customers.labels + (<usize>now << 1), load<u16>(labels + (<usize>place << 1)));
  }
  customers.order = order;
  forgetSafety(at);
}

/** Puts every row back into its own place, with its label. Squares are written over: tiles have to be packed anew. */
export function restoreOrder(at: usize): void {
  const customers = changetype<Customers>(at);
  const labels = customers.squares;
  memory.copy(labels, customers.labels, <usize>customers.rows << 1);
  for (let place = 0; place < customers.rows; place++) {
    const row = <usize>rowAt(customers, place);
    store<u16>(customers.labels + (row << 1), load<u16>(labels + (<usize>place << 1)));
  }
  customers.order = 0;
}

/** Where the bin of a lead is, in bytes; leads below zero share the first. */
// @ts-ignore: decorator
@inline
function keyOf(customers: Customers, place: i32): usize {
  const bits = load<i32>(customers.leads + (<usize>place << 2));
  return <usize>max(bits >> KEY_SHIFT, 0) << 2;
}
