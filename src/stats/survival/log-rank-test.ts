import { InputError } from '../../core/input-error.js';
import { chiSquaredUpperTail } from '../chi-squared.js';
import { cholesky, invertLower } from '../cholesky.js';
import { checkTimes } from './check-times.js';

/** One group of a log-rank test. */
export interface LogRankGroup {
  readonly n: number;
  readonly observed: number;
  /** Events it would have had if all groups were alike. */
  readonly expected: number;
}

/** Whether groups differ in how soon the event comes. */
export interface LogRankTest {
  /** `undefined` where fewer than two groups were at risk at an event. */
  readonly chiSquared: number | undefined;
  readonly degreesOfFreedom: number;
  readonly p: number | undefined;
  readonly groups: readonly LogRankGroup[];
}

/**
 * Log-rank test of two groups or more: at each event, whether it fell on groups as often as their share of those at risk
 * says. It sees best where one group is ahead throughout; curves that cross can escape it.
 *
 * @param times - As `kaplanMeier` takes them.
 * @param happened - As `kaplanMeier` takes them.
 * @param groups - Group of each observation, from 0 on.
 * @param options - `strata`: stratum of each observation, from 0 on; groups are then compared within strata only.
 * @throws {InputError} As `kaplanMeier`; for fewer than two groups and labels that are no whole numbers.
 *
 * O(n log n + events · groups²). Sources: Mantel, Cancer Chemother. Rep. 50 (1966) 163-170; Peto and Peto, J. R. Stat. Soc. A 135
 * (1972) 185-207.
 *
 * @example
 * logRankTest([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1]).chiSquared; // 5.0516…
 */
export function logRankTest(
  times: ArrayLike<number>,
  happened: ArrayLike<number | boolean>,
  groups: ArrayLike<number>,
  options: { readonly strata?: ArrayLike<number> } = {},
): LogRankTest {
  const who = 'logRankTest';
  checkTimes(who, times, happened);
  const k = checkLabels(who, 'groups', groups, times.length);
  if (k < 2) throw new InputError(`${who}: there is one group. Give two or more, numbered from 0 on.`);
  const { strata } = options;
  const parts = strata === undefined ? 1 : checkLabels(who, 'strata', strata, times.length);
  const members: number[][] = Array.from({ length: parts }, () => []);
  for (let i = 0; i < times.length; i++) members[strata === undefined ? 0 : strata[i]].push(i);

  const n = new Float64Array(k);
  const observed = new Float64Array(k);
  const expected = new Float64Array(k);
  const covariance = new Float64Array(k * k);
  for (const own of members) {
    own.sort((a, b) => times[b] - times[a]); // from the last time back: those at risk only become more
    const atRisk = new Float64Array(k);
    for (let i = 0; i < own.length; ) {
      const time = times[own[i]];
      let events = 0;
      for (; i < own.length && times[own[i]] === time; i++) {
        atRisk[groups[own[i]]]++;
        n[groups[own[i]]]++;
        if (happened[own[i]]) {
          events++;
          observed[groups[own[i]]]++;
        }
      }
      if (events > 0) addEvents(atRisk, i, events, expected, covariance);
    }
  }
  const filled = [...n.keys()].filter((g) => expected[g] > 0);
  return {
    ...testOf(observed, expected, covariance, filled),
    groups: Array.from(n, (count, g) => ({ n: count, observed: observed[g], expected: expected[g] })),
  };
}

function addEvents(
  atRisk: Float64Array,
  all: number,
  events: number,
  expected: Float64Array,
  covariance: Float64Array,
): void {
  const k = atRisk.length;
  const spread = all > 1 ? (events * (all - events)) / (all - 1) : 0;
  for (let g = 0; g < k; g++) {
    const share = atRisk[g] / all;
    expected[g] += events * share;
    for (let h = 0; h < k; h++) {
      covariance[g * k + h] += spread * share * ((g === h ? 1 : 0) - atRisk[h] / all);
    }
  }
}

/** The groups' differences weighed by their covariance, one group being left out as all add up to 0. */
function testOf(
  observed: Float64Array,
  expected: Float64Array,
  covariance: Float64Array,
  filled: readonly number[],
): Pick<LogRankTest, 'chiSquared' | 'degreesOfFreedom' | 'p'> {
  const size = Math.max(0, filled.length - 1);
  const none = { chiSquared: undefined, degreesOfFreedom: size, p: undefined };
  if (size === 0) return none;
  const part = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) part[i * size + j] = covariance[filled[i] * observed.length + filled[j]];
  }
  const lower = cholesky(part, size);
  if (lower === undefined) return none;
  const inverse = invertLower(lower, size);
  let chiSquared = 0;
  for (let i = 0; i < size; i++) {
    let value = 0;
    for (let j = 0; j <= i; j++) value += inverse[i * size + j] * (observed[filled[j]] - expected[filled[j]]);
    chiSquared += value * value;
  }
  return { chiSquared, degreesOfFreedom: size, p: chiSquaredUpperTail(chiSquared, size) };
}

function checkLabels(who: string, what: string, labels: ArrayLike<number>, n: number): number {
  if (labels.length !== n) throw new InputError(`${who}: ${labels.length} ${what} for ${n} times.`);
  let most = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0 || labels[i] >= n + 1000) {
      throw new InputError(
        `${who}: value ${i + 1} of ${what} is ${String(labels[i])}. They are whole numbers from 0 on.`,
      );
    }
    most = Math.max(most, labels[i]);
  }
  return most + 1;
}
