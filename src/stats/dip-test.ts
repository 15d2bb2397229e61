import { checkGiven } from '../core/check-given.js';
import { InputError } from '../core/input-error.js';
import { seeded } from '../core/random.js';
import { checkFinite } from './check-finite.js';
import { dip } from './dip.js';

/** How `dipTest` draws. */
export interface DipTestOptions {
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Samples with one mode to compare with, default 2,000. */
  readonly draws?: number;
}

/** Whether a column has more than one mode. */
export interface DipTest {
  /** 1/(2n) to 1/4: distance from the nearest distribution with one mode. */
  readonly dip: number;
  /** Chance that values without groups dip as much: (1 + as much) / (1 + draws). */
  readonly p: number;
  readonly n: number;
  readonly because: string;
}

/** Above it the dip times the root of n no longer changes. */
const ENOUGH = 2000;

/**
 * Whether values of one column fall into groups at all: the dip against that of even values, of which no distribution with
 * one mode dips more.
 *
 * @param values - In any order.
 * @throws {InputError} For fewer than 4 values, values that are not finite, and fewer than 99 draws.
 *
 * Values that repeat, such as counts, dip more than values that do not: look at such columns with other eyes.
 * O(draws · n log n), with n at most 2,000: above, dips are compared times the root of n.
 * Source: Hartigan and Hartigan, "The dip test of unimodality", Annals of Statistics 13 (1985) 70-84.
 *
 * @example
 * dipTest([1, 1.1, 1.2, 1.3, 8, 8.1, 8.2, 8.3], { seed: 1 }).p < 0.05; // true
 */
export function dipTest(values: ArrayLike<number>, options: DipTestOptions): DipTest {
  checkGiven('dipTest', options);
  const { seed, draws = 2000 } = options;
  const n = values?.length ?? 0;
  if (n < 4) throw new InputError(`dipTest: ${n} values cannot show groups. Give 4 or more.`);
  checkFinite('dipTest', values);
  if (!Number.isInteger(seed)) throw new InputError(`dipTest: seed is ${seed}. It has to be a whole number.`);
  if (!Number.isInteger(draws) || draws < 99) {
    throw new InputError(`dipTest: draws is ${draws}. It has to be a whole number from 99 on.`);
  }
  const own = dip(Float64Array.from(values).sort());
  const size = Math.min(n, ENOUGH);
  const limit = own * Math.sqrt(n / size);
  let asMuch = 0;
  for (let draw = 0; draw < draws; draw++) {
    const random = seeded(seed).stream(draw);
    const even = Float64Array.from({ length: size }, () => random.next()).sort();
    if (dip(even) >= limit - 1e-12) asMuch++;
  }
  const p = (1 + asMuch) / (1 + draws);
  const because =
    p <= 0.05
      ? `The values fall into groups: of ${draws} columns without, ${asMuch} dip as much (p = ${p.toFixed(3)}).`
      : `Nothing says that the values fall into groups: ${asMuch} of ${draws} columns without dip as much (p = ${p.toFixed(3)}).`;
  return { dip: own, p, n, because };
}
