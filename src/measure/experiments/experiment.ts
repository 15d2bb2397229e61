import { checkGiven } from '../../core/check-given.js';
import { InputError } from '../../core/input-error.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { sampleRatioTest } from '../../stats/experiments/sample-ratio-test.js';
import { holm } from '../../stats/holm.js';
import { chiSquaredTest } from '../../stats/hypothesis/chi-squared-test.js';
import type { CustomerValues, SegmentedCustomers } from '../scoreboard/customer-values.js';
import { effectsContent } from './effects-content.js';
import { type ExperimentData, readExperiment } from './experiment-data.js';
import type { Experiment, ExperimentArm, ExperimentEffect, Refutation } from './experiment-result.js';
import { experimentVerdict } from './experiment-verdict.js';
import { guardrailEffects } from './guardrail-effects.js';
import { outcomeEffect, type UncorrectedEffect } from './outcome-effects.js';
import { refute } from './refute.js';
import { segmentEffects } from './segment-effects.js';

/** What must not get worse. */
export interface Guardrail {
  /** A number, or yes or no, for each customer. */
  readonly values: CustomerValues;
  /** Which direction harms: `more` complaints, `less` satisfaction. */
  readonly harm: 'more' | 'less';
  /** Largest harm that is accepted, in the unit of the values, default 0. */
  readonly margin?: number;
}

/** What `experiment` is made of. */
export interface ExperimentOptions {
  /** Customers and their segments, made before the treatment. */
  readonly segmentation?: SegmentedCustomers;
  /** Customers of the experiment, in the order of the values; default those of the segmentation. */
  readonly ids?: readonly string[];
  /** Arm of each customer by name, or treated yes or no; drawn by lot. */
  readonly arms: ArrayLike<string> | CustomerValues;
  /** Arm that the others are compared with; required where arms have names. */
  readonly control?: string;
  /** What came of it, by name: a number, or yes or no; more is better. The first one decides. */
  readonly outcomes: Readonly<Record<string, CustomerValues>>;
  /** Values of the same customers from before the treatment, by the name of the outcome that they tell of (CUPED). */
  readonly before?: Readonly<Record<string, CustomerValues>>;
  /** What must not get worse, by name. */
  readonly guardrails?: Readonly<Record<string, Guardrail>>;
  /** Planned share of each arm, or anything in the same proportion, by name (`control` and `treated` for yes and no). */
  readonly planned?: Readonly<Record<string, number>>;
  /** How p-values are corrected for the number of segments, default `holm`. */
  readonly correction?: 'holm' | 'benjamini-hochberg';
  /** Fewest customers of an arm for an effect, 2 or more; default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
  /** Seed of bootstrap and refutation, default 1. */
  readonly seed?: number;
  /** Bootstrap samples for outcomes that are numbers, from 100 on; 0 for none. Default 2,000. */
  readonly replicates?: number;
  /** Placebo treatments and random halves, from 20 on; 0 for none. Default 200. */
  readonly placebos?: number;
  /**
   * Set where results are looked at before the planned end: the number of customers, of all arms together, at which a decision
   * is likely. Then intervals and p-values that hold at all looks decide.
   */
  readonly anytime?: number;
  /** What is already known to be odd, for example of `experimentRows`. */
  readonly flags?: readonly string[];
}

const TRUST = 0.001; // sizes of arms that happen more rarely by chance than this are no chance

/**
 * What an experiment showed: first whether the arms are as planned, then the effect of each arm on each outcome, absolute and
 * relative, with intervals; freed of what was known before; by segment, corrected for their number; what must not get worse;
 * attempts to make the effect go away; and a verdict in words, with what is not known and what to do next.
 *
 * Yes and no: Newcombe's interval, the z test, the score interval of the ratio. Numbers: Welch's interval, the delta method,
 * the bootstrap. p-values are corrected for all outcomes and arms (Holm); intervals are not. The order of the customers
 * changes nothing.
 *
 * @throws {InputError} For everyone in one arm, an unknown control group, values that do not fit the customers, arms of
 *   fewer customers than the minimum, no outcome.
 *
 * O(customers · (outcomes · samples + placebos)): 100,000 customers with money take about 1 s.
 * Source: Kohavi, Tang, Xu, "Trustworthy Online Controlled Experiments" (2020); the methods at the functions of `stats`.
 *
 * @example
 * const treated = Array.from(segmentation.ids, (_, i) => i % 2 === 0);
 * const spend = Array.from(segmentation.labels, (s, i) => (treated[i] && s === 0 ? 10 : 0) + (i % 7));
 * const { verdict } = await experiment({ segmentation, arms: treated, outcomes: { spend } });
 * verdict.decision; // 'win'
 */
