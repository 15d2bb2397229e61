import type { ColumnInfo } from '../../core/column.js';
import { isDescriptor } from './is-descriptor.js';

/** What a column is to the segments: what they were made of, who customers are, or what else was measured. */
export type ColumnPart = 'base' | 'descriptor' | 'measure';

/**
 * What a column is to the segments. Segments differ in their bases by construction: only descriptors and measures say anything
 * new.
 *
 * @param bases - Columns that the segments were made of.
 */
export function columnPart(name: string, info: ColumnInfo, bases: readonly string[]): ColumnPart {
  if (bases.includes(name) || info.role === 'base') return 'base';
  return isDescriptor(name, info, bases) || info.role === 'protected' ? 'descriptor' : 'measure';
}
