import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, LEGEND_ABOVE, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { Scoreboard } from '../../measure/scoreboard/scoreboard.js';
import { sourceLine } from '../source-line.js';

const ARM_SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'cross', 'star'];

interface Effect {
  /** Position of the row. */
  readonly row: number;
  readonly name: string;
  readonly color: string;
  readonly arm: string;
  readonly armPosition: number;
  readonly difference: Estimate;
}

/**
 * Conversion of each arm less that of the control group, by segment and for all customers, with intervals. Segments
 * and arms smaller than the scoreboard's minimum stay out. Without a campaign the figure says so.
 *
 * @param options.rowHeight - Pixels for each arm of a segment, default 28.
 *
 * @example
 * conversionChart(board);
 */
export function conversionChart(
  board: Scoreboard,
  options: { readonly title?: string; readonly rowHeight?: number } = {},
): Figure {
  const { rowHeight = 28 } = options;
  const arms = board.all.conversion.slice(1).map(({ arm }) => arm);
  const rows = shownRows(board);
  const effects = rows.flatMap(({ row, color }, i) =>
    row.conversion
      .slice(1)
      .flatMap(({ arm, n, difference }, a): Effect[] =>
        difference === undefined || Math.min(n, row.conversion[0].n) < board.minimum
          ? []
          : [{ row: i, name: row.name, color, arm, armPosition: a, difference }],
      ),
  );
  const place = ({ row, armPosition }: Effect) => row + (0.8 * (armPosition + 0.5)) / arms.length - 0.4; // a gap between segments
  const data = arms.map((_, a) => {
    const own = effects.filter(({ armPosition }) => armPosition === a);
    return {
      type: 'scatter',
      mode: 'markers',
      showlegend: false,
      x: own.map(({ difference }) => difference.value * 100),
      y: own.map(place),
      error_x: {
        type: 'data',
        symmetric: false,
        array: own.map(({ difference }) => (difference.high - difference.value) * 100),
        arrayminus: own.map(({ difference }) => (difference.value - difference.low) * 100),
        color: REST_COLOR,
        thickness: 2,
      },
      marker: { color: own.map(({ color }) => color), symbol: ARM_SYMBOLS[a % ARM_SYMBOLS.length], size: 11 },
      cliponaxis: false,
      hovertext: own.map((effect) => plotlyText(inWords(effect))),
      hoverinfo: 'text',
    };
  });
  const numbers = {
    type: 'scatter',
    mode: 'text',
    showlegend: false,
    x: effects.map(({ difference }) => difference.high * 100),
    y: effects.map(place),
    text: effects.map(({ difference }) => ` ${signed(difference.value)}`),
    textposition: 'middle right',
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  // Marks are coloured by segment: the legend tells arms by shape alone.
  const legend = arms.map((arm, a) => ({
    type: 'scatter',
    mode: 'markers',
    name: plotlyText(shortName(arm), 28),
    x: [null],
    y: [null],
    marker: { color: REST_COLOR, symbol: ARM_SYMBOLS[a % ARM_SYMBOLS.length], size: 11 },
  }));
  const ends = effects.flatMap(({ difference }) => [difference.low * 100, difference.high * 100]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  const drawn = chartLayout(110 + rowHeight * Math.max(1, arms.length) * rows.length, {
    xaxis: numberAxis(`Conversion less ${board.control ?? 'control'} (percentage points)`, {
      range: [low - span * 0.1, high + span * 0.3], // to the right there is room for the numbers
      zeroline: true,
      zerolinewidth: 2,
      zerolinecolor: REST_COLOR,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.map(({ row }) => row.name)),
    showlegend: true,
    legend: LEGEND_ABOVE,
  });
  return figure(
    {
      title: options.title ?? 'Effect of the campaign by segment',
      caption: caption(board),
      alternativeText: alternativeText(board, effects),
      source: sourceLine(board.all.customers, board.origin),
      table: {
        kind: 'table',
        caption: 'Conversion less the control group',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'arm', title: 'Arm' },
          {
            name: 'difference',
            title: 'Difference',
            align: 'right',
            unit: 'percentage points',
            format: { digits: 1 },
          },
          { name: 'low', title: 'Low', align: 'right', unit: 'percentage points', format: { digits: 1 } },
          { name: 'high', title: 'High', align: 'right', unit: 'percentage points', format: { digits: 1 } },
          { name: 'n', title: 'Customers in both arms', align: 'right' },
        ],
        rows: effects.map(({ name, arm, difference }): TableCell[] => [
          name,
          arm,
          difference.value * 100,
          difference.low * 100,
          difference.high * 100,
          difference.n,
        ]),
        totalRows: effects.length,
      },
    },
    effects.length === 0 ? [] : [...data, numbers, ...legend],
    effects.length === 0 ? emptyLayout('Conversion against a control group: not measured.') : drawn,
  );
}

function shownRows(board: Scoreboard) {
  if (board.control === undefined) return [];
  const styles = segmentStyles(board.segments, board.origin);
  return [
    ...board.segments.map((row, s) => ({ row, color: styles[s].color })),
    { row: board.all, color: REST_COLOR },
  ].filter(({ row }) => !row.masked);
}

function caption(board: Scoreboard): string {
  if (board.control === undefined) return 'There was no campaign: conversion is not measured.';
  const percent = formatNumber(board.confidence, { style: 'percent' });
  return `Mark: conversion of the arm less that of "${board.control}". Line: ${percent} interval (Newcombe). Where it crosses the line at 0, the data do not show an effect. Segments and arms of fewer than ${board.minimum} customers are left out.`;
}

function alternativeText(board: Scoreboard, effects: readonly Effect[]): string {
  if (effects.length === 0) return 'Chart without marks: no conversion was measured against a control group.';
  const largest = effects.reduce((a, b) => (b.difference.value > a.difference.value ? b : a));
  return [
    `Chart of differences with intervals. A row for each segment; horizontal axis: conversion less that of ${isolated(board.control ?? '')}, in percentage points.`,
    `${effects.map(inWords).join('; ')}.`,
    `Largest: ${isolated(largest.name)}, ${isolated(largest.arm)}, ${signed(largest.difference.value)}.`,
  ].join(' ');
}

function inWords({ name, arm, difference: { value, low, high } }: Effect): string {
  return `${isolated(name)}, ${isolated(arm)}: ${signed(value)} (${signed(low)} to ${signed(high)})`;
}

function signed(difference: number): string {
  const text = formatNumber(difference * 100, { digits: 1 });
  return difference > 0 && text !== '0.0' ? `+${text}` : text;
}
