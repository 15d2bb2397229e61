import type { MeasureCell } from './score-measures.js';

/** Whether the number of a cell may be displayed: neither its segment nor what was observed for it is below the minimum. */
export function isShown(
  row: { readonly masked: boolean },
  { estimate }: MeasureCell,
  minimum: number,
): boolean {
  return !row.masked && estimate !== undefined && estimate.n >= minimum;
}