export async function experiment(
  options: ExperimentOptions,
  task: Task = currentTask(),
): Promise<Experiment> {
  checkGiven('experiment', options);
  const who = 'experiment';
  const { minimum = 10, confidence = 0.95, correction = 'holm' } = options;
  const { seed = 1, replicates = 2000, placebos = 200, anytime } = options;
  checkConfidence(who, confidence);
  checkNumbers(who, { minimum, seed, replicates, placebos });
  if (correction !== 'holm' && correction !== 'benjamini-hochberg') {
    throw new InputError(
      `${who}: correction is ${String(correction)}. It is 'holm' or 'benjamini-hochberg'.`,
    );
  }
  const data = readExperiment(who, options);
  const arms = armSizes(who, data, options.planned, minimum);
  const sampleRatio =
    options.planned === undefined
      ? undefined
      : sampleRatioTest(
          arms.map(({ n }) => n),
          arms.map(({ planned }) => planned!),
        );
  const others = data.arms.slice(1);
  const rough: UncorrectedEffect[] = [];
  for (const outcome of data.outcomes) {
    for (let a = 1; a < data.arms.length; a++) {
      rough.push(await outcomeEffect(data, outcome, a, { confidence, seed, replicates, anytime }, task));
      task.progress((0.7 * rough.length) / (data.outcomes.length * others.length), 'effects');
      await breathe(task);
    }
  }
  const corrected = holm(rough.map(({ decisive }) => decisive.p));
  const effects = rough.map((effect, i): ExperimentEffect => ({ ...effect, corrected: corrected[i] }));
  const [first] = data.outcomes;
  const { segmentation } = data;
  const bySegment =
    segmentation === undefined
      ? []
      : others.map((_, a) =>
          segmentEffects(data, segmentation, first, a + 1, { minimum, confidence, correction }),
        );
  const refutations: Refutation[] = [];
  for (let a = 1; placebos > 0 && a < data.arms.length; a++) {
    refutations.push(await refute(data, first, a, { seed, placebos, confidence }, task));
  }
  const known = {
    arms,
    control: data.arms[0],
    sampleRatio,
    balance: balanceOf(data),
    effects,
    bySegment,
    guardrails: guardrailEffects(data, confidence),
    refutations,
    confidence,
    minimum,
    flags: [...(options.flags ?? []), ...armFlags(arms)],
  };
  const isTrusted = (sampleRatio?.p ?? 1) >= TRUST && (known.balance?.p ?? 1) >= TRUST;
  const verdict = experimentVerdict(known, isTrusted, (anytime ?? 0) > 0);
  const result = { ...known, verdict };
  task.progress(1);
  return { ...result, [DISPLAY_KEY]: () => contentBundle(effectsContent(result)) };
}

function checkNumbers(
  who: string,
  {
    minimum,
    seed,
    replicates,
    placebos,
  }: Readonly<Record<'minimum' | 'seed' | 'replicates' | 'placebos', number>>,
): void {
  if (!Number.isInteger(minimum) || minimum < 2) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 2 on.`);
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It is a whole number.`);
  const isCount = (count: number, least: number) =>
    count === 0 || (Number.isInteger(count) && count >= least);
  if (!isCount(replicates, 100)) {
    throw new InputError(
      `${who}: replicates is ${replicates}. It is a whole number from 100 on, or 0 for no bootstrap.`,
    );
  }
  if (!isCount(placebos, 20)) {
    throw new InputError(
      `${who}: placebos is ${placebos}. It is a whole number from 20 on, or 0 for no refutation.`,
    );
  }
}

function armSizes(
  who: string,
  { arms, armOf }: ExperimentData,
  planned: ExperimentOptions['planned'],
  minimum: number,
): ExperimentArm[] {
  const counts = arms.map(() => 0);
  for (const arm of armOf) counts[arm]++;
  const small = counts.findIndex((count) => count < minimum);
  if (small >= 0) {
    throw new InputError(
      `${who}: arm "${arms[small]}" has ${counts[small]} customers, fewer than the minimum of ${minimum}. Leave it out, or wait for more customers.`,
    );
  }
  if (planned !== undefined) {
    const missing = arms.find((arm) => !(planned[arm] > 0 && Number.isFinite(planned[arm])));
    if (missing !== undefined) {
      throw new InputError(
        `${who}: the planned share of arm "${missing}" is ${planned[missing]}. Give each arm a number above 0: ${arms.join(', ')}.`,
      );
    }
    const stray = Object.keys(planned).find((arm) => !arms.includes(arm));
    if (stray !== undefined) {
      throw new InputError(
        `${who}: arm "${stray}" was planned, but no customer is in it. There are: ${arms.join(', ')}.`,
      );
    }
  }
  const whole = planned === undefined ? 1 : arms.reduce((sum, arm) => sum + planned[arm], 0);
  return arms.map((arm, a) => ({
    arm,
    n: counts[a],
    share: counts[a] / armOf.length,
    planned: planned === undefined ? undefined : planned[arm] / whole,
  }));
}

/** Whether arms fell evenly over segments. */
function balanceOf({ arms, armOf, segmentation }: ExperimentData): Experiment['balance'] {
  if (segmentation === undefined) return undefined;
  const table = arms.map(() => segmentation.segments.map(() => 0));
  segmentation.labels.forEach((label, i) => {
    table[armOf[i]][label]++;
  });
  const filled = segmentation.segments.filter((_, s) => table.some((row) => row[s] > 0));
  return filled.length < 2 ? undefined : { p: chiSquaredTest(table).p };
}

function armFlags(arms: readonly ExperimentArm[]): string[] {
  const sizes = arms.map(({ n }) => n);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return [
    ...(arms[0].planned === undefined
      ? [
          'Planned shares of the arms were not given: whether customers are missing from an arm cannot be checked.',
        ]
      : []),
    ...(most >= 4 * least
      ? [`Arms are unequal, ${least} and ${most} customers: the smallest one decides how sure the effect is.`]
      : []),
  ];
}
