import type { ColumnInfo } from '../core/column.js';
import { type ColumnKind, columnKind } from '../display/column-kind.js';
import { withoutArticle } from '../display/column-label.js';
import { columnWords } from '../display/column-words.js';
import { shareMeaning } from '../display/share-meaning.js';
import type { NumberProfile } from './columns/number-profile.js';
import type { Marker } from './markers.js';
import type { Profile } from './profile.js';

/** Own words for the high and the low end of columns. */
export type MarkerWords = Readonly<Record<string, { readonly high: string; readonly low: string }>>;

/** Letters of a fact: two of them fit beside a chart. */
const MOST_LETTERS = 28;

/** Words for the ends of a kind: beyond a quartile of all customers, and between the quartiles. */
const KIND_WORDS = {
  recency: { low: ['recent', 'fairly recent'], high: ['lapsed', 'less recent'] },
  frequency: { low: ['few orders', 'few orders'], high: ['frequent', 'several orders'] },
  money: { low: ['low spend', 'modest spend'], high: ['high spend', 'medium spend'] },
  tenure: { low: ['new', 'fairly new'], high: ['long-standing', 'fairly long-standing'] },
  age: { low: ['younger', 'younger'], high: ['older', 'older'] },
  'birth year': { low: ['older', 'older'], high: ['younger', 'younger'] },
} as const;

/**
 * A marker of a segment in plain, neutral words of at most 28 letters: "recent", "eco-friendly range",
 * "store orders", "region North". Own words are taken as they are.
 */
export function markerWords(
  marker: Marker,
  profile: Profile,
  segment: number,
  own: MarkerWords = {},
): string {
  const { column, category, direction } = marker;
  if (Object.hasOwn(own, column) && category === undefined) return own[column][direction];
  const numbers = profile.numbers.find(({ name }) => name === column);
  const info = numbers?.info ?? profile.categories.find(({ name }) => name === column)?.info ?? {};
  if (category !== undefined) return short(`${columnWords(column, info)} ${category}`);
  const kind = columnKind(column, info);
  if (kind !== undefined && numbers !== undefined) return kindWords(kind, direction, numbers, segment);
  if (numbers?.isYesNo)
    return short(`${direction === 'high' ? '' : 'less '}${info.title ?? columnWords(column, info)}`);
  const fitting = shareWords(info, direction).find((words) => [...words].length <= MOST_LETTERS);
  return fitting ?? short(`${direction} ${columnWords(column, info)}`);
}

function kindWords(
  kind: ColumnKind,
  direction: 'high' | 'low',
  { all, bySegment }: NumberProfile,
  segment: number,
): string {
  const median = bySegment[segment].median ?? Number.NaN;
  if (kind === 'frequency' && direction === 'low' && median === 1) return 'one-time';
  const { lowerQuartile = Number.NaN, upperQuartile = Number.NaN } = all;
  const isEnd = direction === 'low' ? median <= lowerQuartile : median >= upperQuartile;
  return KIND_WORDS[kind][direction][isEnd ? 0 : 1];
}

/** "Share of spending on the eco-friendly range" is "eco-friendly range", "Share of orders placed in a store" "store orders". */
function shareWords(info: ColumnInfo, direction: 'high' | 'low'): string[] {
  const share = shareMeaning(info);
  if (share === undefined) {
    if (info.title === undefined) return [];
    const title = info.title.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
    return [direction === 'high' ? title : `little ${title}`];
  }
  const part = withoutArticle(share.part).replace(/^(placed|made) (?=\p{L}+ )/iu, '');
  const place = /^(?:in|at|by|via|through) (\p{L}[\p{L}-]*)$/u.exec(part)?.[1];
  const thing = /^on (.+)$/u.exec(part)?.[1];
  const words =
    place !== undefined
      ? [`${place} ${share.whole}`]
      : thing !== undefined && !/s$/.test(share.whole)
        ? [thing]
        : [`${share.whole} ${part}`];
  if (direction === 'high') return words;
  const little = /s$/.test(share.whole) ? 'few' : 'little';
  return thing !== undefined && little === 'little'
    ? words.map((word) => `little on ${word}`)
    : words.map((word) => `${little} ${word}`);
}

/** Whole words, as many as fit. */
function short(words: string): string {
  if ([...words].length <= MOST_LETTERS) return words;
  const cut = [...words]
    .slice(0, MOST_LETTERS + 1)
    .join('')
    .replace(/\s+\S*$/u, '');
  return [...cut].slice(0, MOST_LETTERS).join('');
}
