import { joined, type Sentence, sentence } from '../../core/evidence.js';
import type { CardVoice } from './card-voice.js';

/**
 * Protected attributes that were asked for, as distributions beside all customers and never as what sets a segment apart.
 * Categories of fewer customers than the minimum are not told.
 *
 * @param columns - Names of columns of the profile.
 */
export function compositionSentences(voice: CardVoice, columns: readonly string[]): Sentence[] {
  const { profile, segment } = voice;
  return columns.map((name) => {
    const number = profile.numbers.find((one) => one.name === name);
    const title = voice.word(name, 'title');
    if (number !== undefined) {
      if (number.bySegment[segment].n < profile.minimum) return sentence`${title}: known of too few.`;
      const [low, high] = (['lowerQuartile', 'upperQuartile'] as const).map((end) => voice.bare(number, end));
      return sentence`${title}: half of them between ${low} and ${high} (all: ${voice.ofAll(number, 'lowerQuartile')} to ${voice.ofAll(number, 'upperQuartile')}).`;
    }
    const { categories } = profile.categories.find((one) => one.name === name)!;
    const isShown = ({ count }: { count: number }) => count === 0 || count >= profile.minimum;
    const shown = categories.filter(({ bySegment }) => isShown(bySegment[segment]));
    const said = shown.map(({ value }, i) => {
      const own = voice.share(name, value, 'share');
      const end = i === shown.length - 1 ? '.' : ';';
      return sentence`${voice.word(name, value, 'words')} ${own} (all: ${voice.shareOfAll(name, value, 'share')})${end}`;
    });
    const rest = shown.length < categories.length ? [sentence`Others: too few to show.`] : [];
    return said.length === 0
      ? sentence`${title}: too few to show.`
      : joined(sentence`${title}:`, ...said, ...rest);
  });
}
