import type { ColumnInfo } from '../core/column.js';

/**
 * A column in words: its title, else its name. `recencyDays` is "recency" where the unit says days, `component1` is "component 1".
 * Names in other scripts and with blanks stay as they are.
 *
 * @example
 * columnWords('recencyDays', { unit: 'days' }); // 'recency'
 */
export function columnWords(name: string, info: ColumnInfo = {}): string {
  if (info.title !== undefined) return info.title;
  const words = name
    .replaceAll('_', ' ')
    .replace(/(?<=[\p{Ll}\p{Nd}])(?=\p{Lu})|(?<=\p{Ll}{3})(?=\p{Nd}+$)/gu, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word, i) =>
      i > 0 && /^\p{Lu}\p{Ll}+$/u.test(word) && !name.includes(' ') ? word.toLowerCase() : word,
    );
  const repeatsUnit = words.length > 1 && words[words.length - 1].toLowerCase() === info.unit?.toLowerCase();
  const kept = repeatsUnit ? words.slice(0, -1) : words;
  return kept.length === 0 ? name : kept.join(' ');
}

/** With a capital first letter, where the script has capitals. */
export function capitalized(text: string): string {
  const [first = '', ...rest] = text; // by code point
  return first.toUpperCase() + rest.join('');
}
