import { formatNumber } from '../core/format.js';

/**
 * A number of things in words.
 *
 * @example
 * counted(1, 'order'); // '1 order'
 * counted(1200, 'order'); // '1,200 orders'
 */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${formatNumber(number)} ${number === 1 ? one : many}`;
}
