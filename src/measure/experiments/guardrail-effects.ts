import { meanEffect, shareEffect } from './arm-effect.js';
import type { ExperimentData } from './experiment-data.js';
import type { GuardrailResult } from './experiment-result.js';
import { armsOf } from './outcome-effects.js';

/** What each arm did to what must not get worse. Not corrected for their number: a warning too many is the cheaper error. */
export function guardrailEffects(data: ExperimentData, confidence: number): GuardrailResult[] {
  return data.guardrails.flatMap(({ name, kind, values, harm, margin }) =>
    data.arms.slice(1).map((arm, a): GuardrailResult => {
      const [treated, control] = armsOf(data, values, a + 1);
      const { absolute, p } = (kind === 'yes or no' ? shareEffect : meanEffect)(treated, control, confidence);
      const [least, most] = harm === 'more' ? [absolute.low, absolute.high] : [-absolute.high, -absolute.low];
      const state = least > margin ? 'broken' : most <= margin ? 'held' : 'open';
      return { guardrail: name, arm, harm, margin, absolute, p, state };
    }),
  );
}
