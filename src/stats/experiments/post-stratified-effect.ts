import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { type ArmMoments, checkMoments } from './arm-moments.js';
import { type EffectEstimate, studentEffect } from './effect-of-arms.js';

/** Both arms in one stratum. */
export interface StratumArms {
  readonly treated: ArmMoments;
  readonly control: ArmMoments;
}

/**
 * The effect over all strata, each weighted by its customers: differences between strata no longer widen the interval, and
 * arms that fell unevenly over them no longer shift the effect.
 *
 * @param strata - Two or more customers in each arm; strata made before the treatment.
 * @throws {InputError} For no strata, and one with fewer than two customers in an arm.
 *
 * Source: Miratrix, Sekhon, Yu, "Adjusting treatment effect estimates by post-stratification in randomized experiments",
 * J. R. Stat. Soc. B 75 (2013) 369-396; degrees of freedom after Satterthwaite.
 *
 * @example
 * const arm = (mean: number) => ({ n: 50, mean, variance: 1 });
 * postStratifiedEffect([{ treated: arm(3), control: arm(2) }, { treated: arm(13), control: arm(10) }]).value; // 2
 */
export function postStratifiedEffect(strata: readonly StratumArms[], confidence = 0.95): EffectEstimate {
  const who = 'postStratifiedEffect';
  checkConfidence(who, confidence);
  if (strata.length === 0) throw new InputError(`${who}: there are no strata.`);
  strata.forEach(({ treated, control }, s) => {
    checkMoments(who, `the treated arm of stratum ${s + 1}`, treated);
    checkMoments(who, `the control group of stratum ${s + 1}`, control);
  });
  const all = strata.reduce((count, { treated, control }) => count + treated.n + control.n, 0);
  let [value, square, doubt] = [0, 0, 0];
  for (const { treated, control } of strata) {
    const share = (treated.n + control.n) / all;
    value += share * (treated.mean - control.mean);
    for (const { n, variance } of [treated, control]) {
      const part = (share * share * variance) / n;
      square += part;
      doubt += (part * part) / (n - 1);
    }
  }
  const degrees = doubt > 0 ? (square * square) / doubt : Infinity;
  return studentEffect(
    value,
    Math.sqrt(square),
    degrees,
    all,
    confidence,
    'effects of the strata weighted by their customers',
  );
}
