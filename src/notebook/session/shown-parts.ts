import { isTable } from '../../core/is-table.js';
import { displayMethod } from './bundle-of.js';
import { isPlotlyFigure } from './figure-of.js';

/**
 * What is shown for a value: a list of tables, of charts and of values that can display themselves, such as two
 * figures, is shown one after the other; everything else is one thing.
 */
export function shownParts(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(standsAlone) ? value : [value];
}

function standsAlone(part: unknown): boolean {
  try {
    return isTable(part) || displayMethod(part) !== undefined || isPlotlyFigure(part);
  } catch {
    return false; // a value that cannot be looked at
  }
}
