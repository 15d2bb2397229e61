import { InputError } from '../../core/input-error.js';

/**
 * How far two shares lie apart on the scale on which all shares vary alike: 0.2 is called small, 0.5 medium, 0.8 large.
 *
 * @param a - 0 to 1.
 * @param b - 0 to 1.
 * @returns −π to π, above 0 where A is larger.
 * @throws {InputError} For a share outside 0 to 1.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 2nd ed. (1988), 6.2.
 *
 * @example
 * cohensH(0.5, 0.4); // 0.2013579207903309
 */
export function cohensH(a: number, b: number): number {
  for (const share of [a, b]) {
    if (!(share >= 0 && share <= 1)) {
      throw new InputError(`cohensH: a share is ${share}. Shares lie between 0 and 1.`);
    }
  }
  return 2 * (Math.asin(Math.sqrt(a)) - Math.asin(Math.sqrt(b)));
}
