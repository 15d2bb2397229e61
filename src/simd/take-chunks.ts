import type { Loops } from './loops.js';
import { CONTROL } from './team-control.js';

/** Takes chunks of the units at hand, as long as there are any, and runs the loop on them. */
export function takeChunks(
  loops: Loops,
  names: readonly string[],
  control: Int32Array,
  values: Float64Array,
  thread: number,
): void {
  const loop = loops[names[control[CONTROL.loop]]];
  const given = Array.from(values.subarray(0, control[CONTROL.values]));
  const chunk = control[CONTROL.chunk];
  const units = control[CONTROL.units];
  let total = 0;
  for (;;) {
    const from = Atomics.add(control, CONTROL.next, chunk);
    if (from >= units) break;
    total += loop(...given, from, Math.min(from + chunk, units), thread) ?? 0;
  }
  Atomics.add(control, CONTROL.total, total);
}
