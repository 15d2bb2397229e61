import type { LineUp } from '../../cluster/doubt/line-up.js';
import { formatNumber } from '../../core/format.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { panelAxes, panelGrid } from '../panel-grid.js';

const COLUMNS = 4;
const AXIS = { showticklabels: false, showgrid: false, zeroline: false, ticks: '' };

/**
 * Pictures of which one shows real customers, without saying which: look, choose, then call `reveal()`.
 *
 * @example
 * lineUpFigure(await lineUp(scaled, { k: 4, seed: 1, panels: 4 })).data.length; // 4
 */
export function lineUpFigure(hidden: LineUp, options: { readonly title?: string } = {}): Figure {
  const { panels, k, customers, seed } = hidden;
  const points = panels[0].x.length;
  const drawn =
    points < customers ? `${formatNumber(points)} of ${formatNumber(customers)}` : formatNumber(customers);
  return figure(
    {
      title: options.title ?? 'Which picture shows the real customers?',
      caption: `How to read this: one of the ${panels.length} pictures shows the customers, the others show customers whose values were exchanged column by column, so that there is no structure left; each was cut into ${k} segments in the same way. Choose the one that looks most like groups, then call reveal(). Whoever guesses is right once in ${panels.length} times; if nobody sees the real one, the segments are such as noise has too.`,
      alternativeText: `${panels.length} small scatter plots of customers in ${k} coloured segments; one of them is real, which is not said here.`,
      source: `${drawn} customers in each picture, seed ${seed}`,
      table: {
        kind: 'table',
        caption: 'Pictures',
        columns: [
          { name: 'picture', title: 'Picture', align: 'right' },
          { name: 'points', title: 'Customers drawn', align: 'right' },
        ],
        rows: panels.map(({ x }, i) => [i + 1, x.length]),
        totalRows: panels.length,
      },
    },
    panels.map(({ x, y, labels }, i) => ({
      type: 'scatter',
      mode: 'markers',
      x: Array.from(x),
      y: Array.from(y),
      ...panelAxes(i),
      marker: {
        color: Array.from(labels, (label) => SEGMENT_COLORS[label % SEGMENT_COLORS.length]),
        size: 3,
        opacity: 0.8,
      },
      hoverinfo: 'skip',
      showlegend: false,
    })),
    panelGrid(
      panels.map((_, i) => ({ title: [String(i + 1)], xaxis: AXIS, yaxis: AXIS })),
      110,
      {},
      { columns: COLUMNS, gap: 0.03, ticks: 6 },
    ),
  );
}
