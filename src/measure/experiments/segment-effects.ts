import { benjaminiHochberg } from '../../stats/benjamini-hochberg.js';
import { cuped } from '../../stats/experiments/cuped.js';
import { shrunkenEffects } from '../../stats/experiments/shrunken-effects.js';
import { heterogeneity } from '../../stats/heterogeneity.js';
import { holm } from '../../stats/holm.js';
import type { SegmentedCustomers } from '../scoreboard/customer-values.js';
import { type ArmEffect, meanEffect, shareEffect } from './arm-effect.js';
import type { ExperimentData, NamedValues } from './experiment-data.js';
import type { ArmBySegment, SegmentEffect } from './experiment-result.js';

/** How effects of segments are taken. */
export interface SegmentSettings {
  readonly minimum: number;
  readonly confidence: number;
  readonly correction: 'holm' | 'benjamini-hochberg';
}

/** The effect of an arm on an outcome in each segment, freed of the value from before where there is one. */
export function segmentEffects(
  data: ExperimentData,
  segmentation: SegmentedCustomers,
  outcome: NamedValues,
  arm: number,
  { minimum, confidence, correction }: SegmentSettings,
): ArmBySegment {
  const before = data.before.get(outcome.name);
  const values = before === undefined ? outcome.values : cuped(outcome.values, before).adjusted;
  const isShare = outcome.kind === 'yes or no' && before === undefined;
  const groups = segmentation.segments.map((): [number[], number[]] => [[], []]);
  segmentation.labels.forEach((label, i) => {
    if (data.armOf[i] === arm) groups[label][0].push(values[i]);
    else if (data.armOf[i] === 0) groups[label][1].push(values[i]);
  });
  const effects = groups.map(([a, b]) =>
    Math.min(a.length, b.length) < minimum
      ? undefined
      : (isShare ? shareEffect : meanEffect)(a, b, confidence),
  );
  const known = effects.filter((effect) => effect !== undefined);
  const corrected = (correction === 'holm' ? holm : benjaminiHochberg)(known.map(({ p }) => p));
  const compared = known.filter(({ variance }) => variance > 0);
  const [points, variances] = [
    compared.map(({ absolute }) => absolute.value),
    compared.map(({ variance }) => variance),
  ];
  const isCompared = compared.length >= 2;
  const interaction = isCompared
    ? heterogeneity(points, variances, {
        confidence,
        ...(isShare ? {} : { degreesOfFreedom: compared.map(({ degreesOfFreedom }) => degreesOfFreedom) }),
      })
    : undefined;
  const shrunken = isCompared ? shrunkenEffects(points, variances, confidence) : undefined;
  return {
    arm: data.arms[arm],
    outcome: outcome.name,
    kind: outcome.kind,
    interaction,
    iSquared: shrunken?.iSquared,
    segments: segmentation.segments.map(({ key, name }, s): SegmentEffect => {
      const [a, b] = groups[s];
      const effect = effects[s];
      const place = effect === undefined ? -1 : compared.indexOf(effect);
      return {
        key,
        name,
        treated: a.length,
        control: b.length,
        treatedMean: effect?.treatedMean,
        controlMean: effect?.controlMean,
        absolute: effect?.absolute,
        p: effect?.p,
        corrected: effect === undefined ? undefined : corrected[known.indexOf(effect)],
        shrunken: place < 0 ? undefined : shrunken?.effects[place],
        flags: flagsOf(a, b, effect, isShare, minimum),
      };
    }),
  };
}

function flagsOf(
  a: readonly number[],
  b: readonly number[],
  effect: ArmEffect | undefined,
  isShare: boolean,
  minimum: number,
): string[] {
  if (effect === undefined) {
    return [`An arm has fewer than ${minimum} customers: no effect.`];
  }
  if (effect.variance === 0) return ['Nothing varies in either arm: left out of the comparison.'];
  if (!isShare) return [];
  const yes = [...a, ...b].reduce((sum, value) => sum + value, 0);
  const rarer = Math.min(yes, a.length + b.length - yes);
  if (yes === 0) return ['Nobody in either arm: the effect is at most as large as the interval says.'];
  return rarer < 5 ? [`Only ${rarer} of the rarer answer: the effect is rough.`] : [];
}
