import { joined, quote, type Sentence, sentence } from '../../core/evidence.js';
import { type CardVoice, comparedStatistic } from './card-voice.js';
import { shownMarkers } from './shown-markers.js';
import type { StabilityEvidence } from './stability-evidence.js';

/** What of a card is no measurement. */
export interface CardAssumptions {
  readonly needs: boolean;
  readonly channels: boolean;
}

/**
 * What would change our mind about a segment: when its first fact would be gone, how well it comes back, which assumptions a
 * survey can contradict.
 */
export function doubtSentences(
  voice: CardVoice,
  stability: StabilityEvidence | undefined,
  assumed: CardAssumptions,
): Sentence[] {
  return [
    firstFact(voice),
    ...(stability === undefined ? [] : [comingBack(voice, stability)]),
    ...assumptions(assumed),
  ].filter((said) => said !== undefined);
}

function firstFact(voice: CardVoice): Sentence | undefined {
  const [marker] = shownMarkers(voice.profile, voice.segment);
  if (marker === undefined) return undefined;
  const { column: name, category } = marker;
  if (category !== undefined) {
    return sentence`If new data put “${voice.word(name, 'title')} ${voice.word(name, category, 'words')}” at ${voice.shareOfAll(name, category, 'share')} here, as among all, the first fact is gone.`;
  }
  const column = voice.profile.numbers.find((one) => one.name === name)!;
  const [statistic] = comparedStatistic(column, voice.segment);
  const all = column.isYesNo ? voice.shareOfAll(name, 'mean') : voice.ofAll(column, statistic);
  return sentence`If new data put “${voice.word(name, 'label')}” at ${all} here, as among all, the first fact is gone.`;
}

function comingBack({ key }: CardVoice, { source, verdictOf }: StabilityEvidence): Sentence | undefined {
  const verdict = verdictOf(key);
  if (verdict === undefined) return undefined;
  const share = quote(source, [key, 'jaccard', 'mean'], { digits: 2 });
  const drawn = sentence`When customers are drawn again, it comes back with a likeness of ${share}, out of one.`;
  switch (verdict) {
    case 'stable':
      return joined(drawn, sentence`Below three quarters we would doubt it.`);
    case 'a pattern':
      return joined(drawn, sentence`A new sample may draw its border elsewhere.`);
    case 'dissolves':
      return joined(drawn, sentence`A new sample may not show it at all: do not build on it alone.`);
  }
}

function assumptions({ needs, channels }: CardAssumptions): Sentence[] {
  if (!needs && !channels) return [];
  const which = needs && channels ? 'needs and channels' : needs ? 'needs' : 'channels';
  return [sentence`What is marked as an assumption about ${which} was not measured: ask some of them.`];
}
