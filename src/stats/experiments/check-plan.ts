import { InputError } from '../../core/input-error.js';

/** Sides of a test: `two-sided` asks whether arms differ, `greater` only whether the treated have more. */
export type Sides = 'two-sided' | 'greater';

/** Checks the level and the power of a plan. */
export function checkPlan(
  who: string,
  { alpha, power }: { readonly alpha: number; readonly power?: number },
): void {
  if (!(alpha > 0 && alpha < 1)) {
    throw new InputError(`${who}: alpha is ${alpha}. It lies between 0 and 1, for example 0.05.`);
  }
  if (power !== undefined && !(power > alpha && power < 1)) {
    throw new InputError(
      `${who}: power is ${power}. It lies above alpha, ${alpha}, and below 1, for example 0.8.`,
    );
  }
}

/** Checks the size of an arm. */
export function checkSize(who: string, n: number, least: number): void {
  if (!(n >= least && Number.isFinite(n))) {
    throw new InputError(`${who}: an arm has ${n} customers. ${least} or more are needed.`);
  }
}

/** Checks that a share lies strictly between 0 and 1. */
export function checkInnerShare(who: string, what: string, share: number): void {
  if (!(share > 0 && share < 1)) {
    throw new InputError(`${who}: ${what} is ${share}. It lies between 0 and 1.`);
  }
}
