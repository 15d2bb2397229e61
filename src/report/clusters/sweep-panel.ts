import type { HowMany, HowManyRow } from '../../cluster/how-many/how-many.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { type Panel, panelAxes, panelGrid, TWO_COLUMNS } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';

/** A criterion as it is drawn. */
interface Criterion {
  /** As `votes` calls it. */
  readonly vote: string;
  readonly title: string;
  /** Unit or ends of the scale. */
  readonly unit: string;
  readonly better: string;
  readonly digits: number;
  value(row: HowManyRow): number;
  /** From where to where, where the value is in doubt. */
  ends?(row: HowManyRow): readonly [number, number];
}

const UP = '↑ better';
const DOWN = '↓ better';

const CRITERIA: readonly Criterion[] = [
  {
    vote: 'silhouette',
    title: 'Mean silhouette',
    unit: '−1 to 1',
    better: UP,
    digits: 3,
    value: (row) => row.silhouette,
  },
  {
    vote: 'stability',
    title: 'Stability',
    unit: 'adjusted Rand',
    better: UP,
    digits: 3,
    value: (row) => row.stability.agreement.mean,
    ends: ({ stability: { agreement } }) => [agreement.low, agreement.high],
  },
  {
    vote: 'gap',
    title: 'Gap',
    unit: 'logarithm',
    better: UP,
    digits: 3,
    value: (row) => row.gap,
    ends: ({ gap, gapError }) => [gap - gapError, gap + gapError],
  },
  {
    vote: 'prediction strength',
    title: 'Prediction strength',
    unit: '0 to 1',
    better: UP,
    digits: 3,
    value: (row) => row.predictionStrength,
  },
  {
    vote: 'Calinski-Harabasz',
    title: 'Calinski-Harabasz',
    unit: 'no unit',
    better: UP,
    digits: 0,
    value: (row) => row.calinskiHarabasz,
  },
  {
    vote: 'Davies-Bouldin',
    title: 'Davies-Bouldin',
    unit: 'no unit',
    better: DOWN,
    digits: 3,
    value: (row) => row.daviesBouldin,
  },
  {
    vote: 'BIC',
    title: 'BIC',
    unit: 'no unit',
    better: DOWN,
    digits: 0,
    value: (row) => row.bic,
  },
  {
    vote: 'bend of the inertia',
    title: 'Inertia',
    unit: 'distance²',
    better: 'find the bend',
    digits: 1,
    value: (row) => row.inertia,
  },
];

/** Numbers of an axis take as much or more; on a phone the titles need it. */
const TITLE_SHIFT = 24;
/** At most so many numbers fit below a panel. */
const MOST_TICKS = 8;

/**
 * All criteria for the number of segments, a panel each, with the number that each one speaks for.
 *
 * @param evidence - What `howMany` gives.
 * @throws {InputError} For evidence without rows.
 *
 * @example
 * const evidence = await howMany(scaled, { k: [3, 4, 5], seed: 1, pairs: 5, references: 5 });
 * sweepPanel(evidence).data.length; // 8
 */
export function sweepPanel(
  evidence: Pick<HowMany, 'rows' | 'votes' | 'recommended'>,
  options: { readonly title?: string } = {},
): Figure {
  const { rows, votes, recommended } = evidence;
  if (rows.length === 0) throw new InputError('sweepPanel: the evidence has no rows.');
  const ks = rows.map(({ k }) => k);
  const voted = ({ vote }: Criterion) => votes.find(({ criterion }) => criterion === vote)?.k;
  const { segmentation } = rows[0];
  return figure(
    {
      title: options.title ?? 'What each criterion says about the number of segments',
      caption: `How to read this: one panel a criterion, with the direction that is better. The star marks the number of segments that the criterion speaks for; a panel without star speaks for none of these. The dotted line is the number that most of them speak for, ${recommended}. Bars: 5% to 95% of the pairs of samples for the stability, one standard error for the gap.`,
      alternativeText: alternativeText(evidence, voted),
      source: sourceLine(segmentation.labels.length, segmentation.origin),
      table: {
        kind: 'table',
        caption: 'Criteria by number of segments',
        columns: [
          { name: 'criterion', title: 'Criterion' },
          { name: 'better', title: 'Better' },
          ...ks.map((k) => ({ name: `k${k}`, title: `k = ${k}`, align: 'right' as const })),
          { name: 'speaksFor', title: 'Speaks for k', align: 'right' },
        ],
        rows: CRITERIA.map((criterion) => [
          criterion.title,
          criterion.better,
          ...rows.map((row) => criterion.value(row)),
          voted(criterion) ?? 'none',
        ]),
        totalRows: CRITERIA.length,
      },
    },
    CRITERIA.map((criterion, i) => trace(criterion, rows, voted(criterion), i)),
    panelGrid(
      CRITERIA.map((criterion, i) => panel(criterion, rows, recommended, i >= CRITERIA.length - 2)),
      110,
      {},
      { ...TWO_COLUMNS, titleShift: TITLE_SHIFT },
    ),
  );
}

