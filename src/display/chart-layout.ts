import type { PlotlyObject } from './figure.js';
import { plotlyText, shortName } from './plotly-text.js';

/** Letters in a line of a label beside the chart: it leaves room to draw on a phone 320 pixels wide. */
const LABEL_WIDTH = 16;
/** Longer names are cut; all that is shorter is broken into lines. */
const NAME_LENGTH = 72;
const TITLE_WIDTH = 28;
/** Letters in a line of the title of an axis that has names or numbers of much width beside it. */
export const NARROW_TITLE_WIDTH = 20;

/**
 * The layout that all charts share. Font, colours of text and ground are the page's; the page also shows the title.
 *
 * @param height - Pixels.
 */
export function chartLayout(height: number, parts: PlotlyObject): PlotlyObject {
  return {
    height,
    margin: { l: 8, r: 8, t: 8, b: 8, pad: 4 },
    dragmode: false,
    hovermode: 'closest',
    showlegend: false,
    ...parts,
  };
}

/** A legend in a line above the chart, that nothing can be clicked away in. */
export const LEGEND_ABOVE: PlotlyObject = {
  orientation: 'h',
  x: 0,
  y: 1.02,
  yanchor: 'bottom',
  itemclick: false,
  itemdoubleclick: false,
};

/** Seen on light and dark ground. */
const GRID = 'rgba(128, 128, 128, 0.25)';

/**
 * A number axis with its title. Units belong into the title.
 *
 * @param lineWidth - Letters in a line of the title.
 */
export function numberAxis(title: string, parts: PlotlyObject = {}, lineWidth = TITLE_WIDTH): PlotlyObject {
  return {
    title: { text: plotlyText(title, lineWidth), standoff: 8 },
    automargin: true,
    zeroline: false,
    gridcolor: GRID,
    ...parts,
  };
}

/**
 * An axis with one place for each name, from the top down or from left to right; places count from 0.
 *
 * @param lineWidth - Letters in a line of a name.
 */
export function nameAxis(
  names: readonly string[],
  parts: PlotlyObject = {},
  lineWidth = LABEL_WIDTH,
): PlotlyObject {
  return {
    tickmode: 'array',
    tickvals: names.map((_, i) => i),
    ticktext: names.map((name) => plotlyText(shortName(name, NAME_LENGTH), lineWidth)),
    range: [names.length - 0.5, -0.5],
    automargin: true,
    showgrid: false,
    zeroline: false,
    fixedrange: true,
    ...parts,
  };
}

/** The layout of a chart without data: it says why in the place of axes. */
export function emptyLayout(reason: string): PlotlyObject {
  const hidden = { visible: false, fixedrange: true };
  return chartLayout(90, {
    xaxis: hidden,
    yaxis: hidden,
    annotations: [
      { text: plotlyText(reason, 36), showarrow: false, xref: 'paper', yref: 'paper', x: 0.5, y: 0.5 },
    ],
  });
}
