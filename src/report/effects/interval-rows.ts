import type { Estimate } from '../../core/estimate.js';
import type { PlotlyObject } from '../../display/figure.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';

/** One estimate in a row of its own. */
export interface IntervalRow {
  readonly color: string;
  readonly symbol: string;
  readonly estimate: Estimate;
  /** Number beside the mark. */
  readonly text: string;
  /** In words, for pointing at it. */
  readonly hover: string;
}

/**
 * Marks with their intervals, one below the other, each with its number to the right.
 *
 * @param factor - 100 for percent.
 * @param axes - Ids of the axes of a panel; none for a chart of its own.
 */
export function intervalRows(
  rows: readonly IntervalRow[],
  places: readonly number[],
  factor = 1,
  axes: PlotlyObject = {},
): PlotlyObject[] {
  const value = (of: (estimate: Estimate) => number) => rows.map(({ estimate }) => of(estimate) * factor);
  return [
    {
      type: 'scatter',
      mode: 'markers',
      showlegend: false,
      ...axes,
      x: value((each) => each.value),
      y: places,
      error_x: {
        type: 'data',
        symmetric: false,
        array: value((each) => each.high - each.value),
        arrayminus: value((each) => each.value - each.low),
        color: REST_COLOR,
        thickness: 2,
      },
      marker: { color: rows.map(({ color }) => color), symbol: rows.map(({ symbol }) => symbol), size: 11 },
      cliponaxis: false,
      hovertext: rows.map(({ hover }) => plotlyText(hover)),
      hoverinfo: 'text',
    },
    {
      type: 'scatter',
      mode: 'text',
      showlegend: false,
      ...axes,
      x: value((each) => each.high),
      y: places,
      text: rows.map(({ text }) => ` ${plotlyText(text)}`),
      textposition: 'middle right',
      cliponaxis: false,
      hoverinfo: 'skip',
    },
  ];
}

/** From the lowest to the highest end, with what has to be seen, and room to the right for numbers. */
export function intervalRange(
  estimates: readonly Estimate[],
  seen: readonly number[],
  factor = 1,
  room = 0.3,
): [number, number] {
  const ends = [...estimates.flatMap(({ low, high }) => [low * factor, high * factor]), ...seen];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low || 1;
  return [low - span * 0.1, high + span * room];
}
