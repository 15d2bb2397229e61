import type { Random } from '../../core/random.js';

/**
 * How often each customer is drawn when as many treated and as many of the control group are drawn again, with replacement.
 *
 * @param treated - 1 for treated, 0 for control; of each there is one or more.
 *
 * O(n). Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), section 8.3 (two samples).
 *
 * @example
 * resampledWeights(seeded(1), Uint8Array.of(1, 0))[0]; // 1
 */
export function resampledWeights(random: Random, treated: Uint8Array): Float64Array {
  const weights = new Float64Array(treated.length);
  const arms: [number[], number[]] = [[], []];
  treated.forEach((t, place) => {
    arms[t].push(place);
  });
  for (const arm of arms) for (let k = 0; k < arm.length; k++) weights[arm[random.integer(arm.length)]]++;
  return weights;
}
