import { columnWords } from '../display/column-words.js';
import type { Marker } from './markers.js';
import type { Profile } from './profile.js';

/** Kinds of columns that plain words exist for, by name of the column. */
const KINDS = [
  { kind: 'recency', pattern: /^recency/i, low: 'recent', high: 'long inactive' },
  {
    kind: 'frequency',
    pattern: /^(frequency|orders?(count)?|purchases)$/i,
    low: 'few orders',
    high: 'frequent',
  },
  { kind: 'money', pattern: /^(monetary|revenue|spend|amount|sales)/i, low: 'low spend', high: 'high spend' },
  { kind: 'tenure', pattern: /^tenure/i, low: 'new', high: 'long-standing' },
] as const;

export type ColumnKind = (typeof KINDS)[number]['kind'];

/** What a column measures, where its name says it. */
export function columnKind(name: string): ColumnKind | undefined {
  return KINDS.find(({ pattern }) => pattern.test(name))?.kind;
}

/** Own words for the high and the low end of columns. */
export type MarkerWords = Readonly<Record<string, { readonly high: string; readonly low: string }>>;

/** A marker in plain, neutral words: "recent", "high discount share", "region North". */
export function markerWords(marker: Marker, profile: Profile, own: MarkerWords = {}): string {
  const { column, category, direction } = marker;
  const info = [...profile.numbers, ...profile.categories].find(({ name }) => name === column)?.info ?? {};
  if (category !== undefined) return `${columnWords(column, info)} ${category}`;
  const known = Object.hasOwn(own, column) ? own[column] : KINDS.find(({ pattern }) => pattern.test(column));
  return known?.[direction] ?? `${direction} ${columnWords(column, info)}`;
}
