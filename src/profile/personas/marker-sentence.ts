import { joined, type Sentence, sentence } from '../../core/evidence.js';
import { columnKind } from '../../display/column-kind.js';
import { capitalized } from '../../display/column-words.js';
import { shareMeaning } from '../../display/share-meaning.js';
import type { NumberProfile } from '../columns/number-profile.js';
import type { Marker } from '../markers.js';
import { type CardVoice, comparedStatistic } from './card-voice.js';

/** What sets a segment apart, for example "Typically 90% of their spending goes to shoes (all:\u00a015%)." */
export function markerSentence(voice: CardVoice, { column: name, category }: Marker): Sentence {
  if (category !== undefined) {
    const title = voice.word(name, 'title');
    const value = voice.word(name, category, 'words');
    const all = voice.shareOfAll(name, category, 'share');
    return sentence`${title} ${value}: ${voice.share(name, category, 'share')} of them (all:\u00a0${all}).`;
  }
  const column = voice.profile.numbers.find((candidate) => candidate.name === name)!;
  const [statistic, adverb] = comparedStatistic(column, voice.segment);
  const said = column.isYesNo
    ? sentence`${voice.word(name, 'label')}: ${voice.share(name, 'mean')} of them (all:\u00a0${voice.shareOfAll(name, 'mean')}).`
    : comparison(voice, column, statistic, adverb);
  if (column.bySegment[voice.segment].missing === 0) return said;
  return joined(said, sentence`Known for ${voice.count(name)} of them.`);
}

/**
 * @param adverb - "typically" for the median, "on average" for the mean.
 */
function comparison(
  voice: CardVoice,
  column: NumberProfile,
  statistic: 'mean' | 'median',
  adverb: string,
): Sentence {
  const { name, info } = column;
  const own = voice.number(column, statistic);
  const all = voice.ofAll(column, statistic);
  const Adverb = capitalized(adverb);
  switch (columnKind(name, info)) {
    case 'recency':
      if (info.unit === undefined) break;
      return sentence`Last order ${adverb} ${own} ago (all:\u00a0${all}).`;
    case 'tenure':
      if (info.unit === undefined) break;
      return sentence`First order ${adverb} ${own} ago (all:\u00a0${all}).`;
    case 'frequency':
      if (info.unit === undefined) return sentence`${Adverb} ${own} orders each (all:\u00a0${all}).`;
      return sentence`${Adverb} ${own} each (all:\u00a0${all}).`;
    case 'money':
      return sentence`${Adverb} ${own} spent (all:\u00a0${all}).`;
    case 'age':
      if (info.unit === undefined) return sentence`${Adverb} ${own} years old (all:\u00a0${all}).`;
      return sentence`${Adverb} ${own} old (all:\u00a0${all}).`;
    case 'birth year':
      return sentence`${Adverb} born in ${own} (all:\u00a0${all}).`;
    default:
  }
  const share = shareMeaning(info);
  if (share === undefined) {
    return sentence`${voice.word(name, 'label')}: ${adverb} ${own} (all:\u00a0${all}).`;
  }
  const verb = /s$/.test(share.whole) ? 'are' : 'is';
  return sentence`${Adverb} ${own} of their ${voice.word(name, 'whole')} ${verb} ${voice.word(name, 'part')} (all:\u00a0${all}).`;
}
