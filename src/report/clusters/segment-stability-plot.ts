import type { Stability } from '../../cluster/doubt/bootstrap-stability.js';
import type { Segmentation } from '../../cluster/segmentation.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import { type BoxNumbers, boxNumbers } from '../../stats/box-numbers.js';
import { boxTraces } from '../box-traces.js';
import { sourceLine } from '../source-line.js';

/** From where on a segment comes back, and below which it dissolves, as `bootstrapStability` judges the means. */
const LINES = [0.5, 0.75];

/**
 * How well each segment is found again when customers are drawn again: a box plot of the Jaccard index for each.
 *
 * @param stability - What `bootstrapStability` gives for the segmentation.
 * @throws {InputError} For a stability of other segments.
 *
 * @example
 * segmentStabilityPlot(await bootstrapStability(scaled, segmentation, { seed: 1, pairs: 5 }), segmentation);
 */
export function segmentStabilityPlot(
  stability: Stability,
  segmentation: Segmentation,
  options: { readonly title?: string } = {},
): Figure {
  const { segments, labels, origin } = segmentation;
  const own = stability.segments;
  if (own.length !== segments.length || own.some(({ key }, s) => key !== segments[s].key)) {
    throw new InputError(
      `segmentStabilityPlot: the stability is of ${own.map(({ key }) => key).join(', ') || 'no segments'}, the segmentation has ${segments.map(({ key }) => key).join(', ') || 'none'}. Give bootstrapStability(matrix, segmentation, …).`,
    );
  }
  if (own.length === 0) throw new InputError('segmentStabilityPlot: there are no segments.');
  const boxes = own.map(({ jaccard }) => boxNumbers(jaccard.values));
  const names = segments.map(({ name }) => name);
  return figure(
    {
      title: options.title ?? 'How well each segment is found again',
      caption: `How to read this: how much of a segment comes back when customers are drawn again, in ${counted(stability.pairs, 'pair')} of samples. The box holds the middle half of the pairs, the dark line is their median. Right of 0.75 a segment can be relied upon; left of 0.5 it dissolves, and a persona of it would describe nobody the next time.`,
      alternativeText: alternativeText(stability, names, boxes),
      source: sourceLine(labels.length, origin),
      table: {
        kind: 'table',
        caption: 'Jaccard index with the most similar segment of each sample',
        columns: [
          { name: 'segment', title: 'Segment' },
          ...['First quartile', 'Median', 'Third quartile', 'Mean'].map((title) => ({
            name: title,
            title,
            align: 'right' as const,
            format: { digits: 3 },
          })),
          { name: 'verdict', title: 'Verdict' },
        ],
        rows: own.map(({ jaccard, verdict }, s) => [
          names[s],
          boxes[s].lower,
          boxes[s].median,
          boxes[s].upper,
          jaccard.mean,
          verdict,
        ]),
        totalRows: own.length,
      },
    },
    boxTraces(
      boxes,
      segmentStyles(segments, origin).map(({ color }) => color),
      true,
    ),
    chartLayout(108 + 54 * own.length, {
      margin: { l: 8, r: 8, t: 36, b: 8, pad: 4 },
      annotations: [
        ['dissolves', LINES[0] / 2],
        ['a pattern', (LINES[0] + LINES[1]) / 2],
        ['stable', (LINES[1] + 1) / 2],
      ].map(([text, x], zone) => ({
        text,
        x,
        y: 1,
        yref: 'paper',
        yanchor: 'bottom',
        yshift: zone === 1 ? 13 : 0, // its zone is narrower than it is on a phone
        showarrow: false,
        font: { size: 11 },
      })),
      barmode: 'overlay',
      xaxis: numberAxis('Jaccard index (0 to 1)', { range: [0, 1.02], fixedrange: true }),
      yaxis: nameAxis(names),
      shapes: LINES.map((x) => ({
        type: 'line',
        x0: x,
        x1: x,
        y0: 0,
        y1: 1,
        yref: 'paper',
        layer: 'below',
        line: { color: '#808080', width: 1.5, dash: x === LINES[0] ? 'dot' : 'dash' },
      })),
    }),
  );
}

function alternativeText(
  { segments }: Stability,
  names: readonly string[],
  boxes: readonly BoxNumbers[],
): string {
  const number = (value: number) => formatNumber(value, { digits: 3 });
  const said = segments.map(
    ({ jaccard, verdict }, s) =>
      `${isolated(names[s])}: median ${number(boxes[s].median)}, middle half from ${number(boxes[s].lower)} to ${number(boxes[s].upper)}, mean ${number(jaccard.mean)}, ${verdict}`,
  );
  const best = boxes.reduce((a, box, s) => (box.median > boxes[a].median ? s : a), 0);
  return [
    'Box chart. A row for each segment. Horizontal axis: Jaccard index, from 0 to 1, no unit; lines at 0.5 and 0.75.',
    `${said.join('; ')}.`,
    `Largest median: ${isolated(names[best])}.`,
  ].join(' ');
}
