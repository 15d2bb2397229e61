import { FIELD_WORDS } from './column-words.js';
import type { OrderField } from './orders.js';

/**
 * How strongly a column's name speaks for a field, whatever the style it is written in: `CustomerID`,
 * `customer_id`, `Kunden-Nr.`.
 *
 * @returns 1 for a name of the field, 0.6 for one that hints at it, 0 otherwise.
 */
export function columnNameScore(name: string, field: OrderField): number {
  const { whole, endings, hints, against } = FIELD_WORDS[field];
  const words = nameWords(name);
  const joined = words.join('');
  if (whole.some((word) => joined === word || endings.some((ending) => joined === word + ending))) return 1;
  if (words.some((word) => against.includes(word))) return 0;
  return words.some((word) => hints.includes(word)) ? 0.6 : 0;
}

/** The words of a name in small letters without accents; `number_of_…` counts as `count`. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/^\s*(number|no|num)[\s_.-]+of(?=[\s_.-])/, 'count')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
