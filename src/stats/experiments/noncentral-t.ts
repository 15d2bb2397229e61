import { InputError } from '../../core/input-error.js';
import { gaussLegendre } from '../gauss-legendre.js';
import { logGamma } from '../log-gamma.js';
import { normalUpperTail } from '../normal-upper-tail.js';

const PANEL = 16;
const PANELS = 14;
const REACH = 9; // standard deviations of the spread on either side

/**
 * Probability that a noncentral t variable exceeds `t`: a normal variable of mean `noncentrality`, over the root of an
 * independent chi-squared one over its degrees of freedom.
 *
 * @param t - Any finite number.
 * @param degreesOfFreedom - From 1 on, need not be whole.
 * @param noncentrality - Any finite number; 0 gives Student's t.
 * @returns 0 to 1, to about 11 digits after the point.
 * @throws {InputError} For numbers out of range.
 *
 * Numerical integration over the spread. Source: Johnson, Kotz, Balakrishnan, "Continuous Univariate Distributions", vol. 2,
 * 2nd ed. (1995), 31.
 *
 * @example
 * noncentralTUpperTail(2, 10, 0); // 0.036694017385…
 */
export function noncentralTUpperTail(t: number, degreesOfFreedom: number, noncentrality: number): number {
  if (!Number.isFinite(t) || !Number.isFinite(noncentrality)) {
    throw new InputError(
      `noncentralTUpperTail: t is ${t}, its noncentrality ${noncentrality}. Both have to be finite.`,
    );
  }
  if (!(degreesOfFreedom >= 1 && Number.isFinite(degreesOfFreedom))) {
    throw new InputError(
      `noncentralTUpperTail: degrees of freedom are ${degreesOfFreedom}. They are 1 or more.`,
    );
  }
  const half = degreesOfFreedom / 2;
  const scale = Math.log(2) + half * Math.log(half) - logGamma(half);
  const deviation = 1 / Math.sqrt(2 * degreesOfFreedom);
  const [low, high] = [Math.max(0, 1 - REACH * deviation), 1 + REACH * deviation];
  const { nodes, weights } = gaussLegendre(PANEL);
  const width = (high - low) / PANELS;
  let [sum, mass] = [0, 0];
  for (let panel = 0; panel < PANELS; panel++) {
    const middle = low + width * (panel + 0.5);
    for (let i = 0; i < PANEL; i++) {
      const s = middle + (width / 2) * nodes[i];
      if (s <= 0) continue;
      const density = Math.exp(scale + (degreesOfFreedom - 1) * Math.log(s) - half * s * s);
      const weight = (width / 2) * weights[i] * density;
      mass += weight;
      sum += weight * normalUpperTail(t * s - noncentrality);
    }
  }
  return Math.min(1, Math.max(0, sum / mass));
}
