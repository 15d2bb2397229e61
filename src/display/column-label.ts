import type { ColumnInfo } from '../core/column.js';
import { columnKind } from './column-kind.js';
import { capitalized, columnWords } from './column-words.js';
import { shareMeaning } from './share-meaning.js';

const MOST_LETTERS = 32;

/**
 * What readers without the code call a column: its title, else plain words for what they know, else its meaning
 * where that is short, else its name in words.
 *
 * @example
 * const meaning = 'Share of spending on the eco-friendly range';
 * columnLabel('ecoShare', { unit: 'share', meaning }); // 'Spending on eco-friendly range'
 */
export function columnLabel(name: string, info: ColumnInfo = {}): string {
  if (info.title !== undefined) return info.title;
  const known = kindLabel(name, info);
  if (known !== undefined) return known;
  const share = shareMeaning(info);
  if (share !== undefined) return capitalized(`${share.whole} ${withoutArticle(share.part)}`);
  const meaning = info.meaning?.trim().replace(/\.$/, '');
  if (meaning !== undefined && meaning !== '' && [...meaning].length <= MOST_LETTERS) return meaning;
  return capitalized(columnWords(name, info));
}

/** "in the app" as "in app". */
export function withoutArticle(words: string): string {
  return words.replace(/\b(the|an?) /gi, '');
}

function kindLabel(name: string, info: ColumnInfo): string | undefined {
  switch (columnKind(name, info)) {
    case 'recency':
      return `${capitalized(info.unit ?? 'time')} since last order`;
    case 'frequency':
      return 'Orders';
    case 'money':
      return 'Money spent';
    case 'tenure':
      return `${capitalized(info.unit ?? 'time')} since first order`;
    case 'age':
      return 'Age';
    case 'birth year':
      return 'Year of birth';
    default:
      return undefined;
  }
}