function trace(
  criterion: Criterion,
  rows: readonly HowManyRow[],
  voted: number | undefined,
  i: number,
): PlotlyObject {
  const values = rows.map((row) => criterion.value(row));
  const { ends } = criterion;
  const isVoted = rows.map(({ k }) => k === voted);
  const [line, star] = SEGMENT_COLORS;
  return {
    type: 'scatter',
    mode: 'lines+markers',
    x: rows.map(({ k }) => k),
    y: values,
    ...panelAxes(i),
    line: { color: line },
    marker: {
      color: isVoted.map((is) => (is ? star : line)),
      size: isVoted.map((is) => (is ? 15 : 6)),
      symbol: isVoted.map((is) => (is ? 'star' : 'circle')),
      opacity: 1,
      line: { width: 0 },
    },
    ...(ends === undefined
      ? {}
      : {
          error_y: {
            type: 'data',
            symmetric: false,
            array: rows.map((row, r) => ends(row)[1] - values[r]),
            arrayminus: rows.map((row, r) => values[r] - ends(row)[0]),
            color: line,
            thickness: 1.5,
            width: 0,
          },
        }),
    cliponaxis: false,
    text: rows.map(({ k }, r) => `k = ${k}: ${formatNumber(values[r], { digits: criterion.digits })}`),
    hoverinfo: 'text',
  };
}

function panel(
  criterion: Criterion,
  rows: readonly HowManyRow[],
  recommended: number,
  isLast: boolean,
): Panel {
  const ks = rows.map(({ k }) => k);
  const every = Math.ceil(ks.length / MOST_TICKS);
  const all = rows.flatMap((row) => [criterion.value(row), ...(criterion.ends?.(row) ?? [])]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.16;
  return {
    title: [`${criterion.title} (${criterion.unit})`, criterion.better],
    xaxis: numberAxis(isLast ? 'Segments (k)' : '', {
      tickmode: 'array',
      tickvals: ks.filter((_, i) => i % every === 0),
      range: [Math.min(...ks) - 0.5, Math.max(...ks) + 0.5],
      showgrid: false,
    }),
    yaxis: numberAxis('', { range: [low - room, high + room], nticks: 4 }),
    shapes: [
      {
        type: 'line',
        x0: recommended,
        x1: recommended,
        y0: low - room,
        y1: high + room,
        layer: 'below',
        line: { color: '#808080', width: 1.5, dash: 'dot' },
      },
    ],
  };
}

function alternativeText(
  { rows, recommended }: Pick<HowMany, 'rows' | 'recommended'>,
  voted: (criterion: Criterion) => number | undefined,
): string {
  const said = CRITERIA.map((criterion) => {
    const values = rows.map(
      (row) => `${row.k}: ${formatNumber(criterion.value(row), { digits: criterion.digits })}`,
    );
    const k = voted(criterion);
    return `${criterion.title} (${criterion.unit}, ${criterion.better.replace('↑', 'larger is').replace('↓', 'smaller is')}), ${values.join('; ')}; speaks for ${k ?? 'none'}.`;
  });
  return [
    `${CRITERIA.length} line charts over the number of segments, from ${rows[0].k} to ${rows[rows.length - 1].k}.`,
    ...said,
    `Most speak for ${recommended}.`,
  ].join(' ');
}
