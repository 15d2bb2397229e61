import { columnKind } from '../display/column-kind.js';
import type { CategoryProfile } from './columns/category-profile.js';
import type { NumberProfile } from './columns/number-profile.js';

/** In what a segment differs most from the other customers. */
export interface Marker {
  readonly column: string;
  /** For a category column: the category that is more frequent here than elsewhere. */
  readonly category?: string;
  readonly direction: 'high' | 'low';
  /** Probability that a customer of the segment has more than one of the others; 0.5: no difference. */
  readonly superiority: number;
  /** In the words of Vargha and Delaney (2000): at least 0.06, 0.14 and 0.21 from 0.5. */
  readonly size: 'negligible' | 'small' | 'medium' | 'large';
}

/**
 * Markers of one segment, strongest first, at most one a column. Ties go to the column that comes first. Protected
 * columns, ids and consent are never markers, nor is the year of birth beside the age.
 */
export function findMarkers(
  numbers: readonly NumberProfile[],
  categories: readonly CategoryProfile[],
  segment: number,
  minimum: number,
): Marker[] {
  const markers: Marker[] = [];
  const hasAge = numbers.some(({ name, info }) => columnKind(name, info) === 'age');
  for (const { name, info, bySegment } of numbers) {
    const { superiority, n } = bySegment[segment];
    if (superiority === undefined || n < minimum || isPrivate(info.role)) continue;
    if (hasAge && columnKind(name, info) === 'birth year') continue;
    const direction = superiority > 0.5 ? 'high' : 'low';
    markers.push({ column: name, direction, superiority, size: sizeOf(superiority) });
  }
  for (const column of categories) {
    if (isPrivate(column.info.role)) continue;
    let best: Marker | undefined;
    for (const { value, bySegment } of column.categories) {
      const { superiority, count } = bySegment[segment];
      if (superiority === undefined || superiority <= (best?.superiority ?? 0.5) || count < minimum) continue;
      best = {
        column: column.name,
        category: value,
        direction: 'high',
        superiority,
        size: sizeOf(superiority),
      };
    }
    if (best !== undefined) markers.push(best);
  }
  return markers.sort((a, b) => deviation(b.superiority) - deviation(a.superiority));
}

function sizeOf(superiority: number): Marker['size'] {
  const size = deviation(superiority);
  return size >= 0.21 ? 'large' : size >= 0.14 ? 'medium' : size >= 0.06 ? 'small' : 'negligible';
}

function deviation(superiority: number): number {
  return Math.abs(superiority - 0.5);
}

function isPrivate(role: string | undefined): boolean {
  return role === 'protected' || role === 'id' || role === 'consent';
}
