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

/** How panels stand. */
export interface PanelRoom {
  readonly columns: number;
  /** Share of the width between two columns, for numbers of the axis. */
  readonly gap: number;
  /** Pixels below a panel for numbers of the axis. */
  readonly ticks: number;
  /** Letters in a line above a panel, default 17. */
  readonly letters?: number;
  /** Pixels that the lines above a panel begin to the left of it, over the numbers of its axis; default 0. */
  readonly titleShift?: number;
}

/** Two panels beside each other, each with the numbers of its axes. */
export const TWO_COLUMNS: PanelRoom = { columns: 2, gap: 0.15, ticks: 34 };
const TITLE_LINE = 15;
/** Letters above a panel on a phone 320 pixels wide. */
const TITLE_WIDTH = 17;

/** Ids of the axes of a panel, for its traces. */
export function panelAxes(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  const number = panel === 0 ? '' : String(panel + 1);
  return { xaxis: `x${number}`, yaxis: `y${number}` };
}

/**
 * The layout of small charts in columns, two if not said otherwise, from left to right and from the top down.
 *
 * @param drawn - Pixels from top to bottom of what is drawn in a panel.
 */
export function panelGrid(
  panels: readonly Panel[],
  drawn: number,
  parts: PlotlyObject = {},
  { columns, gap, ticks, letters = TITLE_WIDTH, titleShift = 0 }: PanelRoom = TWO_COLUMNS,
): PlotlyObject {
  const titles = panels.map(({ title }) => title.map((line) => plotlyText(line, letters)).join('<br>'));
  const lines = Math.max(1, ...titles.map((title) => title.split('<br>').length));
  const above = lines * TITLE_LINE + 8;
  const rows = Math.ceil(panels.length / columns);
  const rowHeight = above + drawn + ticks;
  const pixels = Math.max(1, rows * rowHeight - ticks); // below the last row the axis makes its own room
  const width = (1 - gap * (columns - 1)) / columns;
  const axes: Record<string, PlotlyObject> = {};
  const annotations: PlotlyObject[] = [];
  const shapes: PlotlyObject[] = [];
  panels.forEach((panel, i) => {
    const { xaxis: x, yaxis: y } = panelAxes(i);
    const left = (i % columns) * (width + gap);
    const top = 1 - (Math.floor(i / columns) * rowHeight + above) / pixels;
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
      xshift: -titleShift,
      yshift: 4,
      align: 'left',
    });
    annotations.push(...(panel.annotations ?? []).map((each) => ({ xref: x, yref: y, ...each })));
    shapes.push(...(panel.shapes ?? []).map((each) => ({ xref: x, yref: y, ...each })));
  });
  return chartLayout(pixels + 60, { ...axes, annotations, shapes, ...parts });
}
