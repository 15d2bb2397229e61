import { joined, quote, type Sentence, sentence } from '../../core/evidence.js';
import { unknownName } from '../../core/unknown-name.js';
import { spokenPercent } from '../../display/spoken-format.js';
import type { Profile } from '../profile.js';
import { cardVoice } from './card-voice.js';
import { markerSentence } from './marker-sentence.js';
import { shownMarkers } from './shown-markers.js';

/**
 * A segment in one line: how many they are, and the two facts in which they differ most from the others. Its numbers quote
 * the profile, as those of a card do.
 *
 * @param key - Key of the segment, for example `s1`.
 * @returns Of a segment smaller than the profile's minimum only that it is small.
 * @throws {InputError} For a segment that the profile does not have.
 *
 * @example
 * describeSegment(people, 's1').text.startsWith('80 customers'); // true
 */
export function describeSegment(profile: Profile, key: string): Sentence {
  const segment = profile.segments.findIndex((one) => one.key === key);
  if (segment < 0) {
    throw unknownName(
      'describeSegment',
      'segment',
      key,
      profile.segments.map((one) => one.key),
    );
  }
  if (profile.segments[segment].masked) return sentence`Too few customers to be described.`;
  const voice = cardVoice(profile, segment);
  const size = quote(voice.source, [key, 'customers']);
  const share = quote(voice.source, [key, 'share'], spokenPercent(profile.segments[segment].share.value));
  const markers = shownMarkers(profile, segment)
    .filter(({ size }) => size !== 'negligible')
    .slice(0, 2);
  if (markers.length === 0) {
    return sentence`${size} customers, ${share} of all: in nothing that was measured do they differ from the others.`;
  }
  return joined(
    sentence`${size} customers, ${share} of all.`,
    ...markers.map((marker) => markerSentence(voice, marker)),
  );
}
