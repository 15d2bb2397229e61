import { checkGiven } from '../../core/check-given.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';

/** Ratings that were computed from something measured. */
export interface SegmentRatings {
  /** By segment key; `undefined` where nothing was measured or too few customers stand behind it. */
  readonly values: Readonly<Record<string, number | undefined>>;
  /** How values became ratings, in words. */
  readonly scaling: string;
}

/** How measured values become ratings. */
export interface ScalingOptions {
  /** What was measured, for the sentence, for example `Revenue by customer`. */
  readonly what: string;
  /** Value that gets the lowest rating, and the one that gets the highest: the lower may be the better. */
  readonly worst: number;
  readonly best: number;
  /** Lowest and highest rating, default 0 and 10. */
  readonly scale?: readonly [number, number];
  readonly unit?: string;
}

/**
 * Ratings of segments from any measured number, on a straight line between a worst and a best value; what lies beyond gets
 * the rating of the end. State both ends before looking: ends taken from the segments at hand make small differences large.
 *
 * @param values - By segment key; `undefined` or `NaN` where not measured: the segment gets no rating.
 * @throws {InputError} For ends that are equal or no finite numbers, a scale that does not rise, and an infinite value.
 *
 * @example
 * segmentRatings({ s1: 300, s2: 50 }, { what: 'Revenue by customer', worst: 0, best: 200, unit: 'EUR' }).values; // { s1: 10, s2: 2.5 }
 */
export function segmentRatings(
  values: Readonly<Record<string, number | undefined>>,
  options: ScalingOptions,
): SegmentRatings {
  checkGiven('segmentRatings', options);
  const who = 'segmentRatings';
  if (typeof values !== 'object' || values === null) {
    throw new InputError(`${who} needs a value for each segment key, for example { s1: 300, s2: 50 }.`);
  }
  if (typeof options !== 'object' || options === null) {
    throw new InputError(`${who} needs what was measured, the worst and the best value.`);
  }
  const { what, worst, best, scale = [0, 10], unit } = options;
  const [low, high] = scale;
  if (!(Number.isFinite(worst) && Number.isFinite(best) && worst !== best)) {
    throw new InputError(
      `${who}: worst is ${worst} and best is ${best}. They are two different numbers, the ends of the scale.`,
    );
  }
  checkScale(who, scale);
  const rated = Object.entries(values).map(([key, value]) => {
    if (value === undefined || Number.isNaN(value)) return [key, undefined] as const;
    if (!Number.isFinite(value)) throw new InputError(`${who}: the value of "${key}" is ${value}.`);
    const part = Math.min(1, Math.max(0, (value - worst) / (best - worst)));
    return [key, low + part * (high - low)] as const;
  });
  const ends = [worst, best].map((end) => formatNumber(end, unit === undefined ? {} : { unit }));
  return {
    values: Object.fromEntries(rated),
    scaling: `${what}: ${ends[0]} is ${formatNumber(low)}, ${ends[1]} is ${formatNumber(high)}, straight in between`,
  };
}

/** Checks the lowest and highest rating. */
export function checkScale(who: string, scale: readonly [number, number]): void {
  const [low, high] = scale;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new InputError(
      `${who}: scale is ${low} to ${high}. The lowest rating comes first, then the highest.`,
    );
  }
}
