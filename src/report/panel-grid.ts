import { chartLayout } from '../display/chart-layout.js';
import type { PlotlyObject } from '../display/figure.js';
import { plotlyText } from '../display/plotly-text.js';

/** A small chart of several. */
export interface Panel {
  /** Lines above it. */
  readonly title: readonly string[];
  readonly xaxis: PlotlyObject;
  readonly yaxis: PlotlyObject;
  /** Shapes and texts on its axes. */
  readonly shapes?: readonly PlotlyObject[];
  readonly annotations?: readonly PlotlyObject[];
}

const COLUMNS = 2;
/** Room between the columns for numbers of the axis, and in a row for the lines above a panel and the numbers below. */
const GAP = 0.15;
const TITLE_LINE = 15;
const TICKS = 34;
/** Letters above a panel on a phone 320 pixels wide. */
const TITLE_WIDTH = 17;

/** Ids of the axes of a panel, for its traces. */
export function panelAxes(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  const number = panel === 0 ? '' : String(panel + 1);
  return { xaxis: `x${number}`, yaxis: `y${number}` };
}

/**
 * The layout of small charts in two columns, from left to right and from the top down.
 *
 * @param drawn - Pixels from top to bottom of what is drawn in a panel.
 */
export function panelGrid(panels: readonly Panel[], drawn: number, parts: PlotlyObject = {}): PlotlyObject {
  const titles = panels.map(({ title }) => title.map((line) => plotlyText(line, TITLE_WIDTH)).join('<br>'));
  const lines = Math.max(1, ...titles.map((title) => title.split('<br>').length));
  const above = lines * TITLE_LINE + 8;
  const rows = Math.ceil(panels.length / COLUMNS);
  const rowHeight = above + drawn + TICKS;
  const pixels = Math.max(1, rows * rowHeight - TICKS); // below the last row the axis makes its own room
  const width = (1 - GAP) / COLUMNS;
  const axes: Record<string, PlotlyObject> = {};
  const annotations: PlotlyObject[] = [];
  const shapes: PlotlyObject[] = [];
  panels.forEach((panel, i) => {
    const { xaxis: x, yaxis: y } = panelAxes(i);
    const left = (i % COLUMNS) * (width + GAP);
    const top = 1 - (Math.floor(i / COLUMNS) * rowHeight + above) / pixels;
    axes[`xaxis${x.slice(1)}`] = { ...panel.xaxis, domain: [left, left + width], anchor: y };
    axes[`yaxis${y.slice(1)}`] = {
      ...panel.yaxis,
      domain: [Math.max(0, top - drawn / pixels), top],
      anchor: x,
    };
    annotations.push({
      text: titles[i],
      showarrow: false,
      xref: 'paper',
      yref: 'paper',
      x: left,
      y: top,
      xanchor: 'left',
      yanchor: 'bottom',
      yshift: 4,
      align: 'left',
    });
    annotations.push(...(panel.annotations ?? []).map((each) => ({ xref: x, yref: y, ...each })));
    shapes.push(...(panel.shapes ?? []).map((each) => ({ xref: x, yref: y, ...each })));
  });
  return chartLayout(pixels + 60, { ...axes, annotations, shapes, ...parts });
}
