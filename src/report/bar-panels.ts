import { nameAxis, numberAxis } from '../display/chart-layout.js';
import type { PlotlyObject } from '../display/figure.js';
import { plotlyText, shortName } from '../display/plotly-text.js';
import { bareAxis } from './bare-axis.js';
import { panelAxes, panelGrid } from './panel-grid.js';

/** Of more bars the hover says the number alone. */
const MOST_HOVERED = 80;
/** Letters in a line beside the panels and above each. */
const LETTERS = 14;
const LINE = 15;
/** Pixels for the numbers of an axis. */
const TICKS = 26;
/** More rows have names of one line. */
const MANY_ROWS = 10;

/** A row of a panel. */
export interface PanelBar {
  /** Length; `undefined`: masked or not measured, a dash. */
  readonly value: number | undefined;
  /** At the end of the bar; '' for none. */
  readonly text: string;
  readonly hover: string;
  /** Hatched: less important than the others. */
  readonly isHatched?: boolean;
}

/** A panel of lying bars, one a row. */
export interface BarPanel {
  readonly title: string;
  readonly color: string;
  readonly bars: readonly PanelBar[];
}

/** What panels of bars share. */
export interface BarPanelsOptions {
  /** Names of the rows, from the top down. */
  readonly labels: readonly string[];
  /** A dot in each row, the same in every panel. */
  readonly dots?: readonly (number | undefined)[];
  readonly axis: { readonly title: string; readonly range: readonly [number, number] } & PlotlyObject;
}

/** Small charts of lying bars with the same rows, two beside each other. The names of rows stand left of the first column. */
export function barPanels(
  panels: readonly BarPanel[],
  { labels, dots, axis }: BarPanelsOptions,
): { data: PlotlyObject[]; layout: PlotlyObject } {
  const isMany = labels.length > MANY_ROWS;
  const names = labels.map((label) => shortName(label, isMany ? LETTERS + 6 : LETTERS * 3));
  const width = isMany ? LETTERS + 8 : LETTERS;
  const lines = Math.max(1, ...names.map((name) => plotlyText(name, width).split('<br>').length));
  const places = labels.map((_, i) => i);
  const { title, ...plain } = axis;
  const isHovered = panels.length * labels.length <= MOST_HOVERED;
  const data = panels.flatMap(({ color, bars }, p): PlotlyObject[] => {
    const end = ({ value }: PanelBar) => (value === undefined ? 0 : Number(value.toPrecision(5)));
    const isSaid = bars.some(({ value, text }) => value === undefined || text !== '');
    const texts = bars.map(({ value, text }) => (value === undefined ? '–' : plotlyText(text)));
    const beyond = (bar: PanelBar, i: number) => {
      const dot = dots?.[i] ?? 0;
      return Math.max(end(bar), Number(dot.toPrecision(5)));
    };
    return [
      {
        type: 'bar',
        orientation: 'h',
        x: bars.map(end),
        width: 0.72,
        marker: {
          color,
          ...(bars.some(({ isHatched }) => isHatched)
            ? {
                pattern: {
                  shape: bars.map(({ isHatched }) => (isHatched ? '/' : '')),
                  size: 5,
                  solidity: 0.25,
                },
              }
            : {}),
        },
        ...(isHovered
          ? { hovertext: bars.map(({ hover }) => plotlyText(hover)), hoverinfo: 'text' }
          : { hoverinfo: 'x' }),
        ...(isSaid && dots === undefined
          ? { text: texts, textposition: 'outside', cliponaxis: false, constraintext: 'none', textangle: 0 }
          : {}),
        ...panelAxes(p),
      },
      ...(dots === undefined
        ? []
        : [
            {
              type: 'scatter',
              mode: 'markers',
              x: dots.map((dot) => (dot === undefined ? null : Number(dot.toPrecision(5)))),
              y: places,
              marker: { color: '#808080', size: 7, line: { color: '#ffffff', width: 1 } },
              hoverinfo: 'skip',
              ...panelAxes(p),
            },
          ]),
      ...(isSaid && dots !== undefined
        ? [
            {
              type: 'scatter',
              mode: 'text',
              x: bars.map(beyond),
              y: places,
              text: texts,
              textposition: 'middle right',
              cliponaxis: false,
              hoverinfo: 'skip',
              ...panelAxes(p),
            },
          ]
        : []),
    ];
  });
  const layout = panelGrid(
    panels.map((panel, p) => ({
      title: [shortName(panel.title, LETTERS * 3)],
      xaxis: numberAxis('', { fixedrange: true, tickangle: 0, ...plain }),
      yaxis: p % 2 === 0 ? nameAxis(names, {}, width) : bareAxis(names.length),
    })),
    Math.max(40, labels.length * (lines * LINE + 5)),
    { barmode: 'overlay' },
    { columns: 2, gap: 0.06, ticks: TICKS, letters: LETTERS },
  );
  const lowest = plotlyText(title, 40);
  const below = TICKS + lowest.split('<br>').length * LINE + 8;
  return {
    data,
    layout: {
      ...layout,
      height: (layout.height as number) - 60 + below + 16,
      margin: { ...(layout.margin as PlotlyObject), b: below },
      annotations: [...(layout.annotations as PlotlyObject[]), axisNote(lowest)],
    },
  };
}

/** The title of the horizontal axes, once for all panels. */
function axisNote(text: string): PlotlyObject {
  return {
    text,
    showarrow: false,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 0,
    xanchor: 'left',
    yanchor: 'top',
    align: 'left',
    yshift: -TICKS,
  };
}
