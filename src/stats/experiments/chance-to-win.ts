import { InputError } from '../../core/input-error.js';
import { betaLowerTail, betaQuantile } from '../beta-distribution.js';
import { logGamma } from '../log-gamma.js';
import { checkCounts } from '../wilson-interval.js';

/** Chance that one share is the larger, and what is at stake. */
export interface ChanceToWin {
  /** That the share behind A is larger than that behind B, 0 to 1. */
  readonly chance: number;
  /** Share that is lost on average by taking A where B is the better one. */
  readonly expectedLoss: number;
}

const LOST = 1e-17;
const NODES = 400;
const REACH = 3.4;

/**
 * Chance that the share behind A is larger than that behind B, when both are unknown: beta distributions after a prior and
 * the counts, compared by numerical integration.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param prior - Successes and failures known before, above 0; default one each: all shares alike.
 * @returns 0 to 1, to about 9 digits. It is no p-value, and looking again and again is no excuse: with little data the prior
 *   speaks.
 * @throws {InputError} For an empty group, counts that are none and a prior that is not above 0.
 *
 * Source: Gelman et al., "Bayesian Data Analysis", 3rd ed. (2013), 2.4 and 3.6.
 *
 * @example
 * chanceToWin(250, 4000, 200, 4000).chance; // 0.9923595330…
 */
export function chanceToWin(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  prior: readonly [successes: number, failures: number] = [1, 1],
): ChanceToWin {
  const who = 'chanceToWin';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  if (!prior.every((count) => count > 0 && Number.isFinite(count))) {
    throw new InputError(`${who}: the prior is ${prior.join(' and ')}. Both counts have to be above 0.`);
  }
  const a: Shape = [successesA + prior[0], nA - successesA + prior[1]];
  const b: Shape = [successesB + prior[0], nB - successesB + prior[1]];
  const chance = Math.min(
    1,
    Math.max(
      0,
      expectation(a, (x) => betaLowerTail(x, b[0], b[1])),
    ),
  );
  // The mean of max(B - A, 0): x (F_A - share of the mass below x that counts for the mean) over B.
  const meanOfA = a[0] / (a[0] + a[1]);
  const loss = expectation(
    b,
    (x) => x * betaLowerTail(x, a[0], a[1]) - meanOfA * betaLowerTail(x, a[0] + 1, a[1]),
  );
  return { chance, expectedLoss: Math.max(0, loss) };
}

type Shape = readonly [a: number, b: number];

/** Mean of a function of a beta variable, by the rule of double exponentials, which stands infinite densities at the ends. */
function expectation([a, b]: Shape, calculate: (x: number) => number): number {
  const low = betaQuantile(LOST, a, b);
  const high = 1 - betaQuantile(LOST, b, a);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const step = (2 * REACH) / NODES;
  let [sum, mass] = [0, 0];
  for (let i = 0; i <= NODES; i++) {
    const t = -REACH + i * step;
    const inner = (Math.PI / 2) * Math.sinh(t);
    const share = 1 / (1 + Math.exp(-2 * inner));
    const x = low + (high - low) * share;
    if (!(x > 0 && x < 1)) continue;
    const slope = (high - low) * 2 * share * (1 - share) * (Math.PI / 2) * Math.cosh(t);
    const weight = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta) * slope * step;
    sum += weight * calculate(x);
    mass += weight;
  }
  return sum / mass;
}
