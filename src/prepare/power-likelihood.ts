import { brentMinimum } from '../stats/brent-minimum.js';

/** Powers that are looked at; beyond them a column is no case for a power. */
const [LEAST, MOST] = [-5, 5];

/**
 * The power under which transformed values are most likely normal: the maximum of the profile likelihood.
 *
 * @param transform - The value under a power.
 * @param logJacobian - Sum over the values of the logarithm of the derivative at power 1 more: it counts (power - 1) times.
 */
export function likeliestPower(
  unsorted: Float64Array,
  transform: (value: number, power: number) => number,
  logJacobian: number,
): number {
  const values = unsorted.slice().sort(); // so that the order of customers does not show in the last digits
  const n = values.length;
  const negative = (power: number): number => {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const value = transform(values[i], power);
      const gap = value - mean;
      mean += gap / (i + 1);
      squares += gap * (value - mean);
    }
    const likelihood = -(n / 2) * Math.log(squares / n) + (power - 1) * logJacobian;
    return Number.isFinite(likelihood) ? -likelihood : Infinity;
  };
  return brentMinimum(negative, LEAST, MOST, 1e-10).at;
}

/** Whether a power is at the end of what is looked at. */
export function isExtremePower(power: number): boolean {
  return power < LEAST + 0.01 || power > MOST - 0.01;
}
