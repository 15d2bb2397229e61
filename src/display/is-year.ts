import type { ColumnInfo } from '../core/column.js';
import { columnWords } from './column-words.js';

/**
 * Whether a column holds calendar years, by unit or name: `birthYear` does, `ordersPerYear` does not. Years are
 * written without commas, and no ratio is made of them.
 */
export function isYear(name: string, info: ColumnInfo): boolean {
  if (info.unit !== undefined) return info.unit === 'year';
  const words = columnWords(name).toLowerCase();
  return /(^| )year$|^year of /.test(words) && !/\b(per|a|each|every|last|this|past) year$/.test(words);
}
