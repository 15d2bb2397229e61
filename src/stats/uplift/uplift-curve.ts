import type { ScoreCuts } from './score-cuts.js';

/** Which definition a curve follows; programs do not agree. */
export type UpliftVariant = 'qini' | 'uplift' | 'qini of causalml' | 'gain of causalml';

/** A curve from no customer to all: `x` customers, `y` outcome gained by treating them. */
export interface UpliftCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * What is gained by treating customers from the highest score down, at the distinct scores; straight between them.
 *
 * - `qini`: y_t − y_c · n_t / n_c, in outcomes of the treated.
 * - `uplift`: (y_t / n_t − y_c / n_c) · (n_t + n_c), in outcomes of all. In both an arm without customers counts as 0, as
 *   scikit-uplift has it.
 * - `qini of causalml`, `gain of causalml`: the same formulas, but as long as an arm is empty the curve (of `gain`: the
 *   uplift) rises straight from 0 to where it first is known.
 *
 * Here y are sums of the outcome and n numbers of customers down to the score, t of the treated and c of the control group.
 *
 * Source: Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics Journal 1 (2007) 14-21;
 * Gutierrez and Gérardy, PMLR 67 (2017) 1-13.
 */
export function upliftCurve(cuts: ScoreCuts, variant: UpliftVariant): UpliftCurve {
  const { treated, control, treatedSum, controlSum } = cuts;
  const isQini = variant === 'qini' || variant === 'qini of causalml';
  const x = new Float64Array(treated.length + 1);
  const y = new Float64Array(treated.length + 1);
  for (let i = 0; i < treated.length; i++) {
    x[i + 1] = treated[i] + control[i];
    y[i + 1] = isQini
      ? treatedSum[i] - controlSum[i] * (control[i] === 0 ? 0 : treated[i] / control[i])
      : (ratio(treatedSum[i], treated[i]) - ratio(controlSum[i], control[i])) * x[i + 1];
  }
  if (variant === 'qini' || variant === 'uplift') return { x, y };
  const first = treated.findIndex((count, i) => count > 0 && control[i] > 0) + 1;
  for (let i = 1; i < first; i++) y[i] = y[first] * (x[i] / x[first]) ** (isQini ? 1 : 2);
  return { x, y };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
