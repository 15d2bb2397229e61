/**
 * Where a function crosses 0 between two ends at which it has unlike signs, by the method of Illinois with halving where it
 * is slow. Where the signs are alike, the end whose value is nearer to 0.
 *
 * @param tolerance - How near the place has to be, relative to its size; default 1e-14.
 *
 * About 10 to 60 evaluations. Source: Dowell and Jarratt, BIT 11 (1971) 168-174.
 *
 * @example
 * findRoot((x) => x * x - 2, 0, 2); // 1.4142135623730951
 */
export function findRoot(
  calculate: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-14,
): number {
  let [a, b] = [low, high];
  let [fa, fb] = [calculate(a), calculate(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  for (let step = 0; step < 200; step++) {
    const middle = (a + b) / 2;
    const line = (a * fb - b * fa) / (fb - fa);
    const inside = line > Math.min(a, b) && line < Math.max(a, b);
    const x = step % 3 === 2 || !inside ? middle : line;
    const fx = calculate(x);
    if (fx === 0) return x;
    if (fx > 0 === fb > 0) {
      [b, fb] = [x, fx];
      fa = step % 3 === 2 ? fa : fa / 2;
    } else {
      [a, fa] = [b, fb];
      [b, fb] = [x, fx];
    }
    if (Math.abs(b - a) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) break;
  }
  return (a + b) / 2;
}
