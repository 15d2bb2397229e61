import { nameAxis, numberAxis } from '../../display/chart-layout.js';
import type { PlotlyObject } from '../../display/figure.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import { type Panel, panelAxes } from '../panel-grid.js';
import { clearOfLabels, type LabelPlace } from './clear-of-labels.js';

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

/** What stands in a panel. */
export interface IntervalRows {
  /** One a row, from the top down. */
  readonly names: readonly string[];
  readonly marks: readonly IntervalMark[];
  readonly lines: readonly PanelLine[];
}

/** Pixels of a row. */
export const ROW_HEIGHT = 30;
/** Pixels of half the height of a label. */
const HALF_LABEL = 9;
/** Share of the span of the values that a letter takes on a phone. */
const LETTER = 0.055;
/** One panel below the other, the whole width of a phone for its title. */
export const ONE_COLUMN = { columns: 1, gap: 0, ticks: 34, letters: 22 };

/** The lines of a panel and its marks with intervals, as traces. */
export function intervalTraces({ names, marks, lines }: IntervalRows, panel: number): PlotlyObject[] {
  const axes = panelAxes(panel);
  const place = { ...axes, type: 'scatter', showlegend: false, cliponaxis: false };
  const before = marks.filter((mark) => mark.before !== undefined);
  const labels = labelsOf({ names, marks, lines });
  return [
    ...lines.map(({ at, dash }) => {
      const pieces = clearOfLabels(at, [-0.5, names.length - 0.5], labels.places, labels.half);
      return {
        ...place,
        mode: 'lines',
        x: pieces.flatMap(() => [at, at, null]),
        y: pieces.flatMap(([from, to]) => [from, to, null]),
        line: { color: REST_COLOR, width: 1.5, dash },
        hoverinfo: 'skip',
      };
    }),
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

/**
 * Axes of a panel of marks, with room for their labels to the right.
 *
 * @param title - Lines above it, with the unit.
 */
export function intervalPanel(title: readonly string[], rows: IntervalRows): Panel {
  const { low, high, span } = endsOf(rows);
  const letters = Math.max(0, ...rows.marks.map(({ label }) => label.length));
  return {
    title,
    xaxis: numberAxis('', {
      range: [low - span * 0.08, high + span * Math.min(1.2, 0.1 + letters * LETTER)],
      nticks: 5,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.names),
  };
}

function endsOf({ marks, lines }: IntervalRows): { low: number; high: number; span: number } {
  const ends = [
    ...marks.flatMap(({ value, low, high, before }) => [value, low, high, before ?? value]),
    ...lines.map(({ at }) => at),
  ];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { low, high, span: high - low || Math.abs(high) || 1 };
}

/** Where labels stand on a phone, and half of their height in rows. */
function labelsOf(rows: IntervalRows): { places: LabelPlace[]; half: number } {
  const { marks, names } = rows;
  const { span } = endsOf(rows);
  const places = marks.map((mark) => {
    const start = labelStart(mark);
    return { row: mark.row, start, end: start + span * LETTER * (mark.label.length + 2) };
  });
  const inRow = names.map((_, row) => marks.filter((mark) => Math.round(mark.row) === row).length);
  return { places, half: HALF_LABEL / (ROW_HEIGHT * Math.max(1, ...inRow)) };
}

function labelStart({ value, high, before = -Infinity }: IntervalMark): number {
  return Math.max(value, high, before);
}
