import { fromMicros, toMicros } from '../../core/money.js';

const SAFE = 2 ** 53;

/** Amount in millionths when that is a whole number doubles hold exactly, else `NaN`. */
export function microsOf(amount: number): number {
  const micros = Math.round(amount * 1e6);
  return Math.abs(amount * 1e6) < 2 ** 51 ? micros : Number.NaN;
}

/** The exact sum of two amounts, as the nearest number; missing when one of them is. */
export function addMoney(a: number, b: number): number {
  const sum = microsOf(a) + microsOf(b);
  if (Math.abs(sum) < SAFE) return sum / 1e6;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  return fromMicros(toMicros(a) + toMicros(b));
}

/** An amount times a whole number, exact. */
export function timesWhole(amount: number, whole: number): number {
  const product = microsOf(amount) * whole;
  if (Math.abs(product) < SAFE) return product / 1e6;
  if (Number.isNaN(amount) || Number.isNaN(whole)) return Number.NaN;
  return fromMicros(toMicros(amount) * BigInt(whole));
}

/** Exact sums of amounts by group, as the nearest numbers; missing amounts do not count. */
export function sumMoneyBy(groups: Int32Array, count: number, value: (row: number) => number): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < groups.length; i++) {
    const amount = value(i);
    if (Number.isNaN(amount)) continue;
    const sum = sums[groups[i]] + microsOf(amount);
    if (!(Math.abs(sum) < SAFE)) return sumLargeMoneyBy(groups, count, value);
    sums[groups[i]] = sum;
  }
  return sums.map((micros) => micros / 1e6);
}

function sumLargeMoneyBy(groups: Int32Array, count: number, value: (row: number) => number): Float64Array {
  const sums = new Array<bigint>(count).fill(0n);
  for (let i = 0; i < groups.length; i++) {
    const amount = value(i);
    if (!Number.isNaN(amount)) sums[groups[i]] += toMicros(amount);
  }
  return Float64Array.from(sums, fromMicros);
}
