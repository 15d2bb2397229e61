import type { HowManyRow } from '../../cluster/how-many/how-many.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { type BoxNumbers, boxNumbers } from '../../stats/box-numbers.js';
import { boxTraces } from '../box-traces.js';
import { sourceLine } from '../source-line.js';

/** What is drawn of the evidence for a number of segments. */
export type StabilityRow = Pick<HowManyRow, 'k' | 'segmentation' | 'stability'>;

/**
 * How far pairs of samples agree, by number of segments: a box plot of the adjusted Rand index for each.
 *
 * @param rows - `rows` of `howMany`, or `k`, `segmentation` and what `bootstrapStability` gives for it.
 * @throws {InputError} For no rows.
 *
 * @example
 * const stability = await bootstrapStability(scaled, segmentation, { seed: 1, pairs: 5 });
 * stabilityPlot([{ k: 4, segmentation, stability }]);
 */
export function stabilityPlot(
  rows: readonly StabilityRow[],
  options: { readonly title?: string } = {},
): Figure {
  if (rows.length === 0) throw new InputError('stabilityPlot: there are no rows. Give those of howMany.');
  const boxes = rows.map(({ stability }) => boxNumbers(stability.agreement.values));
  const lowest = Math.min(0, ...boxes.flatMap(({ low, outliers }) => [low, ...outliers]));
  const { segmentation, stability } = rows[0];
  return figure(
    {
      title: options.title ?? 'Agreement of two samples by number of segments',
      caption: `How to read this: customers were drawn again in ${counted(stability.pairs, 'pair')} of samples, each segmented on its own. The box holds the middle half of the pairs, the dark line is their median, the whiskers reach to the last pair within one and a half boxes, marks lie beyond. 1: both samples make the same segments; 0: no more alike than by chance. High and short boxes are good.`,
      alternativeText: alternativeText(rows, boxes),
      source: sourceLine(segmentation.labels.length, segmentation.origin),
      table: {
        kind: 'table',
        caption: 'Adjusted Rand index of pairs of samples',
        columns: [
          { name: 'k', title: 'Segments', align: 'right' },
          ...['Lowest', 'First quartile', 'Median', 'Third quartile', 'Highest', 'Mean'].map((title) => ({
            name: title,
            title,
            align: 'right' as const,
            format: { digits: 3 },
          })),
        ],
        rows: rows.map(({ k, stability: { agreement } }, i) => [
          k,
          Math.min(...agreement.values),
          boxes[i].lower,
          boxes[i].median,
          boxes[i].upper,
          Math.max(...agreement.values),
          agreement.mean,
        ]),
        totalRows: rows.length,
      },
    },
    boxTraces(
      boxes,
      boxes.map(() => SEGMENT_COLORS[0]),
      false,
    ),
    chartLayout(380, {
      barmode: 'overlay',
      xaxis: {
        ...nameAxis(
          rows.map(({ k }) => String(k)),
          { range: [-0.6, rows.length - 0.4] },
        ),
        title: { text: 'Number of segments (k)', standoff: 8 },
      },
      yaxis: numberAxis('Adjusted Rand (1 the same)', { range: [lowest - 0.04, 1.04] }),
    }),
  );
}

function alternativeText(rows: readonly StabilityRow[], boxes: readonly BoxNumbers[]): string {
  const number = (value: number) => formatNumber(value, { digits: 3 });
  const said = rows.map(
    ({ k }, i) =>
      `${k} segments: median ${number(boxes[i].median)}, middle half from ${number(boxes[i].lower)} to ${number(boxes[i].upper)}`,
  );
  const best = boxes.reduce((a, box, i) => (box.median > boxes[a].median ? i : a), 0);
  return [
    'Box chart. Horizontal axis: number of segments. Vertical axis: adjusted Rand index of two samples, no unit, 1 the same.',
    `${said.join('; ')}.`,
    `Largest median at ${rows[best].k}.`,
  ].join(' ');
}
