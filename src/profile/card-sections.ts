import type { Sentence } from '../core/evidence.js';
import { buyingSentences } from './buying-sentences.js';
import { cardVoice } from './card-voice.js';
import { markerSentence } from './marker-sentence.js';
import type { Profile } from './profile.js';
import { whoSentences } from './who-sentences.js';

const FEWEST_MARKERS = 2;
/** Small differences are told up to the third, clearer ones up to the fifth. */
const MOST_SMALL = 3;
const MOST_MARKERS = 5;

/**
 * The sentences of a card that come from the profile. "Typically" is the median, "on average" the mean, which is
 * compared where the medians print the same.
 */
export function cardSections(
  profile: Profile,
  segment: number,
): { heading: string; sentences: Sentence[] }[] {
  const voice = cardVoice(profile, segment);
  const { markers } = profile.segments[segment];
  const clear = markers.filter((marker) => marker.size !== 'negligible').length;
  const shown = markers
    .slice(0, Math.min(MOST_MARKERS, Math.max(FEWEST_MARKERS, clear)))
    .filter(({ size }, i) => i < MOST_SMALL || size === 'medium' || size === 'large');
  const marked = new Set(shown.map(({ column }) => column));
  return [
    {
      heading: clear === 0 ? 'Hardly anything sets them apart' : 'What sets them apart',
      sentences: shown.map((marker) => markerSentence(voice, marker)),
    },
    { heading: 'How they buy', sentences: buyingSentences(voice, marked) },
    { heading: 'Who they are', sentences: whoSentences(voice, marked) },
  ].filter(({ sentences }) => sentences.length > 0);
}
