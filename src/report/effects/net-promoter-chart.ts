import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, LEGEND_ABOVE, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { NetPromoterScore, SegmentPromoters } from '../../measure/satisfaction/net-promoter-score.js';
import { sourceLine } from '../source-line.js';

const PROMOTERS = '#0078c0';
const DETRACTORS = '#d87800';
const HEIGHT = 60; // pixels of a segment
const PERCENT: NumberFormat = { style: 'percent', digits: 0 };

interface DrawnPromoters extends SegmentPromoters {
  readonly score: NonNullable<SegmentPromoters['score']>;
}

/**
 * Net promoter score by segment: detractors to the left, promoters to the right, and below them the score, which is the one less
 * the other, with its interval. Segments with fewer answers than the minimum stay out.
 *
 * @example
 * const survey = tableOf({ customerId: segmentation.ids, likely: segmentation.ids.map((_, i) => i % 11) });
 * netPromoterChart(netPromoterScore({ segmentation, survey, answer: 'likely', scale: [0, 10] }));
 */
export function netPromoterChart(
  result: NetPromoterScore,
  options: { readonly title?: string } = {},
): Figure {
  const rows = result.rows.filter((row): row is DrawnPromoters => !row.masked && row.score !== undefined);
  const share = (count: number, row: DrawnPromoters) => (100 * count) / row.score.n;
  const bars = (name: string, value: (row: DrawnPromoters) => number, marker: object) => ({
    type: 'bar',
    orientation: 'h',
    name,
    y: rows.map((_, r) => r),
    x: rows.map(value),
    offset: -0.4,
    width: 0.42,
    marker,
    text: rows.map((row) => formatNumber(Math.abs(value(row)) / 100, PERCENT)),
    textposition: 'outside',
    constraintext: 'none',
    cliponaxis: false,
    hoverinfo: 'text',
  });
  const below = rows.map((_, r) => r + 0.24);
  const data = [
    bars('Detractors', (row) => -share(row.detractors, row), {
      color: DETRACTORS,
      pattern: { shape: '/', size: 6 },
    }),
    bars('Promoters', (row) => share(row.promoters, row), { color: PROMOTERS }),
    {
      type: 'scatter',
      mode: 'markers',
      name: 'Score',
      x: rows.map(({ score }) => score.value),
      y: below,
      error_x: {
        type: 'data',
        symmetric: false,
        array: rows.map(({ score }) => score.high - score.value),
        arrayminus: rows.map(({ score }) => score.value - score.low),
        color: REST_COLOR,
        thickness: 2,
      },
      marker: { color: REST_COLOR, symbol: 'diamond', size: 11 },
      cliponaxis: false,
      hovertext: rows.map((row) => plotlyText(inWords(row))),
      hoverinfo: 'text',
    },
    {
      type: 'scatter',
      mode: 'text',
      showlegend: false,
      x: rows.map(({ score }) => score.high),
      y: below,
      text: rows.map(({ score }) => ` ${signed(score.value)}`),
      textposition: 'middle right',
      cliponaxis: false,
      hoverinfo: 'skip',
    },
  ];
  const drawn = chartLayout(130 + HEIGHT * rows.length, {
    barmode: 'overlay',
    xaxis: numberAxis('Answers (%), score', {
      range: [-125, 125],
      tickvals: [-100, 0, 100],
      ticktext: ['\u2212100', '0', '100'],
      zeroline: true,
      zerolinewidth: 2,
      zerolinecolor: REST_COLOR,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.map(({ name }) => name)),
    showlegend: true,
    legend: LEGEND_ABOVE,
  });
  return figure(
    {
      title: options.title ?? 'Net promoter score by segment',
      caption: caption(result),
      alternativeText: alternativeText(rows),
      ...(result.origin === undefined
        ? {}
        : { source: sourceLine(result.rows[result.rows.length - 1].response.answers, result.origin) }),
      table: {
        kind: 'table',
        caption: 'Net promoter score by segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'n', title: 'Answers', align: 'right' },
          { name: 'rate', title: 'Answered of those asked', align: 'right', format: PERCENT },
          { name: 'promoters', title: 'Promoters', align: 'right', format: PERCENT },
          { name: 'passives', title: 'Passives', align: 'right', format: PERCENT },
          { name: 'detractors', title: 'Detractors', align: 'right', format: PERCENT },
          { name: 'score', title: 'Score', align: 'right', unit: 'points', format: { digits: 1 } },
          { name: 'low', title: 'Low', align: 'right', format: { digits: 1 } },
          { name: 'high', title: 'High', align: 'right', format: { digits: 1 } },
        ],
        rows: rows.map((row): TableCell[] => [
          row.name,
          row.score.n,
          row.response.rate!.value,
          row.promoters / row.score.n,
          row.passives / row.score.n,
          row.detractors / row.score.n,
          row.score.value,
          row.score.low,
          row.score.high,
        ]),
        totalRows: rows.length,
      },
    },
    rows.length === 0 ? [] : data,
    rows.length === 0 ? emptyLayout('No segment has enough answers to show.') : drawn,
  );
}

function caption({ confidence, minimum, nonResponse, scaleNote }: NetPromoterScore): string {
  return [
    `To the right promoters (9 and 10), to the left, hatched, detractors (up to 6); diamond: the score, the one less the other, with its ${formatNumber(confidence, { style: 'percent' })} interval.`,
    ...(nonResponse.warning === undefined ? [] : [nonResponse.warning]),
    ...(scaleNote === undefined ? [] : [scaleNote]),
    `Segments with fewer than ${minimum} answers are left out.`,
  ].join(' ');
}

function alternativeText(rows: readonly DrawnPromoters[]): string {
  if (rows.length === 0) return 'Chart without bars: no segment has enough answers to show.';
  const largest = rows.reduce((a, b) => (b.score.value > a.score.value ? b : a));
  return [
    'Bar chart of detractors (left) and promoters (right), with the score and its interval below them. A row for each segment; horizontal axis: percent of answers, and points of the score from −100 to 100.',
    `${rows.map(inWords).join('; ')}.`,
    `Largest score: ${isolated(largest.name)}.`,
  ].join(' ');
}

function inWords(row: DrawnPromoters): string {
  const { score, name, response } = row;
  const share = (count: number) => formatNumber(count / score.n, PERCENT);
  const end = (value: number) => formatNumber(value, { digits: 1 });
  return `${isolated(name)}: ${share(row.promoters)} promoters, ${share(row.passives)} passives, ${share(row.detractors)} detractors, score ${end(score.value)} (${end(score.low)} to ${end(score.high)}), ${formatNumber(response.rate!.value, PERCENT)} answered`;
}

function signed(score: number): string {
  const text = formatNumber(score, { digits: 0 });
  return score > 0 && text !== '0' ? `+${text}` : text;
}
