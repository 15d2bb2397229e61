import { formatNumber } from '../core/format.js';
import type { TableCell, TableColumn } from './bundle.js';

/** What stands in a cell whose column holds customer ids, wherever a page may be passed on. */
export const MASKED = '•••';

/** A table cell as people read it: numbers formatted by their column, nothing as an empty text. */
export function cellText(cell: TableCell, column: TableColumn): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return formatNumber(cell, column.format);
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell;
}
