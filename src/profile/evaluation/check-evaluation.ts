import { InputError } from '../../core/input-error.js';
import { checkKnown, unknownName } from '../../core/unknown-name.js';
import type { Plan } from '../../plan/plan.js';
import { sum } from '../../stats/sum.js';
import type { EvaluatedSegments, WeighedCriterion } from './evaluate-segments.js';
import { checkScale, type SegmentRatings } from './segment-ratings.js';

/** By what segments are compared. */
export interface EvaluationCriterion {
  readonly name: string;
  /** `attractiveness` of the segment to us, or our `competitiveness`: how attractive we are to the segment. */
  readonly side: WeighedCriterion['side'];
  /** A rating for each segment key, on the scale; or ratings that were computed. */
  readonly ratings: Readonly<Record<string, number>> | SegmentRatings;
}

/** How segments are evaluated. */
export interface EvaluationOptions {
  /** At least one of each side. */
  readonly criteria: readonly EvaluationCriterion[];
  /** Weight of each criterion, above 0 (all alike where there are none), knock-outs and fewest customers, as planned. */
  readonly plan?: Partial<Pick<Plan, 'weights' | 'knockOuts' | 'smallestSegment'>>;
  /** For each knock-out of the plan whether each segment has what it must have, by key: people judge it. */
  readonly judged?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** Lowest and highest rating, default 0 and 10; more is better. */
  readonly scale?: readonly [number, number];
  /** Seed of the weightings that are drawn: any whole number. */
  readonly seed: number;
  /** Weightings that are drawn, 100 to 1,000,000; default 10,000. */
  readonly draws?: number;
}

const WHO = 'evaluateSegments';
const SIDES = ['attractiveness', 'competitiveness'] as const;

/** Options as they are used: weights that sum to 1, ratings by key, must-haves that each segment lacks. */
export function checkedEvaluation(of: EvaluatedSegments, options: EvaluationOptions) {
  const keys = checkSegments(of);
  if (typeof options !== 'object' || options === null || !Array.isArray(options.criteria)) {
    throw new InputError(`${WHO} needs criteria with ratings, and a seed.`);
  }
  const { scale = [0, 10], seed, draws = 10_000 } = options;
  checkScale(WHO, scale);
  if (!Number.isInteger(seed)) throw new InputError(`${WHO}: seed is ${seed}. It is any whole number.`);
  if (!Number.isInteger(draws) || draws < 100 || draws > 1_000_000) {
    throw new InputError(`${WHO}: draws is ${draws}. It is a whole number from 100 to 1,000,000.`);
  }
  const names = options.criteria.map(({ name }) => name);
  const criteria = options.criteria.map((criterion, j) => {
    const { name, side } = criterion;
    if (typeof name !== 'string' || name.trim() === '' || names.indexOf(name) !== j) {
      throw new InputError(
        `${WHO}: criterion ${j + 1} ${typeof name === 'string' && name.trim() !== '' ? `is called "${name}" like another` : 'has no name'}.`,
      );
    }
    if (!SIDES.includes(side)) throw unknownName(`${WHO}, criterion "${name}"`, 'side', side, SIDES);
    return { name, side, ...ratingsOf(criterion, keys, scale) };
  });
  for (const side of SIDES) {
    if (!criteria.some((criterion) => criterion.side === side)) {
      throw new InputError(`${WHO}: no criterion is of the side "${side}". Each side needs one at least.`);
    }
  }
  const { weights: given = {}, knockOuts = [], smallestSegment } = options.plan ?? {};
  const weights = weightsOf(names, given);
  const missed = missedBy(of, knockOuts, options.judged ?? {}, smallestSegment);
  return { criteria, weights, scale, missed, draws, seed, plan: { knockOuts, smallestSegment } };
}

