import { ERRORS, FIRST_ROW, LAST_ROW, PANELS, VALUES, VALUE_BYTES } from './dense-plan';
import { shard, word } from './dense-shard';

/** Sums of errors of rows, without noise: a unit is as many rows as a shard holds, each with a sum of its own. */
export function denseErrors(plan: usize, from: i32, to: i32, thread: i32): i32 {
  const rows = word(plan, PANELS) << 3;
  const last = word(plan, LAST_ROW);
  const values = <usize>word(plan, VALUES) + <usize>thread * word(plan, VALUE_BYTES);
  for (let unit = from; unit < to; unit++) {
    const start = word(plan, FIRST_ROW) + unit * rows;
    store<f64>(<usize>word(plan, ERRORS) + (<usize>unit << 3), shard(plan, start, min(start + rows, last), values, 0, 0, 1));
  }
  return 0;
}
