/** Whole units that one unit of a currency is counted in: a millionth. */
const MICROS = 1e6;

/**
 * An amount of money in whole millionths, so that sums are exact and do not depend on their order.
 *
 * @example
 * toMicros(12.34); // 12340000n
 */
export function toMicros(amount: number): bigint {
  return BigInt(Math.round(amount * MICROS));
}

/**
 * The amount nearest to a number of millionths.
 *
 * @example
 * fromMicros(12340000n); // 12.34
 */
export function fromMicros(micros: bigint): number {
  return Number(micros) / MICROS;
}

/**
 * The exact sum of amounts of money with up to 6 digits after the point.
 *
 * @example
 * sumMoney([0.1, 0.2]); // 0.3
 */
export function sumMoney(amounts: Iterable<number>): number {
  let sum = 0n;
  for (const amount of amounts) sum += toMicros(amount);
  return fromMicros(sum);
}
