import type { PlotlyObject } from '../display/figure.js';
import { plotlyText } from '../display/plotly-text.js';

/** Where there are more cells, the words would be larger than all the rest of the figure; the numbers stand in the cells. */
const MOST_HOVERED = 80;

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

/** Cells as one trace of bars: bars belong to Plotly's smallest bundle, heat maps do not. */
export function cellGrid(cells: readonly GridCell[]): PlotlyObject {
  return {
    type: 'bar',
    orientation: 'h',
    base: cells.map(({ column }) => column - 0.48),
    x: cells.map(() => 0.96),
    y: cells.map(({ row }) => row),
    width: 0.92,
    marker: { color: cells.map(({ color }) => color?.cell ?? '#bdbdbd') },
    text: cells.map(({ text }) => text.map((line) => plotlyText(line)).join('<br>')),
    textposition: 'inside',
    insidetextanchor: 'middle',
    textangle: 0,
    constraintext: 'none',
    insidetextfont: {
      color: cells.map(({ color }) => color?.text ?? '#000000'),
      size: cells.some(({ column }) => column >= WIDE_COLUMNS) ? 11 : 12,
    },
    ...(cells.length > MOST_HOVERED
      ? { hoverinfo: 'skip' }
      : { hovertext: cells.map(({ hover }) => plotlyText(hover)), hoverinfo: 'text' }),
  };
}
