import { InputError } from '../../core/input-error.js';
import { logGamma } from '../log-gamma.js';

/** Whether two shares differ, for small counts. */
export interface FisherExact {
  /** Odds of the first row over those of the second; infinite where its other count is 0, undefined where a margin is 0. */
  readonly oddsRatio: number | undefined;
  /** Two-sided: all tables of the same margins that are no more likely. */
  readonly p: number;
}

/**
 * Whether the shares of two groups differ, counted exactly: for small tables, where chi-squared is rough.
 *
 * @param table - Two rows of two counts.
 * @throws {InputError} For other tables, and counts that are not whole numbers from 0.
 *
 * O(smallest margin). Source: Fisher, "Statistical Methods for Research Workers", 5th ed. (1934), section 21.02.
 *
 * @example
 * fisherExact([[7, 27], [1, 33]]).p; // 0.0544001…
 */
export function fisherExact(table: readonly (readonly number[])[]): FisherExact {
  if (table.length !== 2 || table.some((row) => row.length !== 2)) {
    throw new InputError('fisherExact needs two rows of two counts.');
  }
  const counts = table.flat();
  const wrong = counts.findIndex((count) => !Number.isInteger(count) || count < 0);
  if (wrong >= 0) {
    throw new InputError(
      `fisherExact: count ${wrong + 1} is ${counts[wrong]}. It has to be a whole number from 0.`,
    );
  }
  const [a, b, c, d] = counts;
  const [row, column, all] = [a + b, a + c, a + b + c + d];
  const choose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const logOf = (x: number) => choose(row, x) + choose(all - row, column - x) - choose(all, column);
  const own = logOf(a);
  let p = 0;
  for (let x = Math.max(0, row + column - all); x <= Math.min(row, column); x++) {
    const log = logOf(x);
    if (log <= own + 1e-7) p += Math.exp(log); // equal ones but for rounding
  }
  const margins = [row, all - row, column, all - column];
  return {
    oddsRatio: margins.includes(0) ? undefined : (a * d) / (b * c),
    p: Math.min(1, p),
  };
}
