/** Millionths in the smallest coin of two digits. */
const MINOR = 10_000n;

/**
 * Parts of a change as whole minor units that add up to it to the last one: each is rounded down, and the units that are
 * left go to the parts with the largest remainders.
 *
 * @param change - In millionths.
 * @param parts - About the same, in millionths; they need not add up exactly.
 * @param whole - Whether all amounts are whole hundredths; else the parts are whole millionths.
 */
export function exactParts(change: bigint, parts: readonly number[], whole: boolean): bigint[] {
  const unit = whole ? MINOR : 1n;
  const scaled = parts.map((part) => part / Number(unit));
  const floors = scaled.map(Math.floor);
  const counts = floors.map((value) => BigInt(value));
  let left = change / unit - counts.reduce((sum, count) => sum + count, 0n);
  const order = scaled
    .map((value, i) => ({ i, rest: value - floors[i] }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let turn = 0; left !== 0n && order.length > 0; turn++) {
    const step = left > 0n ? 1n : -1n;
    const { i } = left > 0n ? order[turn % order.length] : order[order.length - 1 - (turn % order.length)];
    // Sizes beyond 2^53 leave more than a unit a part: all of it goes to the first.
    const share = turn < order.length ? step : left;
    counts[i] += share;
    left -= share;
  }
  return counts.map((count) => count * unit);
}

/** Whether amounts are whole hundredths. */
export function isWholeMinor(micros: readonly bigint[]): boolean {
  return micros.every((amount) => amount % MINOR === 0n);
}
