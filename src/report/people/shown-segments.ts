import { segmentStyles } from '../../display/palette.js';
import type { Profile } from '../../profile/profile.js';

/** A segment that is large enough to be drawn, as it is known in every figure. */
export interface ShownSegment {
  readonly key: string;
  readonly name: string;
  /** Position in the profile. */
  readonly position: number;
  readonly color: string;
  readonly symbol: string;
}

/** Segments of a profile that are not masked, each with its own colour and marker. */
export function shownSegments(profile: Pick<Profile, 'segments' | 'origin'>): ShownSegment[] {
  const styles = segmentStyles(profile.segments, profile.origin);
  return profile.segments.flatMap(({ key, name, masked }, position) =>
    masked ? [] : [{ key, name, position, ...styles[position] }],
  );
}
