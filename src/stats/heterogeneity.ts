import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkConfidence } from './check-confidence.js';
import { checkFinite } from './check-finite.js';
import { chiSquaredUpperTail } from './chi-squared.js';
import { fUpperTail } from './f-upper-tail.js';

/** Whether effects differ by more than chance, and how much. */
export interface Heterogeneity {
  /** Cochran's Q. */
  readonly q: number;
  /** One less than the effects. */
  readonly degreesOfFreedom: number;
  /** Chance of a Q this large when all effects are the same. */
  readonly p: number;
  /** Mean of the effects, weighted by their precision. */
  readonly mean: number;
  /** Standard deviation of the true effects, in the unit of the effects (Paule and Mandel), with the Q-profile interval. */
  readonly spread: Estimate;
}

/**
 * Cochran's Q of independent effects, with the spread of the true effects behind them.
 *
 * @param effects - Two or more.
 * @param variances - Squared standard errors, above 0.
 * @param options - `degreesOfFreedom` of each variance, where they are estimated from few values: p is Welch's then, not that
 *   of chi-squared. `confidence` of the interval, default 0.95.
 * @throws {InputError} For fewer than two effects, lists of unlike length, a variance that is not above 0.
 *
 * Source: Cochran, "The combination of estimates from different experiments", Biometrics 10 (1954) 101-129; Welch, "On the
 * comparison of several mean values", Biometrika 38 (1951) 330-336; Paule and Mandel, J. Res. Natl. Bur. Stand. 87 (1982)
 * 377-385; Viechtbauer, "Confidence intervals for the amount of heterogeneity in meta-analysis", Stat. Med. 26 (2007) 37-52.
 *
 * @example
 * heterogeneity([1, 3], [1, 1]).q; // 2
 */
export function heterogeneity(
  effects: ArrayLike<number>,
  variances: ArrayLike<number>,
  options: { readonly degreesOfFreedom?: ArrayLike<number>; readonly confidence?: number } = {},
): Heterogeneity {
  const { confidence = 0.95, degreesOfFreedom: known } = options;
  checkConfidence('heterogeneity', confidence);
  checkFinite('heterogeneity', effects);
  const count = effects.length;
  if (count < 2) throw new InputError(`heterogeneity needs two or more effects, got ${count}.`);
  if (variances.length !== count || (known !== undefined && known.length !== count)) {
    throw new InputError(
      `heterogeneity: ${count} effects, ${variances.length} variances${known === undefined ? '' : `, ${known.length} degrees of freedom`}. Give one each.`,
    );
  }
  const wrong = Array.from(variances).findIndex((each) => !(each > 0 && each < Infinity));
  if (wrong >= 0) {
    throw new InputError(
      `heterogeneity: variance ${wrong + 1} is ${variances[wrong]}. It has to be above 0 and finite.`,
    );
  }
  const degreesOfFreedom = count - 1;
  const { q, mean } = weigh(effects, variances, 0);
  const tail = (square: number) => chiSquaredUpperTail(weigh(effects, variances, square).q, degreesOfFreedom);
  const lost = (1 - confidence) / 2;
  return {
    q,
    degreesOfFreedom,
    p:
      known === undefined
        ? chiSquaredUpperTail(q, degreesOfFreedom)
        : welchP(q, variances, known, degreesOfFreedom),
    mean,
    spread: {
      value: Math.sqrt(
        crossing((square) => weigh(effects, variances, square).q <= degreesOfFreedom, variances),
      ),
      low: Math.sqrt(crossing((square) => tail(square) >= lost, variances)),
      high: Math.sqrt(crossing((square) => tail(square) >= 1 - lost, variances)),
      n: count,
      confidence,
      method: 'Q-profile interval',
    },
  };
}

/** Q and mean with the same variance added to each effect. */
function weigh(
  effects: ArrayLike<number>,
  variances: ArrayLike<number>,
  added: number,
): { q: number; mean: number } {
  let [weights, sum] = [0, 0];
  for (let i = 0; i < effects.length; i++) {
    const weight = 1 / (variances[i] + added);
    weights += weight;
    sum += weight * effects[i];
  }
  const mean = sum / weights;
  let q = 0;
  for (let i = 0; i < effects.length; i++) q += (effects[i] - mean) ** 2 / (variances[i] + added);
  return { q, mean };
}

/** The smallest added variance for which a condition holds that, once it holds, goes on to hold; 0 when it does at once. */
function crossing(holds: (added: number) => boolean, variances: ArrayLike<number>): number {
  if (holds(0)) return 0;
  let low = 0;
  let high = variances[0];
  while (!holds(high) && high < 1e300) {
    low = high;
    high *= 4;
  }
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function welchP(
  q: number,
  variances: ArrayLike<number>,
  degrees: ArrayLike<number>,
  between: number,
): number {
  const total = Array.from(variances).reduce((sum, each) => sum + 1 / each, 0);
  let doubt = 0;
  for (let i = 0; i < variances.length; i++) doubt += (1 - 1 / variances[i] / total) ** 2 / degrees[i];
  if (doubt === 0) return chiSquaredUpperTail(q, between);
  const squares = between * (between + 2); // k² − 1
  const f = q / between / (1 + (2 * (between - 1) * doubt) / squares);
  return fUpperTail(f, between, squares / (3 * doubt));
}
