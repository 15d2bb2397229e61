import { curveArea } from './curve-area.js';
import { perfectCurve } from './perfect-curve.js';
import type { RankedCustomers } from './ranked-customers.js';
import { scoreCuts } from './score-cuts.js';
import { type UpliftCurve, upliftCurve } from './uplift-curve.js';

/** Areas of one ranking by all definitions; `undefined` where a definition divides by nothing. */
export interface UpliftAreas {
  /** Qini area over the line by lot, as a share of that of the perfect ranking (scikit-uplift): 1 perfect, 0 by lot. */
  readonly qini: number | undefined;
  /** The same, where the perfect ranking puts nobody off (`negative_effect=False` of scikit-uplift). */
  readonly qiniWithoutHarm: number | undefined;
  /** Uplift area over the line by lot, as a share of that of the perfect ranking (scikit-uplift). */
  readonly uplift: number | undefined;
  /** Mean of the Qini curve at 0, 1, … n customers over the size of its end, less that of the line by lot (`qini_score` of causalml). */
  readonly qiniOfCausalml: number | undefined;
  /** Mean of the gain curve over the size of its end (`auuc_score` of causalml): 0.5 by lot where the end is above 0. */
  readonly auucOfCausalml: number | undefined;
  /** Uplift area over the line by lot, over n²: outcome per customer gained by the ranking, averaged over all shares treated. */
  readonly gainPerCustomer: number;
}

/**
 * Areas under Qini and uplift curves of ranked customers.
 *
 * @returns A function of how often each place counts (default once), which gives the areas in O(n).
 *
 * Source: Radcliffe, Direct Marketing Analytics Journal 1 (2007) 14-21; normalised as scikit-uplift and causalml do.
 */
export function upliftAreas(ranked: RankedCustomers): (weights?: ArrayLike<number>) => UpliftAreas {
  const perfectQini = perfectCurve(ranked, 'qini');
  const perfectWithoutHarm = perfectCurve(ranked, 'qini without harm');
  const perfectUplift = perfectCurve(ranked, 'uplift');
  const share = (curve: UpliftCurve, perfect: UpliftCurve | undefined): number | undefined =>
    perfect === undefined ? undefined : curveArea(curve) / curveArea(perfect);
  return (weights) => {
    const cuts = scoreCuts(ranked, weights);
    const qini = upliftCurve(cuts, 'qini');
    const uplift = upliftCurve(cuts, 'uplift');
    const qiniMean = meanOverSize(upliftCurve(cuts, 'qini of causalml'));
    const n = qini.x[qini.x.length - 1];
    return {
      qini: share(qini, perfectQini(weights)),
      qiniWithoutHarm: share(qini, perfectWithoutHarm(weights)),
      uplift: share(uplift, perfectUplift(weights)),
      qiniOfCausalml:
        qiniMean === undefined ? undefined : qiniMean - Math.sign(qini.y[qini.y.length - 1]) / 2,
      auucOfCausalml: meanOverSize(upliftCurve(cuts, 'gain of causalml')),
      gainPerCustomer: curveArea(uplift) / (n * n),
    };
  };
}

/** Mean of a curve at 0, 1, … n customers, over the size of its end. */
function meanOverSize(curve: UpliftCurve): number | undefined {
  const n = curve.x[curve.x.length - 1];
  const end = curve.y[curve.y.length - 1];
  if (end === 0) return undefined;
  const sum = curveArea(curve) + (n * end) / 2 + end / 2;
  return sum / (n + 1) / Math.abs(end);
}
