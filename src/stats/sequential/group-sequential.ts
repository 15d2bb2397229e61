import { InputError } from '../../core/input-error.js';
import { findRoot } from '../find-root.js';
import { normalUpperTail } from '../normal-upper-tail.js';
import { checkInformation, crossingProbabilities, startPath } from './crossing-probabilities.js';
import { type Spending, spentAlpha } from './spending-function.js';

/** When to look, and how large a difference has to be to stop. */
export interface GroupSequentialOptions {
  /** Number of looks, evenly over the data; or the part of the data at each, ascending to 1. */
  readonly looks: number | readonly number[];
  /** Chance of a false alarm over all looks, default 0.05, both sides together. */
  readonly alpha?: number;
  /**
   * `pocock`: the same z at each look. `obrien-fleming`: z falls with the root of the data. `{ spending }`: false alarms are
   * spent along a function of the data (Lan and DeMets), so that looks may come when they come.
   */
  readonly boundary: 'pocock' | 'obrien-fleming' | { readonly spending: Spending };
  /**
   * With spending: `per-side` (default) puts half of alpha into the function for each side, as R's ldbounds does; `total` puts
   * all of alpha into it and halves what comes out. They differ for `obrien-fleming` alone.
   */
  readonly convention?: 'per-side' | 'total';
}

/** One look at the data. */
export interface SequentialLook {
  /** Part of the data, 0 to 1. */
  readonly information: number;
  /** Stop where z, or minus z, is this large or larger. */
  readonly z: number;
  /** The same as two-sided p-value: stop where p is this small or smaller. */
  readonly nominalP: number;
  /** False alarms so far, both sides. */
  readonly spent: number;
}

/** A plan of looks that keeps its false alarms. */
export interface GroupSequential {
  readonly looks: readonly SequentialLook[];
  readonly alpha: number;
  readonly method: string;
}

/**
 * How large a difference has to be at each look, so that looking several times gives no more false alarms than looking once.
 * Two-sided, symmetric, without a bound for giving up.
 *
 * @throws {InputError} For looks that do not ascend to 1, more than 100 of them, and alpha out of range.
 *
 * z to about 7 digits. O(looks · nodes²), some ms for five looks.
 * Source: Pocock, Biometrika 64 (1977) 191-199; O'Brien and Fleming, Biometrics 35 (1979) 549-556; Lan and DeMets, Biometrika
 * 70 (1983) 659-663.
 *
 * @example
 * groupSequential({ looks: 5, boundary: 'pocock' }).looks[0].z; // 2.41317…
 * groupSequential({ looks: 5, boundary: 'obrien-fleming' }).looks[4].z; // 2.04007…
 */
export function groupSequential(options: GroupSequentialOptions): GroupSequential {
  const who = 'groupSequential';
  const { looks, alpha = 0.05, boundary, convention = 'per-side' } = options;
  if (typeof looks === 'number' && !(Number.isInteger(looks) && looks >= 1 && looks <= 100)) {
    throw new InputError(`${who}: looks is ${looks}. It is a whole number from 1 to 100.`);
  }
  const information =
    typeof looks === 'number' ? Array.from({ length: looks }, (_, i) => (i + 1) / looks) : looks;
  checkInformation(who, information);
  if (information.length > 100 || information[information.length - 1] > 1 + 1e-12) {
    throw new InputError(`${who}: there are up to 100 looks, the last with all of the data, 1, or less.`);
  }
  if (!(alpha > 0 && alpha < 1)) throw new InputError(`${who}: alpha is ${alpha}. It lies between 0 and 1.`);
  const bounds =
    typeof boundary === 'string'
      ? constantBounds(information, alpha, boundary)
      : spendingBounds(information, alpha, boundary.spending, convention);
  const { upper, lower } = crossingProbabilities(information, bounds);
  let spent = 0;
  return {
    looks: information.map((part, i) => {
      spent += upper[i] + lower[i];
      return { information: part, z: bounds[i], nominalP: 2 * normalUpperTail(bounds[i]), spent };
    }),
    alpha,
    method: methodOf(boundary, convention),
  };
}

function constantBounds(
  information: readonly number[],
  alpha: number,
  shape: 'pocock' | 'obrien-fleming',
): number[] {
  const last = information[information.length - 1];
  const bounds = (constant: number) =>
    information.map((part) => (shape === 'pocock' ? constant : constant * Math.sqrt(last / part)));
  const missing = (constant: number) => {
    const { upper, lower } = crossingProbabilities(information, bounds(constant));
    return Math.log([...upper, ...lower].reduce((sum, chance) => sum + chance, 0) / alpha);
  };
  return bounds(findRoot(missing, 0.01, 9, 1e-10));
}

function spendingBounds(
  information: readonly number[],
  alpha: number,
  spending: Spending,
  convention: 'per-side' | 'total',
): number[] {
  const perSide = (time: number) =>
    convention === 'per-side' ? spentAlpha(spending, time, alpha / 2) : spentAlpha(spending, time, alpha) / 2;
  let [path, before] = [startPath(0), 0];
  return information.map((time) => {
    const now = perSide(Math.min(1, time));
    const chance = Math.max(now - before, 1e-16);
    before = now;
    const excess = (bound: number) => Math.log(Math.max(path.tails(time, bound).above, 1e-300) / chance);
    const bound = findRoot(excess, 1e-3, 9, 1e-11);
    path = path.inside(time, bound);
    return bound;
  });
}

function methodOf(boundary: GroupSequentialOptions['boundary'], convention: 'per-side' | 'total'): string {
  if (boundary === 'pocock') return 'Pocock';
  if (boundary === 'obrien-fleming') return "O'Brien-Fleming";
  const { spending } = boundary;
  const shape =
    spending === 'pocock'
      ? 'like Pocock'
      : spending === 'obrien-fleming'
        ? "like O'Brien-Fleming"
        : `as power ${spending.power} of the data`;
  return `Lan-DeMets spending ${shape}, ${convention === 'per-side' ? 'half of alpha a side' : 'alpha in one formula'}`;
}
