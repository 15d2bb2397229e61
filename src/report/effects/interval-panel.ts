import { nameAxis, numberAxis } from '../../display/chart-layout.js';
import type { PlotlyObject } from '../../display/figure.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import { type Panel, panelAxes } from '../panel-grid.js';
import { clearOfLabels } from './clear-of-labels.js';

/** A value with its interval, in a row of a panel. */
export interface IntervalMark {
  /** Position of the row; fractions stand between rows. */
  readonly row: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly color: string;
  readonly symbol: string;
  /** What stands to the right of the interval. */
  readonly label: string;
  /** What is said where the mark is pointed at. */
  readonly words: string;
  /** Value of the last period, as a small cross. */
  readonly before?: number;
}

/** A line from top to bottom of a panel; it leaves out the labels that it would run through. */
export interface PanelLine {
  readonly at: number;
  readonly dash: 'solid' | 'dash' | 'dot';
}

/** Pixels of a row. */
export const ROW_HEIGHT = 30;
/** Pixels of half the height of a label. */
const HALF_LABEL = 9;
/** Share of the span of the values that a letter takes on a phone. */
const LETTER = 0.055;
/** One panel below the other, the whole width of a phone for its title. */
export const ONE_COLUMN = { columns: 1, gap: 0, ticks: 34, letters: 22 };

/** Marks with intervals as traces of a panel. */
export function intervalTraces(marks: readonly IntervalMark[], panel: number): PlotlyObject[] {
  const axes = panelAxes(panel);
  const place = { ...axes, type: 'scatter', showlegend: false, cliponaxis: false };
  const before = marks.filter((mark) => mark.before !== undefined);
  return [
    {
      ...place,
      mode: 'markers',
      x: marks.map(({ value }) => value),
      y: marks.map(({ row }) => row),
      error_x: {
        type: 'data',
        symmetric: false,
        array: marks.map(({ value, high }) => high - value),
        arrayminus: marks.map(({ value, low }) => value - low),
        color: REST_COLOR,
        thickness: 2,
      },
      marker: { color: marks.map(({ color }) => color), symbol: marks.map(({ symbol }) => symbol), size: 11 },
      hovertext: marks.map(({ words }) => plotlyText(words)),
      hoverinfo: 'text',
    },
    ...(before.length === 0
      ? []
      : [
          {
            ...place,
            mode: 'markers',
            x: before.map((mark) => mark.before),
            y: before.map(({ row }) => row),
            marker: { color: REST_COLOR, symbol: 'x', size: 7 },
            hoverinfo: 'skip',
          },
        ]),
    {
      ...place,
      mode: 'text',
      x: marks.map(labelStart),
      y: marks.map(({ row }) => row),
      text: marks.map(({ label }) => `\u00a0\u00a0${plotlyText(label)}`),
      textposition: 'middle right',
      hoverinfo: 'skip',
    },
  ];
}

function labelStart({ value, high, before = -Infinity }: IntervalMark): number {
  return Math.max(value, high, before);
}

/**
 * Axes and lines of a panel of marks, with room for their labels to the right.
 *
 * @param title - Lines above it, with the unit.
 * @param names - One a row, from the top down.
 */
export function intervalPanel(
  title: readonly string[],
  names: readonly string[],
  marks: readonly IntervalMark[],
  lines: readonly PanelLine[],
): Panel {
  const ends = [
    ...marks.flatMap(({ value, low, high, before }) => [value, low, high, before ?? value]),
    ...lines.map(({ at }) => at),
  ];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low || Math.abs(high) || 1;
  const letters = Math.max(0, ...marks.map(({ label }) => label.length));
  const labels = marks.map((mark) => {
    const start = labelStart(mark);
    return { row: mark.row, start, end: start + span * LETTER * (mark.label.length + 2) };
  });
  const inRow = Math.max(
    1,
    ...names.map((_, row) => marks.filter((mark) => Math.round(mark.row) === row).length),
  );
  const half = HALF_LABEL / (ROW_HEIGHT * inRow);
  return {
    title,
    xaxis: numberAxis('', {
      range: [low - span * 0.08, high + span * Math.min(1.2, 0.1 + letters * LETTER)],
      nticks: 5,
      fixedrange: true,
    }),
    yaxis: nameAxis(names),
    shapes: lines.flatMap(({ at, dash }) =>
      clearOfLabels(at, [-0.5, names.length - 0.5], labels, half).map(([y0, y1]) => ({
        type: 'line',
        x0: at,
        x1: at,
        y0,
        y1,
        layer: 'below',
        line: { color: REST_COLOR, width: 1.5, dash },
      })),
    ),
  };
}
