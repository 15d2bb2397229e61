import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { columnLabel } from '../../display/column-label.js';
import type { Profile } from '../profile.js';
import { type ScalingOptions, type SegmentRatings, segmentRatings } from './segment-ratings.js';

/** Which number of a profile becomes a rating, and how. */
export interface ProfileRatingsOptions extends Omit<ScalingOptions, 'what' | 'unit'> {
  /** Default the mean. `total` is the sum over the customers of the segment. */
  readonly statistic?: 'mean' | 'median' | 'index' | 'total';
}

/**
 * Ratings of segments from a number column of a profile, or from their sizes, on a stated straight line (`segmentRatings`).
 *
 * @param column - Name of a number column, or `customers` for the size where no column is called so.
 * @returns No rating for segments smaller than the profile's minimum and where nobody has a value.
 * @throws {InputError} For a column the profile does not have or that is protected, and ends that are none.
 *
 * @example
 * profileRatings(people, 'customers', { worst: 0, best: 160 }).values.s1; // 5
 */
export function profileRatings(
  profile: Profile,
  column: string,
  options: ProfileRatingsOptions,
): SegmentRatings {
  const who = 'profileRatings';
  if (typeof options !== 'object' || options === null) {
    throw new InputError(`${who} needs the worst and the best value of "${column}".`);
  }
  const { statistic = 'mean', ...scaling } = options;
  const known: readonly string[] = ['mean', 'median', 'index', 'total'];
  if (!known.includes(statistic)) throw unknownName(who, 'statistic', statistic, known);
  const found = profile.numbers.find(({ name }) => name === column);
  const isSize = found === undefined && column === 'customers';
  if (found === undefined && !isSize) {
    throw unknownName(who, 'number column', column, [
      ...profile.numbers.map(({ name }) => name),
      'customers',
    ]);
  }
  if (found?.info.role === 'protected') {
    throw new InputError(`${who}: "${column}" is protected. Segments are not rated by it.`);
  }
  const values = profile.segments.map(({ key, size, masked }, s) => {
    if (masked) return [key, undefined] as const;
    if (found === undefined) return [key, size] as const;
    const { n, mean, median, index } = found.bySegment[s];
    const total = mean === undefined ? undefined : mean * n;
    return [key, { mean, median, index, total }[statistic]] as const;
  });
  const unit = found?.info.unit;
  return segmentRatings(Object.fromEntries(values), {
    ...scaling,
    what: found === undefined ? 'Customers' : `${columnLabel(column, found.info)}, ${statistic}`,
    ...(unit === undefined || unit === 'share' || statistic === 'index' ? {} : { unit }),
  });
}
