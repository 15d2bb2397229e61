import { InputError } from '../core/input-error.js';
import type { Profile } from './profile.js';

/** A variable by which a segment is known. */
export interface MarkerVariable {
  readonly column: string;
  /** Of a category column. */
  readonly category?: string;
  /** Key of the segment. */
  readonly segment: string;
  /** Mean or share in the segment. */
  readonly value: number;
  /** Mean or share of all customers. */
  readonly all: number;
  /** `value - all`. */
  readonly difference: number;
  /** `value / all - 1`; `undefined` where `all` is 0. */
  readonly relative: number | undefined;
}

/** When a variable is a marker. */
export interface MarkerRule {
  /** Least difference of shares and of columns from 0 to 1, default 0.25. Other columns go by `relative` alone. */
  readonly absolute?: number;
  /** Least difference as part of the mean of all, default 0.5. */
  readonly relative?: number;
}

/**
 * Marker variables by the published rule: the mean of a segment is a quarter or more away from that of all customers, or half of
 * that mean or more. It is a rule for reading a profile plot, no test.
 *
 * @returns By column in the order of the profile, then by segment. Protected columns, ids, consent, masked segments, and
 *   categories of fewer customers than the minimum are left out; columns with a mean below 0 have no relative difference.
 * @throws {InputError} For a rule that is not above 0.
 *
 * O(columns · segments). Source: Dolnicar, Grün and Leisch, "Market Segmentation Analysis" (2018), chapter 8; the limits are
 * those of the package that comes with it.
 *
 * @example
 * markerVariables(people).some(({ column }) => column === 'monetary'); // true
 */
export function markerVariables(profile: Profile, rule: MarkerRule = {}): MarkerVariable[] {
  const { absolute = 0.25, relative = 0.5 } = rule;
  for (const [name, limit] of Object.entries({ absolute, relative })) {
    if (!(limit > 0)) throw new InputError(`markerVariables: ${name} is ${limit}. It is a number above 0.`);
  }
  const compared = (value: number | undefined, all: number | undefined, isShare: boolean) => {
    if (value === undefined || all === undefined) return [];
    const difference = value - all;
    const part = all === 0 ? undefined : value / all - 1;
    const reaches = (limit: number) => Math.abs(difference) >= limit * (1 - 1e-12); // a quarter to the last digit
    const isMarker = (isShare && reaches(absolute)) || (all > 0 && reaches(relative * all));
    return isMarker ? [{ value, all, difference, relative: part }] : [];
  };
  const shown = profile.segments.flatMap(({ masked, key }, s) => (masked ? [] : [{ key, s }]));
  const isOpen = (role: string | undefined) => role !== 'protected' && role !== 'id' && role !== 'consent';
  const numbers = profile.numbers
    .filter(({ info, indexUndefined }) => isOpen(info.role) && indexUndefined !== 'years have no ratio')
    .flatMap((column) =>
      shown.flatMap(({ key, s }) =>
        column.bySegment[s].n < profile.minimum
          ? []
          : compared(column.bySegment[s].mean, column.all.mean, column.isFromZeroToOne).map((found) => ({
              column: column.name,
              segment: key,
              ...found,
            })),
      ),
    );
  const categories = profile.categories
    .filter(({ info }) => isOpen(info.role))
    .flatMap((column) =>
      column.categories.flatMap(({ value: category, share, bySegment }) =>
        shown.flatMap(({ key, s }) =>
          bySegment[s].count > 0 && bySegment[s].count < profile.minimum
            ? []
            : compared(bySegment[s].share, share, true).map((found) => ({
                column: column.name,
                category,
                segment: key,
                ...found,
              })),
        ),
      ),
    );
  return [...numbers, ...categories];
}
