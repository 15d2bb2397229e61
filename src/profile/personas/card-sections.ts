import type { Sentence } from '../../core/evidence.js';
import type { Profile } from '../profile.js';
import { buyingSentences } from './buying-sentences.js';
import { cardVoice } from './card-voice.js';
import { channelSentences } from './channel-sentences.js';
import { markerDetail } from './marker-detail.js';
import { markerSentence } from './marker-sentence.js';
import { needSentences } from './need-sentences.js';
import { shownMarkers } from './shown-markers.js';
import { whoSentences } from './who-sentences.js';

/** A part of a card. */
export interface CardSection {
  readonly heading: string;
  readonly sentences: readonly SectionSentence[];
}

/** A sentence, and how large the difference is that it tells. */
export interface SectionSentence {
  readonly said: Sentence;
  readonly detail?: Sentence;
}

/**
 * The sentences of a card that come from the profile. "Typically" is the median, "on average" the mean, which is
 * compared where the medians print the same.
 */
export function cardSections(profile: Profile, segment: number): Readonly<Record<SectionName, CardSection>> {
  const voice = cardVoice(profile, segment);
  const shown = shownMarkers(profile, segment);
  const isClear = shown.some(({ size }) => size !== 'negligible');
  const marked = new Set(shown.map(({ column }) => column));
  const needs = needSentences(voice, marked);
  const channels = channelSentences(voice, new Set([...marked, ...needs.columns]));
  const told = new Set([...marked, ...needs.columns, ...channels.columns]);
  return {
    markers: {
      heading: isClear ? 'What sets them apart' : 'Hardly anything sets them apart',
      sentences: shown.map((marker) => ({
        said: markerSentence(voice, marker),
        detail: markerDetail(voice, marker),
      })),
    },
    buying: section('How they buy', buyingSentences(voice, marked)),
    channels: section('Channels and times', channels.sentences),
    needs: section('What they are interested in and need', needs.sentences),
    who: section('Who they are', whoSentences(voice, told)),
  };
}

/** Sections that come from the profile. */
export type SectionName = 'markers' | 'buying' | 'channels' | 'needs' | 'who';

/** A section of plain sentences. */
export function section(heading: string, sentences: readonly Sentence[]): CardSection {
  return { heading, sentences: sentences.map((said) => ({ said })) };
}
