/**
 * The number with the fewest decimals in the middle half of a gap, and of those the one nearest to the middle,
 * of two the upper: thresholds that people read.
 *
 * @returns At least `low` and below `high`.
 *
 * @example
 * plainNumber(87.21, 93.6); // 90
 */
export function plainNumber(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  const quarter = (high - low) / 4;
  const [from, to] = [low + quarter, high - quarter];
  const first = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let power = Math.min(300, first); power > first - 18 && power > -300; power--) {
    // Dividing by a whole power of ten rounds once only: 3 / 10 is 0.3, 3 * 0.1 is not.
    const steps = power >= 0 ? Math.round(middle / 10 ** power) : Math.round(middle * 10 ** -power);
    const plain = power >= 0 ? steps * 10 ** power : steps / 10 ** -power;
    if (plain >= from && plain <= to && plain >= low && plain < high) return plain || 0; // no -0
  }
  return middle < high ? middle : low;
}
