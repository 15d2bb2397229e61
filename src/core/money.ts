import { InputError } from './input-error.js';

const MICROS = 1_000_000n; // in one unit of a currency
const DIGITS = 6;

/**
 * An amount of money in whole millionths, so that sums are exact and do not depend on their order. The decimal that
 * the number prints as is what counts; what it has beyond 6 digits after the point is rounded.
 *
 * @throws {InputError} For an amount that is not finite or from 2^53 (about 9e15) on, where not even whole units of
 *   the currency are exact.
 *
 * @example
 * toMicros(12.34); // 12340000n
 * toMicros(8123456789.123457); // 8123456789123457n
 */
export function toMicros(amount: number): bigint {
  if (!(Math.abs(amount) <= Number.MAX_SAFE_INTEGER)) {
    throw new InputError(
      `money: an amount is ${amount}. It has to be a finite number below 2^53, about 9e15.`,
    );
  }
  const product = amount * 1e6;
  if (Math.abs(product) < 2 ** 51) return BigInt(Math.round(product)); // less than half a millionth off
  const [whole, fraction = ''] = String(amount).split('.');
  if (fraction.length > DIGITS) return BigInt(amount.toFixed(DIGITS).replace('.', ''));
  return BigInt(whole + fraction.padEnd(DIGITS, '0'));
}

/**
 * The number nearest to a count of millionths.
 *
 * @example
 * fromMicros(12340000n); // 12.34
 */
export function fromMicros(micros: bigint): number {
  const size = micros < 0n ? -micros : micros;
  if (size <= Number.MAX_SAFE_INTEGER) return Number(micros) / 1e6; // both exact, so rounded once
  const value = Number(`${size / MICROS}.${String(size % MICROS).padStart(DIGITS, '0')}`);
  return micros < 0n ? -value : value;
}

/**
 * The exact sum of amounts of money with up to 6 digits after the point, as the nearest number.
 *
 * @throws {InputError} For an amount that `toMicros` refuses.
 *
 * @example
 * sumMoney([0.1, 0.2]); // 0.3
 */
export function sumMoney(amounts: Iterable<number>): number {
  let sum = 0n;
  for (const amount of amounts) sum += toMicros(amount);
  return fromMicros(sum);
}
