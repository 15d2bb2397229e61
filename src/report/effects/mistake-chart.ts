import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, LEGEND_ABOVE, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';

/** A line of a `mistakeChart`. */
export interface MistakeLine {
  readonly name: string;
  /** Where on the axis, and what it brings there. */
  readonly points: readonly { readonly at: number; readonly estimate: Estimate }[];
}

/** How a `mistakeChart` is labelled. */
export interface MistakeChartOptions {
  readonly title: string;
  /** What the mistake is counted in, for example `Number of segments` or `Age of the segments (months)`. */
  readonly across: string;
  /** What is gained or lost, for example `Net profit of a customer`. */
  readonly what: string;
  /** For example `EUR`. */
  readonly currency: string;
  /** Where the numbers come from. */
  readonly source?: string;
}

const DASHES = ['solid', 'dash', 'dot', 'dashdot'];
const SYMBOLS = ['circle', 'square', 'diamond', 'triangle-up'];

/**
 * What a mistake costs: profit against its size, one or more lines, each point with its interval. The gray line is 0, where
 * the lines come near it.
 *
 * @throws {InputError} For no lines, one without points, more than four, and what is not finite.
 *
 * @example
 * const estimate = { value: 2, low: 1, high: 3, n: 100, confidence: 0.95, method: 'by hand' };
 * mistakeChart([{ name: 'by segment', points: [{ at: 1, estimate }, { at: 2, estimate }] }], {
 *   title: 'Profit by number of segments',
 *   across: 'Number of segments',
 *   what: 'Net profit of a customer',
 *   currency: 'EUR',
 * });
 */
export function mistakeChart(lines: readonly MistakeLine[], options: MistakeChartOptions): Figure {
  const { title, across, what, currency, source } = options;
  if (lines.length === 0 || lines.length > DASHES.length) {
    throw new InputError(`mistakeChart draws 1 to ${DASHES.length} lines, got ${lines.length}.`);
  }
  for (const { name, points } of lines) {
    if (points.length === 0) throw new InputError(`mistakeChart: "${name}" has no points.`);
    for (const { at, estimate } of points) {
      if ([at, estimate.value, estimate.low, estimate.high].every(Number.isFinite)) continue;
      throw new InputError(`mistakeChart: "${name}" has a point that is not finite, at ${at}.`);
    }
  }
  const sorted = lines.map(({ name, points }) => ({ name, points: [...points].sort((a, b) => a.at - b.at) }));
  const money = (value: number) => formatNumber(value, { digits: 2 });
  const all = sorted.flatMap(({ points }) => points);
  const [left, right] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))];
  const span = right - left || 1;
  const ends = all.flatMap(({ estimate }) => [estimate.low, estimate.high]);
  const [lowest, highest] = [Math.min(...ends), Math.max(...ends)];
  // far from 0 it would only press the lines flat
  const near = Math.min(Math.abs(lowest), Math.abs(highest)) <= highest - lowest;
  const [low, high] = near ? [Math.min(0, lowest), Math.max(0, highest)] : [lowest, highest];
  const room = (high - low || 1) * 0.08;
  // intervals of two lines at one place stand side by side
  const shift = (line: number) => (line - (lines.length - 1) / 2) * span * 0.012;
  const confidence = formatNumber(all[0].estimate.confidence, { style: 'percent' });
  const told = ({ name, points }: MistakeLine) => {
    const best = points.reduce((a, b) => (b.estimate.value > a.estimate.value ? b : a));
    const said = points.map(
      ({ at, estimate }) =>
        `at ${formatNumber(at)} ${money(estimate.value)} (${money(estimate.low)} to ${money(estimate.high)})`,
    );
    return `${isolated(name)}: ${said.join(', ')}; highest at ${formatNumber(best.at)}`;
  };
  return figure(
    {
      title,
      caption: `${what} in ${currency}. Vertical lines: ${confidence} intervals; points of a line rest on the same customers, so they move together.`,
      alternativeText: `Line chart. Horizontal axis: ${across}, ${formatNumber(left)} to ${formatNumber(right)}. Vertical axis: ${what}, ${currency}. ${sorted.map(told).join('. ')}.`,
      ...(source === undefined ? {} : { source }),
      table: {
        kind: 'table',
        caption: title,
        columns: [
          { name: 'line', title: 'Line' },
          { name: 'at', title: across, align: 'right' },
          ...['Value', 'Low', 'High'].map((name) => ({
            name,
            title: name,
            align: 'right' as const,
            unit: currency,
            format: { digits: 2 },
          })),
        ],
        rows: sorted.flatMap(({ name, points }) =>
          points.map(({ at, estimate }): TableCell[] => [
            name,
            at,
            estimate.value,
            estimate.low,
            estimate.high,
          ]),
        ),
        totalRows: all.length,
      },
    },
    sorted.map(({ name, points }, line) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: plotlyText(shortName(name), 28),
      showlegend: lines.length > 1,
      x: points.map(({ at }) => at + shift(line)),
      y: points.map(({ estimate }) => estimate.value),
      error_y: {
        type: 'data',
        symmetric: false,
        array: points.map(({ estimate }) => estimate.high - estimate.value),
        arrayminus: points.map(({ estimate }) => estimate.value - estimate.low),
        color: SEGMENT_COLORS[line],
        thickness: 1.5,
        width: 3,
      },
      line: { color: SEGMENT_COLORS[line], dash: DASHES[line], width: 2 },
      marker: { color: SEGMENT_COLORS[line], symbol: SYMBOLS[line], size: 9 },
      hovertext: points.map(({ at, estimate }) =>
        plotlyText(
          `${name}, ${formatNumber(at)}: ${money(estimate.value)} (${money(estimate.low)} to ${money(estimate.high)})`,
        ),
      ),
      hoverinfo: 'text',
    })),
    chartLayout(380, {
      xaxis: numberAxis(across, { range: [left - span * 0.06, right + span * 0.06], fixedrange: true }),
      yaxis: numberAxis(`${what} (${currency})`, {
        range: [low - room, high + room],
        zeroline: true,
        zerolinecolor: REST_COLOR,
        zerolinewidth: 2,
        fixedrange: true,
      }),
      showlegend: lines.length > 1,
      legend: LEGEND_ABOVE,
    }),
  );
}
