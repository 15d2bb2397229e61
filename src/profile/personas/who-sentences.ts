import { type Sentence, sentence } from '../../core/evidence.js';
import { columnKind } from '../../display/column-kind.js';
import { isYear } from '../../display/is-year.js';
import type { CategoryProfile } from '../columns/category-profile.js';
import { isDescriptor } from '../columns/is-descriptor.js';
import type { NumberProfile } from '../columns/number-profile.js';
import type { CardVoice } from './card-voice.js';

const MOST_SENTENCES = 3;

/**
 * Who the customers of a segment are: their descriptors that were not told as markers, those first in which the
 * segment differs most.
 *
 * @param marked - Columns that were told already.
 */
export function whoSentences(voice: CardVoice, marked: ReadonlySet<string>): Sentence[] {
  const { profile, segment } = voice;
  const told: { difference: number; said: Sentence }[] = [];
  const hasAge = profile.numbers.some(({ name, info }) => columnKind(name, info) === 'age');
  const isOpen = ({ name, info }: NumberProfile | CategoryProfile) =>
    !marked.has(name) &&
    info.role !== 'protected' &&
    !(hasAge && columnKind(name, info) === 'birth year') &&
    isDescriptor(name, info, profile.origin.columns);
  for (const column of profile.numbers.filter(isOpen)) {
    const { n, superiority = 0.5 } = column.bySegment[segment];
    if (n >= profile.minimum) {
      told.push({ difference: Math.abs(superiority - 0.5), said: numberSentence(voice, column) });
    }
  }
  for (const column of profile.categories.filter(isOpen)) {
    const cells = column.categories.map(({ bySegment }) => bySegment[segment]);
    const counts = cells.map(({ count }) => count);
    const top = counts.indexOf(Math.max(...counts));
    if (counts[top] < profile.minimum) continue;
    const { value } = column.categories[top];
    told.push({
      difference: Math.max(...cells.map(({ superiority = 0.5 }) => Math.abs(superiority - 0.5))),
      said: sentence`${voice.word(column.name, 'title')}: most often ${voice.word(column.name, value, 'words')} (${voice.share(column.name, value, 'share')}).`,
    });
  }
  told.sort((a, b) => b.difference - a.difference);
  return told.slice(0, MOST_SENTENCES).map(({ said }) => said);
}

function numberSentence(voice: CardVoice, column: NumberProfile): Sentence {
  const { name, info } = column;
  const median = voice.number(column, 'median');
  const { lowerQuartile, upperQuartile } = column.bySegment[voice.segment];
  const [low, high] = (['lowerQuartile', 'upperQuartile'] as const).map((end) => voice.bare(column, end));
  const kind = columnKind(name, info);
  if (kind === 'age') {
    const years = info.unit === undefined ? ' years' : '';
    return sentence`Typically ${median}${years} old, half of them between ${low} and ${high}.`;
  }
  if (kind === 'birth year')
    return sentence`Typically born in ${median}, half of them from ${low} to ${high}.`;
  const label = voice.word(name, 'label');
  const spread = !isYear(name, info) && lowerQuartile !== upperQuartile;
  if (!spread) return sentence`${label}: typically ${median}.`;
  return sentence`${label}: typically ${median}, half of them between ${low} and ${high}.`;
}
