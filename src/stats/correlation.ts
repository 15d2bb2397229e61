import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';
import { mean } from './mean.js';
import { midRanks } from './mid-ranks.js';
import { sum } from './sum.js';

/**
 * Pearson's correlation of pairs of numbers.
 *
 * @returns -1 to 1; `undefined` where one side does not vary.
 * @throws {InputError} For sides of different length, fewer than two pairs, and values that are not finite.
 *
 * @example
 * pearson([1, 2, 3], [2, 4, 6]); // 1
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  checkPairs('pearson', x, y);
  const [meanX, meanY] = [mean(x), mean(y)];
  const dx = Float64Array.from(x, (value) => value - meanX);
  const dy = Float64Array.from(y, (value) => value - meanY);
  const scale =
    Math.sqrt(sum(dx.map((value) => value * value))) * Math.sqrt(sum(dy.map((value) => value * value)));
  if (scale === 0) return undefined;
  return Math.max(-1, Math.min(1, sum(dx.map((value, i) => value * dy[i])) / scale));
}

/**
 * Spearman's correlation: Pearson's of the ranks, equal values sharing theirs. It sees every monotone relation.
 *
 * @returns -1 to 1; `undefined` where one side does not vary.
 * @throws {InputError} As `pearson`.
 *
 * @example
 * spearman([1, 2, 3], [1, 10, 1000]); // 1
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  checkPairs('spearman', x, y);
  return pearson(midRanks(x), midRanks(y));
}

function checkPairs(who: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new InputError(`${who}: ${x.length} values against ${y.length}.`);
  if (x.length < 2) throw new InputError(`${who} needs at least 2 pairs, got ${x.length}.`);
  checkFinite(who, x);
  checkFinite(who, y);
}
