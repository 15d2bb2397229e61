import type { LineUp } from '../../cluster/doubt/line-up.js';
import { formatNumber } from '../../core/format.js';
import { chartLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';

const COLUMNS = 4;
const ROW_PIXELS = 145;
/** From picture to picture, and from the middle of one to its edge, where the furthest customer is at 1,000. */
const STEP = 2300;
const REACH = 1150;
const HIDDEN = { visible: false, fixedrange: true };

/**
 * Pictures of which one shows real customers, without saying which: look, choose, then call `reveal()`.
 *
 * @example
 * lineUpFigure(await lineUp(scaled, { k: 4, seed: 1, panels: 4 })).content.table.totalRows; // 4
 */
export function lineUpFigure(hidden: LineUp, options: { readonly title?: string } = {}): Figure {
  const { panels, k, customers, seed } = hidden;
  const points = panels[0].x.length;
  const rows = Math.ceil(panels.length / COLUMNS);
  // All in one chart: axes and traces for each picture would make a saved notebook twice as large.
  const pictures = panels.map(({ x, y, labels }, i) => {
    const [across, up] = [inThousandths(x), inThousandths(y)];
    return Array.from(labels, (label, point) => ({
      label,
      x: across[point] + STEP * (i % COLUMNS),
      y: up[point] - STEP * Math.floor(i / COLUMNS),
    }));
  });
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
    Array.from({ length: k }, (_, segment) => {
      const own = pictures.flatMap((picture) => picture.filter(({ label }) => label === segment));
      return {
        type: 'scatter',
        mode: 'markers',
        x: own.map(({ x }) => x),
        y: own.map(({ y }) => y),
        marker: { color: SEGMENT_COLORS[segment % SEGMENT_COLORS.length], size: 3, opacity: 0.8 },
        hoverinfo: 'skip',
      };
    }),
    chartLayout(ROW_PIXELS * rows, {
      xaxis: { ...HIDDEN, range: [-REACH, REACH + STEP * (COLUMNS - 1)] },
      yaxis: { ...HIDDEN, range: [-REACH - STEP * (rows - 1), REACH] },
      annotations: panels.map((_, i) => ({
        text: String(i + 1),
        x: STEP * (i % COLUMNS) - 1000,
        y: 1000 - STEP * Math.floor(i / COLUMNS),
        xanchor: 'left',
        showarrow: false,
      })),
    }),
  );
}

/** Of the largest: the axes have no numbers, and whole ones take little room in a saved notebook. */
function inThousandths(values: ArrayLike<number>): number[] {
  const all = Array.from(values);
  const largest = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return all.map((value) => Math.round((1000 * value) / largest));
}
