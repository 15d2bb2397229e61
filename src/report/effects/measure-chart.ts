import type { Segmentation, SegmentationOrigin } from '../../cluster/segmentation.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import type { ScoreboardMeasure } from '../../measure/scoreboard/measured-segments.js';
import { panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { type IntervalMark, intervalPanel, ONE_COLUMN, ROW_HEIGHT } from './interval-panel.js';
import { intervalTraces } from './interval-traces.js';

/** Whose measure is drawn. */
export type DrawnSegments = Pick<Segmentation, 'segments'> & {
  readonly ids?: readonly string[];
  readonly origin?: SegmentationOrigin;
};

/** What of a measure is drawn. */
export interface MeasureChartOptions {
  readonly title?: string;
  /** Fewest observations of a segment that is drawn, default 10. */
  readonly minimum?: number;
}

interface DrawnMeasure {
  readonly row: number;
  readonly name: string;
  readonly color: string;
  readonly symbol: string;
  readonly estimate: Estimate;
}

/**
 * One measure by segment with its interval, and that of all customers as a dashed line: engagement, referrals, satisfaction,
 * value, return, whatever gives a `measure`. Segments of fewer observations than the minimum stay out.
 *
 * @param measure - Of `engagementBySegment`, `referralRate`, `satisfaction`, `valueBySegment`, `returnOnInvestment` and others.
 *
 * @example
 * const scores = tableOf({ customerId: segmentation.ids, score: segmentation.labels.map((s) => 4 - s) });
 * const answers = satisfaction({ segmentation, survey: scores, answer: 'score', scale: [1, 5] });
 * measureChart(answers.measure, segmentation, { title: 'Satisfaction by segment' });
 */
export function measureChart(
  measure: ScoreboardMeasure,
  segmentation: DrawnSegments,
  options: MeasureChartOptions = {},
): Figure {
  const { minimum = 10 } = options;
  const { segments, origin } = segmentation;
  const styles = segmentStyles(segments, origin);
  const label = measure.label ?? 'Measure';
  const rows = [...segments, { key: 'all', name: 'All customers' }].flatMap(
    ({ key, name }, s): DrawnMeasure[] => {
      const estimate = measure.bySegment[key];
      if (estimate === undefined || estimate.n < minimum || !Number.isFinite(estimate.high - estimate.low))
        return [];
      const style = styles[s] ?? { color: REST_COLOR, symbol: 'circle' };
      return [{ row: 0, name, color: style.color, symbol: style.symbol, estimate }];
    },
  );
  const drawn = rows.map((one, row) => ({ ...one, row }));
  const factor = measure.unit === 'share' ? 100 : 1;
  const print = (value: number) => formatNumber(value, formatOf(measure));
  const words = ({ name, estimate: { value, low, high } }: DrawnMeasure) =>
    `${isolated(name)}: ${print(value)} (${print(low)} to ${print(high)})`;
  const marks = drawn.map((one): IntervalMark => {
    const { value, low, high } = one.estimate;
    return {
      row: one.row,
      color: one.color,
      symbol: one.symbol,
      value: value * factor,
      low: low * factor,
      high: high * factor,
      label: print(value),
      words: words(one),
    };
  });
  const unit = measure.unit === 'share' ? '%' : measure.unit;
  const all = measure.bySegment.all?.value;
  const names = drawn.map(({ name }) => name);
  const lines = all === undefined || names.length === 0 ? [] : [{ at: all * factor, dash: 'dash' as const }];
  const missing = segments.length + 1 - drawn.length;
  return figure(
    {
      title: options.title ?? `${label} by segment`,
      caption: [
        'Mark: value of the segment; line through it: its interval; dashed: all customers.',
        ...(missing === 0 ? [] : [`Not measured or of fewer than ${minimum}: left out.`]),
      ].join(' '),
      alternativeText:
        drawn.length === 0
          ? `Chart without marks: ${label} was not measured.`
          : `Chart of ${label} with intervals, a row for each segment, unit ${unit ?? 'none'}. ${drawn.map(words).join('; ')}. ${extremes(drawn, print)}`,
      ...(origin === undefined || segmentation.ids === undefined
        ? {}
        : { source: sourceLine(segmentation.ids.length, origin) }),
      table: {
        kind: 'table',
        caption: `${label} by segment`,
        columns: [
          { name: 'segment', title: 'Segment' },
          ...(['value', 'low', 'high'] as const).map((name) => ({
            name,
            title: `${name[0].toUpperCase()}${name.slice(1)}`,
            align: 'right' as const,
            format: formatOf(measure),
          })),
          { name: 'n', title: 'Observations', align: 'right' },
        ],
        rows: drawn.map(({ name, estimate: { value, low, high, n } }) => [name, value, low, high, n]),
        totalRows: drawn.length,
      },
    },
    drawn.length === 0 ? [] : intervalTraces({ names, marks, lines }, 0),
    drawn.length === 0
      ? emptyLayout(`${label}: not measured.`)
      : panelGrid(
          [intervalPanel([`${label}${unit === undefined ? '' : ` (${unit})`}`], { names, marks, lines })],
          ROW_HEIGHT * drawn.length,
          {},
          ONE_COLUMN,
        ),
  );
}

function formatOf({ unit }: ScoreboardMeasure): NumberFormat {
  if (unit === 'share') return { style: 'percent', digits: 1 };
  return unit === 'points' ? { digits: 1 } : {};
}

function extremes(drawn: readonly DrawnMeasure[], print: (value: number) => string): string {
  const own = drawn.filter(({ name }) => name !== 'All customers');
  if (own.length < 2) return '';
  const largest = own.reduce((a, b) => (b.estimate.value > a.estimate.value ? b : a));
  const smallest = own.reduce((a, b) => (b.estimate.value < a.estimate.value ? b : a));
  return `Largest: ${isolated(largest.name)}, ${print(largest.estimate.value)}. Smallest: ${isolated(smallest.name)}, ${print(smallest.estimate.value)}.`;
}
