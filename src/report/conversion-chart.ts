import type { Estimate } from '../core/estimate.js';
import { formatNumber } from '../core/format.js';
import type { TableCell } from '../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../display/chart-layout.js';
import { type Figure, figure } from '../display/figure.js';
import { isolated } from '../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../display/palette.js';
import { plotlyText, shortName } from '../display/plotly-text.js';
import type { Scoreboard } from '../measure/scoreboard.js';
import { sourceLine } from './source-line.js';

const ARM_SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'cross', 'star'];
const ARM_HEIGHT = 40;

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
 * @example
 * conversionChart(board);
 */
export function conversionChart(board: Scoreboard, options: { readonly title?: string } = {}): Figure {
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
  const place = ({ row, armPosition }: Effect) =>
    row + (armPosition + 0.5) / arms.length - 0.5 + 0.1 / arms.length;
  const data = arms.map((arm, a) => {
    const own = effects.filter(({ armPosition }) => armPosition === a);
    return {
      type: 'scatter',
      mode: 'markers+text',
      name: plotlyText(shortName(arm), 28),
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
      text: own.map(({ difference }) => `${plotlyText(shortName(arm, 20))}: ${signed(difference.value)}`),
      textposition: 'top center',
      cliponaxis: false,
      hovertext: own.map((effect) => plotlyText(inWords(effect))),
      hoverinfo: 'text',
    };
  });
  const ends = effects.flatMap(({ difference }) => [difference.low * 100, difference.high * 100]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const margin = (high - low || 1) * 0.12;
  const drawn = chartLayout(80 + ARM_HEIGHT * Math.max(1, arms.length) * rows.length, {
    xaxis: numberAxis(`Conversion less ${board.control ?? 'control'} (percentage points)`, {
      range: [low - margin, high + margin],
      zeroline: true,
      zerolinewidth: 2,
      zerolinecolor: REST_COLOR,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.map(({ row }) => row.name)),
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
    effects.length === 0 ? [] : data,
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
