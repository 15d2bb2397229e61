import type { Profile } from '../../profile/profile.js';

/** Sentences about what is not drawn, each with a blank before it. */
export function maskedNote(
  { segments, minimum }: Pick<Profile, 'segments' | 'minimum'>,
  ...more: readonly string[]
): string {
  const few = segments.some(({ masked }) => masked)
    ? [`Segments of fewer than ${minimum} customers are left out.`]
    : [];
  return [...more, ...few].map((sentence) => ` ${sentence}`).join('');
}
