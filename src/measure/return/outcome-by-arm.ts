import type { Estimate } from '../../core/estimate.js';
import { chiSquaredUpperTail } from '../../stats/chi-squared.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { sum } from '../../stats/sum.js';
import { welchInterval } from '../../stats/welch-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';

/** One outcome in the three arms. What is `undefined` was not measured. */
export interface OutcomeByArm {
  readonly name: string;
  readonly kind: 'number' | 'yes or no';
  /** None, one message, by segment. */
  readonly arms: readonly {
    readonly customers: number;
    /** Of whom the outcome is known. */
    readonly known: number;
    readonly mean: Estimate | undefined;
  }[];
  /** One message less none, by segment less none, and by segment less one message. */
  readonly one: Estimate | undefined;
  readonly bySegment: Estimate | undefined;
  readonly gain: Estimate | undefined;
  /** Of no gain, two-sided; and corrected for the number of outcomes (Holm). */
  readonly p: number | undefined;
  readonly corrected: number | undefined;
}

/**
 * An outcome in three arms and the differences between them: shares with Wilson's and Newcombe's intervals, numbers with
 * Student's and Welch's. Customers of whom it is not known are left out, and counted.
 *
 * @param values - `NaN` where the outcome is not known.
 * @param armOf - 0 none, 1 one message, 2 by segment; any other takes no part.
 */
export function outcomeByArm(
  name: string,
  values: Float64Array,
  armOf: Int8Array,
  { minimum, confidence }: { readonly minimum: number; readonly confidence: number },
): OutcomeByArm {
  const inArm = [0, 1, 2].map((arm) => values.filter((_, i) => armOf[i] === arm));
  const known = inArm.map((own) => own.filter((value) => !Number.isNaN(value)));
  const yesNo = known.every((own) => own.every((value) => value === 0 || value === 1));
  const difference = (a: Float64Array, b: Float64Array): Estimate | undefined => {
    if (a.length < minimum || b.length < minimum) return undefined;
    if (yesNo) return newcombeInterval(sum(a), a.length, sum(b), b.length, confidence);
    const { standardError, degreesOfFreedom, p, ...estimate } = welchInterval(a, b, confidence);
    return estimate;
  };
  const [none, one, own] = known;
  const gain = difference(own, one);
  return {
    name,
    kind: yesNo ? 'yes or no' : 'number',
    arms: known.map((each, a) => ({
      customers: inArm[a].length,
      known: each.length,
      mean:
        each.length < minimum
          ? undefined
          : yesNo
            ? wilsonInterval(sum(each), each.length, confidence)
            : meanInterval(each, confidence),
    })),
    one: difference(one, none),
    bySegment: difference(own, none),
    gain,
    p: gain === undefined ? undefined : yesNo ? scoreP(own, one) : welchInterval(own, one).p,
    corrected: undefined,
  };
}

/** Of two equal shares, by the pooled score test. */
function scoreP(a: Float64Array, b: Float64Array): number {
  const [yesA, yesB] = [sum(a), sum(b)];
  const pooled = (yesA + yesB) / (a.length + b.length);
  const square = pooled * (1 - pooled) * (1 / a.length + 1 / b.length);
  return square === 0 ? 1 : chiSquaredUpperTail((yesA / a.length - yesB / b.length) ** 2 / square, 1);
}
