import { formatNumber } from '../../core/format.js';
import { type Random, seeded } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import { armMoments } from '../../stats/experiments/arm-moments.js';
import { absoluteEffect } from '../../stats/experiments/effect-of-arms.js';
import { quantile } from '../../stats/quantile.js';
import type { ExperimentData, NamedValues } from './experiment-data.js';
import type { Refutation } from './experiment-result.js';
import { armsOf } from './outcome-effects.js';

/** How often is drawn. */
export interface RefutationSettings {
  readonly seed: number;
  readonly placebos: number;
  readonly confidence: number;
}

/**
 * Tries to make the effect of an arm go away: arms drawn again by lot (placebo), random halves of the customers, and the value
 * from before, which no treatment can have changed.
 */
export async function refute(
  data: ExperimentData,
  outcome: NamedValues,
  arm: number,
  { seed, placebos, confidence }: RefutationSettings,
  task: Task,
): Promise<Refutation> {
  const random = seeded(seed).stream(1000 + arm);
  const [treated, control] = armsOf(data, outcome.values, arm);
  const all = Float64Array.from([...treated, ...control]);
  const effect = difference(all, treated.length, all.length);
  const [fake, halves] = [new Float64Array(placebos), new Float64Array(placebos)];
  const isTreated = Uint8Array.from(all, (_, i) => Number(i < treated.length));
  for (let draw = 0; draw < placebos; draw++) {
    fake[draw] = difference(mixed(all, random), treated.length, all.length);
    halves[draw] = halfEffect(all, isTreated, random);
    if (draw % 10 === 9) await breathe(task);
  }
  const slack = 1e-9 * Math.abs(effect); // sums of the same values in another order
  const asLarge = fake.filter((each) => Math.abs(each) >= Math.abs(effect) - slack).length;
  const known = halves.filter((each) => !Number.isNaN(each));
  const placebo = {
    draws: placebos,
    low: quantile(fake.slice().sort(), 0.025),
    high: quantile(fake.slice().sort(), 0.975),
    p: (asLarge + 1) / (placebos + 1),
  };
  const subgroups = {
    draws: known.length,
    low: known.length === 0 ? effect : quantile(known.slice().sort(), 0.025),
    high: known.length === 0 ? effect : quantile(known.slice().sort(), 0.975),
    sameSign:
      known.length === 0
        ? 1
        : known.filter((each) => Math.sign(each) === Math.sign(effect)).length / known.length,
  };
  const earlier = data.before.get(outcome.name);
  const before = earlier === undefined ? undefined : beforeEffect(...armsOf(data, earlier, arm), confidence);
  return {
    arm: data.arms[arm],
    placebo,
    subgroups,
    before,
    findings: findingsOf(placebo, subgroups, before),
  };
}

function beforeEffect(
  treated: Float64Array,
  control: Float64Array,
  confidence: number,
): Refutation['before'] {
  const { value, low, high, n, method, p } = absoluteEffect(
    armMoments(treated),
    armMoments(control),
    confidence,
  );
  return { absolute: { value, low, high, n, confidence, method }, p };
}

/** Mean of the first values less mean of the others. */
function difference(values: Float64Array, first: number, count: number): number {
  let [a, b] = [0, 0];
  for (let i = 0; i < first; i++) a += values[i];
  for (let i = first; i < count; i++) b += values[i];
  return a / first - b / (count - first);
}

function mixed(values: Float64Array, random: Random): Float64Array {
  const result = values.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = result[i];
    result[i] = result[j];
    result[j] = kept;
  }
  return result;
}

/** The effect among customers who were drawn, each with one half; not a number where an arm is empty. */
function halfEffect(values: Float64Array, isTreated: Uint8Array, random: Random): number {
  const [sums, counts] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < values.length; i++) {
    if (random.next() < 0.5) continue;
    sums[isTreated[i]] += values[i];
    counts[isTreated[i]]++;
  }
  return sums[1] / counts[1] - sums[0] / counts[0];
}

function findingsOf(
  placebo: Refutation['placebo'],
  { sameSign, draws }: Refutation['subgroups'],
  before: Refutation['before'],
): string[] {
  const p = formatNumber(placebo.p, { digits: 3 });
  const share = formatNumber(sameSign, { style: 'percent', digits: 0 });
  return [
    placebo.p < 0.05
      ? `Survived: of ${placebo.draws} placebo treatments drawn by lot few had an effect as large (p = ${p}).`
      : `Not survived: placebo treatments drawn by lot had effects as large often enough (p = ${p}).`,
    sameSign >= 0.9
      ? `Survived: in ${share} of ${draws} random halves of the customers the effect has the same sign.`
      : `Not survived: in only ${share} of ${draws} random halves of the customers the effect has the same sign.`,
    ...(before === undefined
      ? []
      : [
          before.p < 0.01
            ? `Not survived: the arms differed before the treatment (p = ${formatNumber(before.p, { digits: 4 })}); look into how the lot was drawn.`
            : `Survived: before the treatment the arms did not differ by more than chance (p = ${formatNumber(before.p, { digits: 2 })}).`,
        ]),
  ];
}
