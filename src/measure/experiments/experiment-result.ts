import type { Estimate } from '../../core/estimate.js';
import type { Displayable } from '../../display/bundle.js';
import type { SampleRatioTest } from '../../stats/experiments/sample-ratio-test.js';
import type { Heterogeneity } from '../../stats/heterogeneity.js';
import type { AnytimeEstimate } from '../../stats/sequential/confidence-sequence.js';
import type { BootstrapDifference } from './bootstrap-difference.js';

/** Customers of one arm. */
export interface ExperimentArm {
  readonly arm: string;
  readonly n: number;
  /** Of all customers, 0 to 1. */
  readonly share: number;
  /** Share that was planned, 0 to 1; `undefined` where no plan was given. */
  readonly planned: number | undefined;
}

/** An effect and what is left of it as chance. */
export interface TestedEffect {
  /** Mean of the arm less mean of the control group. */
  readonly absolute: Estimate;
  /** The same over the mean of the control group: 0.1 is 10% more; `undefined` where that mean is 0 or too near to it. */
  readonly relative: Estimate | undefined;
  /** Two-sided, not corrected. */
  readonly p: number;
}

/** An effect freed of what was known before (CUPED). */
export interface AdjustedEffect extends TestedEffect {
  /** How much of the earlier value is taken off. */
  readonly theta: number;
  /** Part of the variance that is gone, 0 to 1. */
  readonly varianceReduction: number;
}

/** What one arm did to one outcome. */
export interface ExperimentEffect extends TestedEffect {
  readonly outcome: string;
  readonly arm: string;
  readonly kind: 'number' | 'yes or no';
  readonly treated: number;
  readonly control: number;
  /** Mean outcome, or share of yes. */
  readonly treatedMean: number;
  readonly controlMean: number;
  readonly adjusted: AdjustedEffect | undefined;
  /** Effects of the segments weighted by their customers; `undefined` without segments. */
  readonly stratified: Estimate | undefined;
  /** For numbers; `undefined` where it was not asked for. */
  readonly bootstrap: BootstrapDifference | undefined;
  /** Interval that may be looked at again and again; `undefined` where it was not asked for. */
  readonly anytime: AnytimeEstimate | undefined;
  /** Of yes and no: chance that the share of the arm is larger than that of the control group, all shares alike before. */
  readonly chanceToWin: number | undefined;
  /** What the verdict looks at, chosen before the data: `anytime` where asked for, else `adjusted` where there is one. */
  readonly decisive: TestedEffect & { readonly by: 'as measured' | 'adjusted' | 'at any time' };
  /** p of `decisive`, corrected for all outcomes and arms. */
  readonly corrected: number;
  readonly flags: readonly string[];
}

/** What one arm did to the first outcome in one segment. */
export interface SegmentEffect {
  readonly key: string;
  readonly name: string;
  readonly treated: number;
  readonly control: number;
  /** `undefined` where an arm is below the minimum. */
  readonly treatedMean: number | undefined;
  readonly controlMean: number | undefined;
  readonly absolute: Estimate | undefined;
  readonly p: number | undefined;
  /** p corrected for the segments. */
  readonly corrected: number | undefined;
  /** The effect drawn towards that of all segments by as much as chance explains; `undefined` with fewer than two. */
  readonly shrunken: Estimate | undefined;
  readonly flags: readonly string[];
}

/** One arm by segment. */
export interface ArmBySegment {
  readonly arm: string;
  readonly outcome: string;
  readonly kind: 'number' | 'yes or no';
  /** In the order of the segmentation. */
  readonly segments: readonly SegmentEffect[];
  /** Whether the effects differ by more than chance; `undefined` with fewer than two that can be compared. */
  readonly interaction: Heterogeneity | undefined;
  /** Share of the differences between segments that is more than chance, 0 to 1 (I²). */
  readonly iSquared: number | undefined;
}

/** What must not get worse. */
export interface GuardrailResult {
  readonly guardrail: string;
  readonly arm: string;
  readonly harm: 'more' | 'less';
  /** Largest harm that is accepted, in the unit of the values. */
  readonly margin: number;
  readonly absolute: Estimate;
  readonly p: number;
  /** `broken`: harm beyond the margin is sure. `held`: harm beyond the margin is excluded. Else `open`. */
  readonly state: 'broken' | 'held' | 'open';
}

/** Attempts to make the effect of an arm on the first outcome go away. */
export interface Refutation {
  readonly arm: string;
  /** Arms drawn again by lot: effects that chance makes. */
  readonly placebo: {
    readonly draws: number;
    /** Middle 95% of the effects of the placebo. */
    readonly low: number;
    readonly high: number;
    /** Share of placebo effects as large as the true one, either sign. */
    readonly p: number;
  };
  /** The effect in random halves of the customers. */
  readonly subgroups: {
    readonly draws: number;
    readonly low: number;
    readonly high: number;
    /** Share of the halves in which the effect has the sign of the whole. */
    readonly sameSign: number;
  };
  /** Difference of the value from before, which no treatment can have made; `undefined` without one. */
  readonly before: { readonly absolute: Estimate; readonly p: number } | undefined;
  /** Which attempts the effect survived, and which not, in sentences. */
  readonly findings: readonly string[];
}

/** What to make of it all. */
export interface ExperimentVerdict {
  /** Best arm, where one wins. */
  readonly arm: string | undefined;
  /**
   * `not to be trusted`: the arms are not as planned. `win`, `loss`: the first outcome surely rose or fell. `win with a loss`:
   * it rose, but a guardrail is broken. `not clear`: neither.
   */
  readonly decision: 'not to be trusted' | 'win' | 'win with a loss' | 'loss' | 'not clear';
  readonly weKnow: readonly string[];
  readonly weDoNotKnow: readonly string[];
  readonly next: readonly string[];
}

/** What an experiment showed. It displays as a table of effects with the verdict below. */
export interface Experiment extends Displayable {
  readonly arms: readonly ExperimentArm[];
  readonly control: string;
  /** `undefined` where no planned shares were given. */
  readonly sampleRatio: SampleRatioTest | undefined;
  /** Whether arms fell evenly over the segments: p of chi-squared; `undefined` without segments. */
  readonly balance: { readonly p: number } | undefined;
  /** Outcome by outcome, arm by arm; the first outcome is the one that decides. */
  readonly effects: readonly ExperimentEffect[];
  /** Of the first outcome; empty without segments. */
  readonly bySegment: readonly ArmBySegment[];
  readonly guardrails: readonly GuardrailResult[];
  /** Of the first outcome; empty where `placebos` is 0. */
  readonly refutations: readonly Refutation[];
  readonly verdict: ExperimentVerdict;
  readonly confidence: number;
  readonly minimum: number;
  /** What is missing, odd or left out, in sentences. */
  readonly flags: readonly string[];
}
