import type { PlotlyObject } from '../../display/figure.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import { panelAxes } from '../panel-grid.js';
import { clearOfLabels, type LabelPlace } from './clear-of-labels.js';
import { endsOf, type IntervalMark, type IntervalRows, LETTER, ROW_HEIGHT } from './interval-panel.js';

/** Pixels of half the height of a label. */
const HALF_LABEL = 9;

/** The lines of a panel and its marks with intervals, as traces. */
export function intervalTraces(rows: IntervalRows, panel: number): PlotlyObject[] {
  const { names, marks, lines } = rows;
  const axes = panelAxes(panel);
  const place = { ...axes, type: 'scatter', showlegend: false, cliponaxis: false };
  const before = marks.filter((mark) => mark.before !== undefined);
  const labels = labelsOf(rows);
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
