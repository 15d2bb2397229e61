import { columnWords } from '../../display/column-words.js';
import type { CardVoice } from './card-voice.js';
import { markerSentence } from './marker-sentence.js';
import type { ToldColumns } from './need-sentences.js';

const CHANNELS_AND_TIMES =
  /\b(channel|contact|device|store|shop|web|website|online|app|phone|mail|e-?mail|newsletter|visits?|hours?|morning|evening|weekend|weekday|day ?time|season)\b/i;
const MOST_SENTENCES = 3;

/**
 * By which channels and when a segment comes, as far as columns tell: those that were not told already, in the order in which
 * the segment differs.
 *
 * @param told - Columns that were told already.
 */
export function channelSentences(voice: CardVoice, told: ReadonlySet<string>): ToldColumns {
  const { profile, segment } = voice;
  const isOfChannel = (column: string) => {
    const found = [...profile.numbers, ...profile.categories].find(({ name }) => name === column)!;
    return CHANNELS_AND_TIMES.test(`${columnWords(column, found.info)} ${found.info.meaning ?? ''}`);
  };
  const found = profile.segments[segment].markers
    .filter(({ column, size }) => size !== 'negligible' && !told.has(column) && isOfChannel(column))
    .slice(0, MOST_SENTENCES);
  return {
    columns: found.map(({ column }) => column),
    sentences: found.map((marker) => markerSentence(voice, marker)),
  };
}
