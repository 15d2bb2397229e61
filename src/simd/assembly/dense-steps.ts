import { adam } from './dense-adam';
import { BATCH, COLUMNS, ERRORS, FIRST_MOMENTS, FIRST_POWER, FIRST_ROW, GRADIENTS, L2, LAST_ROW, LEARNING_RATE, NOISE, PARAMETERS, PARAMETER_BYTES, SECOND_MOMENTS, SECOND_POWER, SETTINGS, SHARDS, TICKETS, TOTAL, VALUES, VALUE_BYTES, WEIGHT_BYTES } from './dense-plan';
import { shard, word } from './dense-shard';

const SPINS = 20_000; // about 30 µs
const PATIENCE: i64 = 1_000_000_000; // a second
const MOST_PATIENCE = 60;

/**
 * Updates of a network by Adam, from one row of the order to another, a batch at a time. Each update has a unit for
 * each shard of its batch, then as many that share the parameters; every thread that calls takes the next unit and
 * waits for those before it that it needs. Which thread takes which changes nothing: gradients of shards are added up
 * in order.
 *
 * @returns 1 when another thread did not finish its unit, else 0.
 */
export function denseSteps(plan: usize, from: i32, to: i32, thread: i32): i32 {
  const shards = word(plan, SHARDS);
  const batch = word(plan, BATCH);
  const first = word(plan, FIRST_ROW);
  const last = word(plan, LAST_ROW);
  const tickets = <usize>word(plan, TICKETS);
  const units = ((last - first + batch - 1) / batch) * (shards << 1);
  for (let unit = atomic.add<i32>(tickets, 1); unit < units; unit = atomic.add<i32>(tickets, 1)) {
    const part = unit % shards;
    if (!waitFor(tickets, unit - part)) return 1;
    const phase = unit / shards;
    const start = first + (phase >> 1) * batch;
    const size = min(batch, last - start);
    if (phase & 1) update(plan, part);
    else differentiate(plan, part, start, size);
    atomic.add<i32>(tickets, 1, 4);
    if (atomic.load<i32>(tickets, 8)) atomic.notify(tickets + 4, -1);
  }
  return 0;
}

/** Waits until so many units are done: at work for a short time, then asleep. */
function waitFor(tickets: usize, units: i32): bool {
  for (let spin = 0; spin < SPINS; spin++) {
    if (atomic.load<i32>(tickets, 4) >= units) return true;
  }
  let isDone = false;
  atomic.add<i32>(tickets, 1, 8);
  for (let waited = 0; waited < MOST_PATIENCE; waited++) {
    const done = atomic.load<i32>(tickets, 4);
    isDone = done >= units;
    if (isDone) break;
    if (atomic.wait<i32>(tickets + 4, done, PATIENCE) != 2) waited = 0;
  }
  atomic.sub<i32>(tickets, 1, 8);
  return isDone;
}

/** Error and gradient of a part of a batch. */
function differentiate(plan: usize, part: i32, start: i32, size: i32): void {
  const shards = word(plan, SHARDS);
  const columns = word(plan, COLUMNS);
  const bytes = word(plan, PARAMETER_BYTES);
  const panels = (size + 7) >> 3;
  const from = (part * panels / shards) << 3;
  const to = min(size, ((part + 1) * panels / shards) << 3);
  const sums = <usize>word(plan, GRADIENTS) + <usize>part * bytes;
  const error = <usize>word(plan, ERRORS) + (<usize>part << 3);
  if (part == 0) {
    const settings = <usize>word(plan, SETTINGS);
    store<f64>(settings + (FIRST_POWER << 3), load<f64>(settings + (FIRST_POWER << 3)) * 0.9);
    store<f64>(settings + (SECOND_POWER << 3), load<f64>(settings + (SECOND_POWER << 3)) * 0.999);
  }
  if (from >= to) {
    memory.fill(sums, 0, bytes);
    store<f64>(error, 0);
    return;
  }
  const values = <usize>word(plan, VALUES) + <usize>part * word(plan, VALUE_BYTES);
  const noise = <usize>word(plan, NOISE);
  const added = noise ? noise + (<usize>(start + from - word(plan, FIRST_ROW)) * columns << 2) : 0;
  const scale = <f32>(1 / (<f64>size * columns));
  store<f64>(error, shard(plan, start + from, start + to, values, sums, added, scale));
}

/** A part of the parameters takes a step. */
function update(plan: usize, part: i32): void {
  const shards = word(plan, SHARDS);
  const settings = <usize>word(plan, SETTINGS);
  const blocks = word(plan, PARAMETER_BYTES) >> 4;
  const from = (part * blocks / shards) << 4;
  const to = ((part + 1) * blocks / shards) << 4;
  const rate = load<f64>(settings + (LEARNING_RATE << 3)) / (1 - load<f64>(settings + (FIRST_POWER << 3)));
  const root = 1 / Math.sqrt(1 - load<f64>(settings + (SECOND_POWER << 3)));
  const l2 = <f32>(2 * load<f64>(settings + (L2 << 3)));
  adam(word(plan, PARAMETERS), word(plan, FIRST_MOMENTS), word(plan, SECOND_MOMENTS), word(plan, GRADIENTS), shards, word(plan, PARAMETER_BYTES), from, to, word(plan, WEIGHT_BYTES), l2, <f32>rate, <f32>root);
  if (part == 0) {
    const errors = <usize>word(plan, ERRORS);
    let total = load<f64>(settings + (TOTAL << 3));
    for (let s = 0; s < shards; s++) total += load<f64>(errors + (<usize>s << 3));
    store<f64>(settings + (TOTAL << 3), total);
  }
}
