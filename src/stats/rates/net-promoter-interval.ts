import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';

/** A net promoter score with its doubt. */
export interface NetPromoterEstimate extends Estimate {
  /** Root of the multinomial variance, (promoters + detractors − score²) / n, all as shares; in points. 0 where all say the same. */
  readonly standardError: number;
}

/**
 * Net promoter score: share of promoters less share of detractors, in points, with the score interval. Promoters and
 * detractors are shares of the same answers, so that the variance is the multinomial one; the interval takes it at each end
 * of its own, and so has a width even where all answered alike, and never leaves the scale.
 *
 * @param promoters - Answers of 9 and 10.
 * @param passives - Answers of 7 and 8.
 * @param detractors - Answers of 0 to 6.
 * @returns −100 (all detract) to 100 (all promote).
 * @throws {InputError} For counts that are no whole numbers from 0 on, for no answers, and a confidence out of range.
 *
 * Source: the difference of two shares of the same answers is that of matched pairs: Tango, "Equivalence test and confidence
 * interval for the difference in proportions for the paired-sample design", Stat. Med. 17 (1998) 891-908; variance:
 * Rocks, "Interval estimation for the Net Promoter Score", Am. Stat. 70 (2016) 365-372.
 *
 * @example
 * netPromoterInterval(95, 95, 60).value; // 14
 */
export function netPromoterInterval(
  promoters: number,
  passives: number,
  detractors: number,
  confidence = 0.95,
): NetPromoterEstimate {
  const who = 'netPromoterInterval';
  checkConfidence(who, confidence);
  for (const [name, count] of Object.entries({ promoters, passives, detractors })) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new InputError(`${who}: ${name} are ${count}. They are counted: a whole number from 0 on.`);
    }
  }
  const n = promoters + passives + detractors;
  if (n === 0) throw new InputError(`${who}: there are no answers.`);
  const score = (promoters - detractors) / n;
  const z = normalQuantile((1 + confidence) / 2);
  /** Distance of the data from a true score, in standard errors; falls as that grows. */
  const distance = (truth: number) => {
    const linear = -promoters - detractors + (2 * n - promoters + detractors) * truth;
    const root = Math.sqrt(Math.max(0, linear * linear + 8 * n * detractors * truth * (1 - truth)));
    const detracting = (root - linear) / (4 * n); // most likely share of detractors if this were the score
    const square = n * Math.max(0, 2 * detracting + truth * (1 - truth));
    const off = promoters - detractors - n * truth;
    return off === 0 ? 0 : off / Math.sqrt(square);
  };
  const edge = (level: number, [from, to]: readonly [number, number]) => {
    let [low, high] = [from, to];
    for (let step = 0; step < 100; step++) {
      const middle = (low + high) / 2;
      if (distance(middle) > level) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return {
    value: (100 * (promoters - detractors)) / n,
    low: score === -1 ? -100 : 100 * edge(z, [-1, score]),
    high: score === 1 ? 100 : 100 * edge(-z, [score, 1]),
    n,
    confidence,
    method: 'score interval of the multinomial difference (Tango)',
    standardError: 100 * Math.sqrt(Math.max(0, (promoters + detractors) / n - score * score) / n),
  };
}
