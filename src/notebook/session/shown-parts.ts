import { isTable } from '../../core/is-table.js';
import { displayMethod } from './bundle-of.js';

/**
 * What is shown for a value: a list of tables and of values that can display themselves, such as two figures, is
 * shown one after the other; everything else is one thing.
 */
export function shownParts(value: unknown): readonly unknown[] {
  const isList = Array.isArray(value) && value.length > 0;
  return isList && value.every((part) => isTable(part) || displayMethod(part) !== undefined)
    ? value
    : [value];
}
