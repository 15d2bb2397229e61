import type { Marker } from '../markers.js';
import type { Profile } from '../profile.js';

const FEWEST_MARKERS = 2;
/** Small differences are told up to the third, clearer ones up to the fifth. */
const MOST_SMALL = 3;
const MOST_MARKERS = 5;

/** The two to five markers of a segment that its card tells, strongest first. */
export function shownMarkers(profile: Profile, segment: number): readonly Marker[] {
  const { markers } = profile.segments[segment];
  const clear = markers.filter((marker) => marker.size !== 'negligible').length;
  return markers
    .slice(0, Math.min(MOST_MARKERS, Math.max(FEWEST_MARKERS, clear)))
    .filter(({ size }, i) => i < MOST_SMALL || size === 'medium' || size === 'large');
}
