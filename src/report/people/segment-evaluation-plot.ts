import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import { chartLayout, emptyLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { EvaluatedSegment, SegmentEvaluation } from '../../profile/evaluation/evaluate-segments.js';
import { sourceLine } from '../source-line.js';

/** Diameter of the largest bubble, in pixels, and of one whose size is not known. */
const LARGEST = 52;
const SMALLEST = 10;
const PLAIN = 18;
/** Bubbles nearer than these shares of the scale would write their names over each other. */
const NEAR_X = 0.3;
const NEAR_Y = 0.3;
/** Within this share of an end of the scale names would leave a narrow screen. */
const EDGE = 0.25;

/** What bubbles show. */
export interface SegmentEvaluationPlotOptions {
  readonly title?: string;
  /** Area of the bubbles by segment key, from 0 on; default the customers. */
  readonly bubble?: { readonly what: string; readonly values: Readonly<Record<string, number>> };
}

interface Bubble {
  readonly segment: EvaluatedSegment;
  readonly color: string;
  readonly x: number;
  readonly y: number;
  readonly amount: number | undefined;
}

/**
 * The segment evaluation plot: how attractive we are to each segment from left to right, how attractive it is to us from
 * below upwards, the area of a bubble its size or value. The segments to choose lie above and to the right. Segments that are
 * knocked out are hollow; those without ratings stay out.
 *
 * @throws {InputError} For bubbles of unknown segments, none for one that is drawn, or a negative one.
 *
 * @example
 * const evaluation = evaluateSegments(people, {
 *   criteria: [
 *     { name: 'growth', side: 'attractiveness', ratings: { s1: 7, s2: 5, s3: 6, s4: 1 } },
 *     { name: 'fit', side: 'competitiveness', ratings: { s1: 4, s2: 8, s3: 6, s4: 2 } },
 *   ],
 *   seed: 1,
 * });
 * segmentEvaluationPlot(evaluation).content.table.rows.length; // 4
 */
export function segmentEvaluationPlot(
  evaluation: SegmentEvaluation,
  options: SegmentEvaluationPlotOptions = {},
): Figure {
  const { segments, scale, origin } = evaluation;
  const what = options.bubble?.what ?? 'customers';
  const bubbles = bubblesOf(evaluation, options);
  const largest = Math.max(...bubbles.map(({ amount = 0 }) => amount), 0);
  const hollow = bubbles.some(({ segment }) => segment.status === 'knocked out');
  const unrated = segments.length - bubbles.length;
  const [low, high] = scale;
  const middle = (low + high) / 2;
  const room = (high - low) * 0.14;
  const range = [low - room, high + room];
  const upright = [low - 1.6 * room, high + 1.6 * room]; // names stand above the highest bubble, below the lowest
  const diameter = ({ amount }: Bubble) =>
    amount === undefined || largest === 0 ? PLAIN : Math.max(SMALLEST, LARGEST * Math.sqrt(amount / largest));
  const customers = segments.reduce((sum, { size = 0 }) => sum + size, 0);
  const guide = { color: 'rgba(128, 128, 128, 0.6)', width: 1, dash: 'dot' };
  const line = (x: readonly number[], y: readonly number[]) => ({
    type: 'scatter',
    mode: 'lines',
    x,
    y,
    line: guide,
    hoverinfo: 'skip',
  });
  const said = bubbles.some(({ amount }) => amount !== undefined) ? `, its area the ${what}` : '';
  return figure(
    {
      title: options.title ?? 'Which segments to choose',
      caption: [
        `How to read this: a bubble for each segment${said}. The higher, the more attractive the segment is to us; the farther right, the more attractive we are to it. Above and to the right are those to choose. Dotted: the middle of the scale from ${formatNumber(low)} to ${formatNumber(high)}.`,
        ...(hollow ? ['Hollow: knocked out, whatever the score.'] : []),
        ...(unrated > 0
          ? [
              `Without ratings and not drawn: ${formatNumber(unrated)} of ${formatNumber(segments.length)} segments.`,
            ]
          : []),
      ].join(' '),
      alternativeText: alternativeText(bubbles, evaluation, what),
      ...(origin === undefined || customers === 0 ? {} : { source: sourceLine(customers, origin) }),
      table: {
        kind: 'table',
        caption: 'Scores of the segments',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'status', title: 'Status' },
          { name: 'rank', title: 'Rank', align: 'right' },
          {
            name: 'competitiveness',
            title: 'How attractive we are to it',
            align: 'right',
            format: { digits: 1 },
          },
          {
            name: 'attractiveness',
            title: 'How attractive it is to us',
            align: 'right',
            format: { digits: 1 },
          },
          { name: 'amount', title: what[0].toUpperCase() + what.slice(1), align: 'right' },
        ],
        rows: bubbles.map(({ segment, x, y, amount }) => [
          segment.name,
          segment.status,
          segment.rank ?? null,
          x,
          y,
          amount ?? null,
        ]),
        totalRows: bubbles.length,
      },
    },
    bubbles.length === 0
      ? []
      : [
          line([middle, middle], upright),
          line(range, [middle, middle]),
          {
            type: 'scatter',
            mode: 'markers',
            x: bubbles.map(({ x }) => x),
            y: bubbles.map(({ y }) => y),
            marker: {
              color: bubbles.map(({ color }) => color),
              size: bubbles.map(diameter),
              symbol: bubbles.map(({ segment }) =>
                segment.status === 'knocked out' ? 'circle-open' : 'circle',
              ),
              opacity: 0.9,
            },
            cliponaxis: false,
            hovertext: bubbles.map((bubble) => plotlyText(inWords(bubble, what))),
            hoverinfo: 'text',
          },
        ],
    bubbles.length === 0
      ? emptyLayout('No segment has ratings in all criteria.')
      : chartLayout(430, {
          xaxis: numberAxis(
            `How attractive we are to the segment (${formatNumber(low)} to ${formatNumber(high)})`,
            { range, fixedrange: true },
          ),
          yaxis: numberAxis(`How attractive it is to us (${formatNumber(low)} to ${formatNumber(high)})`, {
            range: upright,
            fixedrange: true,
          }),
          annotations: bubbles.map((bubble) => nameOf(bubble, diameter(bubble) / 2, bubbles, scale)),
        }),
  );
}

