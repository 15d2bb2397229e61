import { curveArea } from './curve-area.js';
import { type RankedCustomers, rankedCustomers } from './ranked-customers.js';
import { type ScoreCuts, scoreCuts } from './score-cuts.js';
import { type UpliftCurve, upliftCurve } from './uplift-curve.js';

/** The curve of a ranking that knows the outcomes, as a reference. */
export type PerfectVariant = 'qini' | 'qini without harm' | 'uplift';

/**
 * The curve of customers ranked by what they did: treated who said yes first, control who said yes last.
 *
 * - `qini`: y · t − y · (1 − t) as score; `qini without harm`: nobody is put off by a treatment, so that the curve rises one
 *   outcome a customer to the overall effect and stays there.
 * - `uplift`: 2 · (y = t) + y where more of the control group said yes than treated said no, else 2 · (y = t) + t.
 *
 * Outcomes other than yes and no have no perfect ranking by these definitions. For `qini` their distance from the least one
 * takes the place of yes; the other two are `undefined`.
 *
 * @returns A function of how often each place counts (default once), which gives the curve; `undefined` where there is no such
 *   curve, or it is no better than the straight line. It takes O(n), after O(n log n) once.
 *
 * Source: the definitions of scikit-uplift, which are those of its published values.
 */
export function perfectCurve(
  ranked: RankedCustomers,
  variant: PerfectVariant,
): (weights?: ArrayLike<number>) => UpliftCurve | undefined {
  const isYesNo = ranked.outcome.every((value) => value === 0 || value === 1);
  const curveOf = isYesNo ? ofYesNo(ranked, variant) : variant === 'qini' ? ofNumbers(ranked) : undefined;
  return (weights) => {
    const curve = curveOf?.(weights);
    return curve !== undefined && curveArea(curve) > 0 ? curve : undefined;
  };
}

function ofNumbers({ treated, outcome }: RankedCustomers): (weights?: ArrayLike<number>) => UpliftCurve {
  const least = outcome.reduce((low, value) => Math.min(low, value), Infinity);
  const above = outcome.map((value) => value - least);
  const ideal = rankedCustomers(
    above.map((y, i) => (treated[i] === 1 ? y : 0 - y)),
    treated,
    above,
  );
  return (weights) => {
    const own = weights === undefined ? undefined : Float64Array.from(ideal.rows, (place) => weights[place]);
    return upliftCurve(scoreCuts(ideal, own), 'qini');
  };
}

/** There are four kinds of customers only: they are counted, not sorted. */
function ofYesNo(
  { treated, outcome }: RankedCustomers,
  variant: PerfectVariant,
): (weights?: ArrayLike<number>) => UpliftCurve | undefined {
  return (weights) => {
    const count = new Float64Array(4); // control no, control yes, treated no, treated yes
    for (let i = 0; i < treated.length; i++) {
      count[2 * treated[i] + outcome[i]] += weights === undefined ? 1 : weights[i];
    }
    const [controlNo, controlYes, treatedNo, treatedYes] = count;
    if (variant === 'qini') return upliftCurve(cutsOf(count, [[3], [0, 2], [1]]), 'qini');
    if (variant === 'uplift') {
      const order = controlYes > treatedNo ? [[3], [0], [1], [2]] : [[3], [0], [2], [1]];
      return upliftCurve(cutsOf(count, order), 'uplift');
    }
    const all = controlNo + controlYes + treatedNo + treatedYes;
    const gain = treatedYes - ((treatedNo + treatedYes) * controlYes) / (controlNo + controlYes);
    return gain > 0 ? { x: Float64Array.of(0, gain, all), y: Float64Array.of(0, gain, gain) } : undefined;
  };
}

/** Cuts below each group of kinds; a group without customers has none. */
function cutsOf(count: Float64Array, order: readonly (readonly number[])[]): ScoreCuts {
  const groups = order.filter((kinds) => kinds.some((kind) => count[kind] > 0));
  const running = (kinds: readonly number[]): Float64Array => {
    let sum = 0;
    return Float64Array.from(groups, (group) => {
      for (const kind of group) if (kinds.includes(kind)) sum += count[kind];
      return sum;
    });
  };
  return {
    treated: running([2, 3]),
    control: running([0, 1]),
    treatedSum: running([3]),
    controlSum: running([1]),
  };
}
