import type { Estimate } from '../../core/estimate.js';
import type { Task } from '../../core/task.js';
import { counted } from '../../display/counted.js';
import { armMoments } from '../../stats/experiments/arm-moments.js';
import { chanceToWin } from '../../stats/experiments/chance-to-win.js';
import { cuped } from '../../stats/experiments/cuped.js';
import { postStratifiedEffect } from '../../stats/experiments/post-stratified-effect.js';
import { confidenceSequence } from '../../stats/sequential/confidence-sequence.js';
import { type ArmEffect, meanEffect, momentsEffect, shareEffect } from './arm-effect.js';
import { bootstrapDifference } from './bootstrap-difference.js';
import type { ExperimentData, NamedValues } from './experiment-data.js';
import type { AdjustedEffect, ExperimentEffect } from './experiment-result.js';

const ROUGH = 30; // customers of an arm: Student's interval leans on the shape of the values below
const ROUGH_COUNT = 5;

/** What is computed for each effect. */
export interface EffectSettings {
  readonly confidence: number;
  readonly seed: number;
  readonly replicates: number;
  readonly anytime: number | undefined;
}

/** An effect before p-values are corrected. */
export type UncorrectedEffect = Omit<ExperimentEffect, 'corrected'>;

/** The effect of one arm on one outcome, in all the ways that were asked for. */
export async function outcomeEffect(
  data: ExperimentData,
  outcome: NamedValues,
  arm: number,
  { confidence, seed, replicates, anytime }: EffectSettings,
  task: Task,
): Promise<UncorrectedEffect> {
  const yesNo = outcome.kind === 'yes or no';
  const [treated, control] = armsOf(data, outcome.values, arm);
  const measured = (yesNo ? shareEffect : meanEffect)(treated, control, confidence);
  const adjusted = adjustedEffect(data, outcome, arm, confidence);
  const isBootstrapped = !yesNo && replicates > 0 && measured.variance > 0;
  const bootstrap = isBootstrapped
    ? await bootstrapDifference(treated, control, { seed: seed + arm, replicates, confidence }, task)
    : undefined;
  const base: ArmEffect = adjusted ?? measured;
  const always =
    anytime === undefined
      ? undefined
      : confidenceSequence(
          { value: base.absolute.value, standardError: Math.sqrt(base.variance), n: base.absolute.n },
          anytime,
          confidence,
        );
  const cut = always === undefined ? undefined : yesNo ? withinShares(always) : always;
  const decisive =
    cut !== undefined
      ? { absolute: cut, relative: undefined, p: cut.p, by: 'at any time' as const }
      : {
          absolute: base.absolute,
          relative: base.relative,
          p: base.p,
          by: adjusted === undefined ? ('as measured' as const) : ('adjusted' as const),
        };
  const { absolute, relative, p, treatedMean, controlMean } = measured;
  const [yesA, yesB] = [treated, control].map((values) => values.reduce((sum, value) => sum + value, 0));
  return {
    outcome: outcome.name,
    arm: data.arms[arm],
    kind: outcome.kind,
    treated: treated.length,
    control: control.length,
    treatedMean,
    controlMean,
    absolute,
    relative,
    p,
    adjusted:
      adjusted === undefined
        ? undefined
        : {
            absolute: adjusted.absolute,
            relative: adjusted.relative,
            p: adjusted.p,
            theta: adjusted.theta,
            varianceReduction: adjusted.varianceReduction,
          },
    stratified: stratifiedEffect(data, outcome, arm, confidence),
    bootstrap,
    anytime: cut,
    chanceToWin: yesNo ? chanceToWin(yesA, treated.length, yesB, control.length).chance : undefined,
    decisive,
    flags: flagsOf(outcome, treated, control, measured, adjusted),
  };
}

/** Values of an arm and of the control group. */
export function armsOf(
  { armOf }: ExperimentData,
  values: Float64Array,
  arm: number,
): [Float64Array, Float64Array] {
  return [values.filter((_, i) => armOf[i] === arm), values.filter((_, i) => armOf[i] === 0)];
}

function adjustedEffect(
  data: ExperimentData,
  { name, kind, values }: NamedValues,
  arm: number,
  confidence: number,
): (ArmEffect & Pick<AdjustedEffect, 'theta' | 'varianceReduction'>) | undefined {
  const before = data.before.get(name);
  if (before === undefined) return undefined;
  const { adjusted, theta, varianceReduction } = cuped(values, before);
  const [treated, control] = armsOf(data, adjusted, arm);
  const isNeverBelowZero = values.every((value) => value >= 0);
  const effect = momentsEffect(armMoments(treated), armMoments(control), confidence, isNeverBelowZero);
  const absolute = kind === 'yes or no' ? withinShares(effect.absolute) : effect.absolute;
  return { ...effect, absolute, theta, varianceReduction };
}

function stratifiedEffect(
  { segmentation, armOf }: ExperimentData,
  { kind, values }: NamedValues,
  arm: number,
  confidence: number,
): Estimate | undefined {
  if (segmentation === undefined) return undefined;
  const strata = segmentation.segments.map((): [number[], number[]] => [[], []]);
  segmentation.labels.forEach((label, i) => {
    if (armOf[i] === arm) strata[label][0].push(values[i]);
    else if (armOf[i] === 0) strata[label][1].push(values[i]);
  });
  const whole = strata.filter(([a, b]) => Math.min(a.length, b.length) >= 2);
  if (whole.length === 0) return undefined;
  const { value, low, high, n, method } = postStratifiedEffect(
    whole.map(([a, b]) => ({ treated: armMoments(a), control: armMoments(b) })),
    confidence,
  );
  const estimate = { value, low, high, n, confidence, method };
  return kind === 'yes or no' ? withinShares(estimate) : estimate;
}

/** A difference of shares stays between −1 and 1. */
function withinShares<Kind extends Estimate>(estimate: Kind): Kind {
  return { ...estimate, low: Math.max(-1, estimate.low), high: Math.min(1, estimate.high) };
}

function flagsOf(
  { kind, values }: NamedValues,
  treated: Float64Array,
  control: Float64Array,
  measured: ArmEffect,
  adjusted: ArmEffect | undefined,
): string[] {
  const flags: string[] = [];
  const fewest = Math.min(treated.length, control.length);
  if (kind === 'yes or no') {
    const yes = [...treated, ...control].reduce((sum, value) => sum + value, 0);
    const all = treated.length + control.length;
    if (yes === 0 || yes === all)
      flags.push(`${yes === 0 ? 'Nobody' : 'Everybody'} in both arms: there is no effect to see.`);
    else if (Math.min(yes, all - yes) < ROUGH_COUNT)
      flags.push(`Only ${Math.min(yes, all - yes)} of the rarer answer: the effect is rough.`);
  } else {
    if (fewest < ROUGH)
      flags.push(`An arm has ${counted(fewest, 'customer')}: the interval is rough for skewed values.`);
    if (measured.variance === 0) flags.push('Nothing varies in either arm: there is no effect to see.');
    if (values.some((value) => value < 0))
      flags.push('Some values are below 0: read the relative effect with care.');
  }
  if (measured.relative === undefined) {
    flags.push('No relative effect: the control group is at 0, or nearer to it than four standard errors.');
  }
  if (adjusted !== undefined && adjusted.p < 0.05 !== measured.p < 0.05) {
    flags.push('With and without the value from before, p falls on different sides of 0.05.');
  }
  return flags;
}
