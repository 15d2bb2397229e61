import type { PlotlyObject } from '../display/figure.js';
import { plotlyText } from '../display/plotly-text.js';
import { cellBars, cellHover } from './cell-bars.js';

/** Columns in which a number of usual size has room on a phone. */
const WIDE_COLUMNS = 4;

/** A coloured cell with a text, at a place that counts from 0. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  /** Lines in it. */
  readonly text: readonly string[];
  /** Colours of the cell and of its text; gray where there are none. */
  readonly color: { readonly cell: string; readonly text: string } | undefined;
  readonly hover: string;
}

/** Cells as one trace of bars. */
export function cellGrid(cells: readonly GridCell[]): PlotlyObject {
  return {
    ...cellBars(cells),
    marker: { color: cells.map(({ color }) => color?.cell ?? '#bdbdbd') },
    text: cells.map(({ text }) => text.map((line) => plotlyText(line)).join('<br>')),
    insidetextfont: {
      color: cells.map(({ color }) => color?.text ?? '#000000'),
      size: cells.some(({ column }) => column >= WIDE_COLUMNS) ? 11 : 12,
    },
    ...cellHover(
      cells.map(({ hover }) => plotlyText(hover)),
      cells.length,
    ),
  };
}
