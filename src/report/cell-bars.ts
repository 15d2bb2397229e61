import type { PlotlyObject } from '../display/figure.js';

/** Where a grid has more cells, the words would be larger than all the rest of the figure. */
const MOST_HOVERED = 80;

/**
 * Cells of a grid as bars, without colours and texts: bars belong to Plotly's smallest bundle, heat maps do not.
 *
 * @param places - Row and column of each, counted from 0.
 */
export function cellBars(places: readonly { readonly row: number; readonly column: number }[]): PlotlyObject {
  return {
    type: 'bar',
    orientation: 'h',
    base: places.map(({ column }) => column - 0.48),
    x: places.map(() => 0.96),
    y: places.map(({ row }) => row),
    width: 0.92,
    textposition: 'inside',
    insidetextanchor: 'middle',
    textangle: 0,
    constraintext: 'none',
  };
}

/** What is said where cells are pointed at: nothing in a grid of many; the numbers stand in the cells or in the table. */
export function cellHover(words: readonly string[], cellsOfGrid: number): PlotlyObject {
  return cellsOfGrid > MOST_HOVERED ? { hoverinfo: 'skip' } : { hovertext: words, hoverinfo: 'text' };
}
