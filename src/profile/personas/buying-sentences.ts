import { joined, type Sentence, sentence } from '../../core/evidence.js';
import { columnKind } from '../../display/column-kind.js';
import type { NumberProfile } from '../columns/number-profile.js';
import type { CardVoice } from './card-voice.js';

/**
 * How a segment buys, a line each for recency, number of orders, money and tenure, as far as there are such columns.
 *
 * @param marked - Columns that were compared already: of them only the spread is told.
 */
export function buyingSentences(voice: CardVoice, marked: ReadonlySet<string>): Sentence[] {
  return voice.profile.numbers.flatMap((column) => {
    const { n, top, median = Infinity } = column.bySegment[voice.segment];
    if (column.info.role === 'protected' || n < voice.profile.minimum || top === undefined) return [];
    const [middle, upper] = told(voice, column);
    const said = [
      ...(middle === undefined || marked.has(column.name) ? [] : [middle]),
      ...(upper === undefined || top.from <= median ? [] : [upper]),
    ];
    return said.length === 0 ? [] : [joined(...said)];
  });
}

/** What is typical in a column, and what the upper end does. */
function told(voice: CardVoice, column: NumberProfile): (Sentence | undefined)[] {
  const { info } = column;
  const share = voice.share(column.name, 'top', 'share');
  const from = voice.topFrom(column);
  const middle = voice.number(column, 'median');
  switch (columnKind(column.name, info)) {
    case 'recency':
      if (info.unit === undefined) return [];
      return [
        sentence`Last order typically ${middle} ago.`,
        sentence`${share} have stayed away for ${from} or longer.`,
      ];
    case 'frequency': {
      const unit = info.unit === undefined ? ' orders' : '';
      // A median between two whole numbers is the number of orders of nobody.
      const typical = Number.isInteger(column.bySegment[voice.segment].median);
      return [
        typical
          ? sentence`Typically ${middle}${unit} each.`
          : sentence`On average ${voice.number(column, 'mean')}${unit} each.`,
        sentence`${share} have ${from}${unit} or more.`,
      ];
    }
    case 'money': {
      const upper = sentence`On average ${voice.number(column, 'mean')}; ${share} spent ${from} or more.`;
      return [
        sentence`Typically ${middle} spent.`,
        info.unit === undefined ? joined(upper, sentence`The currency was not stated.`) : upper,
      ];
    }
    case 'tenure':
      return info.unit === undefined ? [] : [sentence`First order typically ${middle} ago.`, undefined];
    default:
      return [];
  }
}