function checkSegments(of: EvaluatedSegments): string[] {
  if (typeof of !== 'object' || of === null || !Array.isArray(of.segments) || of.segments.length === 0) {
    throw new InputError(
      `${WHO} needs segments: a segmentation, a profile, or { segments: [{ key, name }] }.`,
    );
  }
  const keys = of.segments.map(({ key }) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new InputError(`${WHO}: segment "${twice}" stands twice.`);
  return keys;
}

function ratingsOf(
  { name, ratings }: EvaluationCriterion,
  keys: readonly string[],
  [low, high]: readonly [number, number],
): { readonly values: Readonly<Record<string, number | undefined>>; readonly scaling: string } {
  const who = `${WHO}, criterion "${name}"`;
  if (typeof ratings !== 'object' || ratings === null) {
    throw new InputError(`${who} has no ratings. Give one for each segment: ${keys.join(', ')}.`);
  }
  const isComputed = 'scaling' in ratings && typeof ratings.values === 'object';
  const values = (isComputed ? ratings.values : ratings) as Readonly<Record<string, number | undefined>>;
  checkKnown(who, 'segment', Object.keys(values), keys);
  for (const key of keys) {
    const rating = Object.hasOwn(values, key) ? values[key] : undefined;
    if (rating === undefined && isComputed && Object.hasOwn(values, key)) continue;
    if (rating === undefined) throw new InputError(`${who}: segment "${key}" has no rating.`);
    if (!(rating >= low && rating <= high)) {
      throw new InputError(
        `${who}: the rating of "${key}" is ${rating}. It lies on the scale from ${low} to ${high}.`,
      );
    }
  }
  return { values, scaling: isComputed ? (ratings as SegmentRatings).scaling : 'given by people' };
}

/** Shares of the weights, which sum to 1. */
function weightsOf(names: readonly string[], given: Readonly<Record<string, number>>): number[] {
  if (Object.keys(given).length === 0) return names.map(() => 1 / names.length);
  checkKnown(`${WHO}, weights of the plan`, 'criterion', Object.keys(given), names);
  const weights = names.map((name) => {
    const weight = Object.hasOwn(given, name) ? given[name] : undefined;
    if (weight === undefined) throw new InputError(`${WHO}: the plan has no weight for "${name}".`);
    if (Number.isFinite(weight) && weight > 0) return weight;
    throw new InputError(`${WHO}: the weight of "${name}" is ${weight}. It has to be a number above 0.`);
  });
  const largest = Math.max(...weights);
  const total = sum(weights.map((weight) => weight / largest));
  return weights.map((weight) => Number((weight / largest / total).toPrecision(14))); // the same whatever they were scaled by
}

/** What each segment lacks: texts of must-haves, and `undefined` for too few customers. */
function missedBy(
  { segments }: EvaluatedSegments,
  knockOuts: readonly string[],
  judged: NonNullable<EvaluationOptions['judged']>,
  smallest: number | undefined,
): (string | undefined)[][] {
  checkKnown(`${WHO}, judged`, 'knock-out of the plan', Object.keys(judged), knockOuts);
  for (const must of knockOuts) {
    const verdicts = Object.hasOwn(judged, must) ? judged[must] : {};
    checkKnown(
      `${WHO}, "${must}"`,
      'segment',
      Object.keys(verdicts),
      segments.map(({ key }) => key),
    );
    const open = segments.find(({ key }) => typeof verdicts[key] !== 'boolean');
    if (open !== undefined) {
      throw new InputError(
        `${WHO}: whether "${open.key}" has "${must}" is not judged. Say true or false in judged, for each segment.`,
      );
    }
  }
  return segments.map(({ key, size }) => {
    const lacks: (string | undefined)[] = knockOuts.filter((must) => !judged[must][key]);
    if (smallest === undefined) return lacks;
    if (size === undefined) {
      throw new InputError(
        `${WHO}: the plan wants ${smallest} customers at least, but the size of "${key}" is not given.`,
      );
    }
    return size < smallest ? [undefined, ...lacks] : lacks;
  });
}
