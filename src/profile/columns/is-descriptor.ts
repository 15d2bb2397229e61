import type { ColumnInfo } from '../../core/column.js';
import { columnKind } from '../../display/column-kind.js';
import { isYear } from '../../display/is-year.js';

/**
 * Whether a column says who customers are, not what they do: by role, by basis (demographic, geographic,
 * firmographic), by name (age, year of birth), or because nothing is said about it and segments were not made of it.
 *
 * @param bases - Columns that the segments were made of.
 */
export function isDescriptor(name: string, info: ColumnInfo, bases: readonly string[]): boolean {
  if (info.role === 'descriptor') return true;
  if (bases.includes(name) || info.role !== undefined) return false;
  const kind = columnKind(name, info);
  if (kind === 'age' || isYear(name, info)) return true;
  if (info.basis !== undefined) return ['B1', 'B2', 'B5'].includes(info.basis);
  return kind === undefined && info.unit === undefined && info.meaning === undefined;
}
