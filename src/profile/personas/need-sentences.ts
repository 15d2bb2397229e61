import type { ColumnInfo } from '../../core/column.js';
import type { Sentence } from '../../core/evidence.js';
import type { CardVoice } from './card-voice.js';
import { markerSentence } from './marker-sentence.js';

/** Psychographic, benefits sought, needs. */
export const NEED_BASES: readonly ColumnInfo['basis'][] = ['B3', 'B6', 'B7'];
const MOST_SENTENCES = 3;

/** Sentences, and the columns that they tell. */
export interface ToldColumns {
  readonly columns: readonly string[];
  readonly sentences: readonly Sentence[];
}

/**
 * What a segment is interested in and needs, as far as it was asked: columns of interests, benefits and needs in which it
 * differs, those that were not told as markers.
 *
 * @param marked - Columns that were told already.
 */
export function needSentences(voice: CardVoice, marked: ReadonlySet<string>): ToldColumns {
  const { profile, segment } = voice;
  const basisOf = (column: string) =>
    [...profile.numbers, ...profile.categories].find(({ name }) => name === column)?.info.basis;
  const told = profile.segments[segment].markers
    .filter(
      ({ column, size }) =>
        size !== 'negligible' && !marked.has(column) && NEED_BASES.includes(basisOf(column)),
    )
    .slice(0, MOST_SENTENCES);
  return {
    columns: told.map(({ column }) => column),
    sentences: told.map((marker) => markerSentence(voice, marker)),
  };
}
