import type { CategoryProfile } from './category-profile.js';
import type { NumberProfile } from './distribution.js';

/** In what a segment differs most from the other customers. */
export interface Marker {
  readonly column: string;
  /** For a category column: the category that is more frequent here than elsewhere. */
  readonly category?: string;
  readonly direction: 'high' | 'low';
  /** Probability that a customer of the segment has more than one of the others; 0.5: no difference. */
  readonly superiority: number;
}

/** Deviations from 0.5 that Vargha and Delaney (2000) call small and medium. */
export const SMALL = 0.06;
export const MEDIUM = 0.14;

/**
 * Markers of one segment, strongest first, at most one a column, all at least small. Ties go to the column that
 * comes first. Protected columns, ids and consent are never markers.
 */
export function findMarkers(
  numbers: readonly NumberProfile[],
  categories: readonly CategoryProfile[],
  segment: number,
  minimum: number,
): Marker[] {
  const markers: Marker[] = [];
  for (const { name, info, bySegment } of numbers) {
    const { superiority, n } = bySegment[segment];
    if (superiority === undefined || n < minimum || isPrivate(info.role)) continue;
    markers.push({ column: name, direction: superiority > 0.5 ? 'high' : 'low', superiority });
  }
  for (const column of categories) {
    if (isPrivate(column.info.role)) continue;
    let best: Marker | undefined;
    for (const { value, bySegment } of column.categories) {
      const { superiority, count } = bySegment[segment];
      if (superiority === undefined || superiority <= (best?.superiority ?? 0.5) || count < minimum) continue;
      best = { column: column.name, category: value, direction: 'high', superiority };
    }
    if (best !== undefined) markers.push(best);
  }
  return markers.filter((marker) => strength(marker) >= SMALL).sort((a, b) => strength(b) - strength(a));
}

/** How far from no difference, 0 to 0.5. */
export function strength(marker: Marker): number {
  return Math.abs(marker.superiority - 0.5);
}

function isPrivate(role: string | undefined): boolean {
  return role === 'protected' || role === 'id' || role === 'consent';
}
