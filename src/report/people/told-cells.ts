import { isolated } from '../../display/isolated.js';
import { extremes } from '../extremes.js';

/** More numbers are not read out one by one. */
const MOST = 60;

/**
 * Numbers of a figure in words: all of them, or where they are many, the largest and the smallest of each segment.
 *
 * @param say - One number with the names of its segment and row.
 */
export function toldCells<Cell extends { readonly segment: { readonly name: string } }>(
  cells: readonly Cell[],
  measure: (cell: Cell) => number,
  say: (cell: Cell) => string,
): string {
  if (cells.length <= MOST) return `${cells.map(say).join('; ')}.`;
  const names = [...new Set(cells.map(({ segment }) => segment.name))];
  const told = names.map((name) => {
    const { largest, smallest } = extremes(
      cells.filter(({ segment }) => segment.name === name),
      measure,
    )!;
    const start = `${isolated(name)}, `;
    const bare = (cell: Cell) => (say(cell).startsWith(start) ? say(cell).slice(start.length) : say(cell));
    return `${isolated(name)}: largest ${bare(largest)}, smallest ${bare(smallest)}`;
  });
  return `${told.join('; ')}. The table has all ${cells.length} numbers.`;
}