function bubblesOf(evaluation: SegmentEvaluation, { bubble }: SegmentEvaluationPlotOptions): Bubble[] {
  const who = 'segmentEvaluationPlot';
  const { segments, origin } = evaluation;
  const styles = segmentStyles(segments, origin);
  if (bubble !== undefined) {
    const keys = segments.map(({ key }) => key);
    checkKnown(who, 'segment', Object.keys(bubble.values), keys);
  }
  return segments.flatMap((segment, s): Bubble[] => {
    const { competitiveness: x, attractiveness: y, key } = segment;
    if (x === undefined || y === undefined) return [];
    const amount = bubble === undefined ? segment.size : bubble.values[key];
    if (bubble !== undefined && !(Number.isFinite(amount) && amount! >= 0)) {
      throw new InputError(
        `${who}: the bubble of "${key}" is ${amount === undefined ? 'missing' : amount}. It is a number from 0 on.`,
      );
    }
    return [{ segment, color: styles[s].color, x, y, amount }];
  });
}

/** Names stand above, below where another bubble lies near above, and lead away from the nearer edge. */
function nameOf(
  bubble: Bubble,
  radius: number,
  bubbles: readonly Bubble[],
  [low, high]: readonly [number, number],
) {
  const span = high - low;
  const isCrowded = bubbles.some((other) => {
    const [right, up] = [(other.x - bubble.x) / span, (other.y - bubble.y) / span];
    const isAbove = up > 0 || (up === 0 && bubbles.indexOf(other) < bubbles.indexOf(bubble));
    return other !== bubble && Math.abs(right) < NEAR_X && isAbove && up < NEAR_Y;
  });
  const place = (bubble.x - low) / span;
  const side = place < EDGE ? 'left' : place > 1 - EDGE ? 'right' : 'center';
  return {
    x: bubble.x,
    y: bubble.y,
    text: plotlyText(shortName(bubble.segment.name), 12),
    showarrow: false,
    align: side,
    xanchor: side,
    xshift: side === 'left' ? -radius : side === 'right' ? radius : 0,
    yanchor: isCrowded ? 'top' : 'bottom',
    yshift: isCrowded ? -radius : radius,
  };
}

function inWords({ segment, x, y, amount }: Bubble, what: string): string {
  const score = (value: number) => formatNumber(value, { digits: 1 });
  const size = amount === undefined ? '' : `, ${formatNumber(amount)} ${what}`;
  const out = segment.status === 'knocked out' ? ', knocked out' : '';
  return `${isolated(segment.name)}: we to it ${score(x)}, it to us ${score(y)}${size}${out}`;
}

function alternativeText(
  bubbles: readonly Bubble[],
  { scale, choice, segments }: SegmentEvaluation,
  what: string,
): string {
  if (bubbles.length === 0) return 'Chart without bubbles: no segment has ratings in all criteria.';
  const [low, high] = scale.map((end) => formatNumber(end));
  const first = segments.find(({ key }) => key === choice);
  return [
    `Bubble chart of segments, area by ${what}. Horizontal axis: how attractive we are to the segment, vertical axis: how attractive it is to us, both without unit, from ${low} to ${high}.`,
    `${bubbles.map((bubble) => inWords(bubble, what)).join('; ')}.`,
    first === undefined
      ? 'No single segment has the largest score.'
      : `Largest score: ${isolated(first.name)}.`,
  ].join(' ');
}
