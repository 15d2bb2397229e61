import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import {
  chartLayout,
  emptyLayout,
  NARROW_TITLE_WIDTH,
  nameAxis,
  numberAxis,
} from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { SurvivalBySegment } from '../../measure/retention/survival-by-segment.js';
import type { SurvivalCurve } from '../../stats/survival/kaplan-meier.js';
import { sourceLine } from '../source-line.js';
import { stepPlaces, valueAt } from './step-places.js';

const CHART_HEIGHT = 300;
const ROW_HEIGHT = 34;
/** Places of the heading over the rows below the chart, and of their upper end. */
const [HEADING, TOP] = [-0.8, -1.2];
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash'];

/** How curves are drawn. */
export interface SurvivalCurvesOptions {
  readonly title?: string;
  /** `falling`, the default: share still without the event. `rising`: share with it. */
  readonly direction?: 'falling' | 'rising';
  /** Where the time axis ends; default the last time anybody was observed. */
  readonly until?: number;
}

interface Line {
  readonly name: string;
  readonly color: string;
  readonly symbol: string;
  readonly dash: string;
  readonly curve: SurvivalCurve;
}

/**
 * Kaplan-Meier curves by segment with their bands, and below them how many customers are still under observation without the
 * event. Without segments the curve of all is drawn; small segments are left out.
 *
 * @param result - What `timeToNextOrder` or `contractChurn` gives.
 *
 * @example
 * survivalCurves(await timeToNextOrder({ orders, asOf: '2026-01-01', segmentation }), { direction: 'rising' });
 */
export function survivalCurves(result: SurvivalBySegment, options: SurvivalCurvesOptions = {}): Figure {
  const rising = options.direction === 'rising';
  const { words, unit, minimum } = result;
  const lines = linesOf(result);
  const observed = lines.reduce((most, { curve }) => Math.max(most, curve.times[curve.times.length - 1]), 0);
  const until = Math.min(options.until ?? observed, observed) || 1;
  const ticks = timeTicks(until);
  const percent = (share: number) => 100 * (rising ? 1 - share : share);
  const traces = lines.flatMap(({ color, symbol, dash, curve, name }) => {
    const steps = stepPlaces(curve, until);
    const marks = ticks.filter((time) => time <= curve.times[curve.times.length - 1]);
    return [
      {
        type: 'scatter',
        mode: 'lines',
        x: [...steps.times, ...[...steps.times].reverse()],
        y: [...steps.low, ...[...steps.high].reverse()].map(percent),
        fill: 'toself',
        fillcolor: transparent(color),
        line: { width: 0, color },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: steps.times,
        y: steps.survival.map(percent),
        line: { color, width: 2.5, dash },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: marks,
        y: marks.map((time) => percent(valueAt(curve, time))),
        marker: { color, symbol, size: 9 },
        hovertext: marks.map((time) =>
          plotlyText(`${name}, ${formatNumber(time)} ${unit}: ${share(valueAt(curve, time), rising)}`),
        ),
        hoverinfo: 'text',
        cliponaxis: false,
        showlegend: false,
      },
    ];
  });
  const rows = lines.length - 0.5 - TOP;
  const height = CHART_HEIGHT + 30 + ROW_HEIGHT * rows;
  const below = (ROW_HEIGHT * rows) / (height - 16);
  const edge = until * 0.2; // a number below time 0 and the mark beside it fit on a phone
  const atRisk = [
    {
      type: 'scatter',
      mode: 'markers',
      xaxis: 'x2',
      yaxis: 'y2',
      x: lines.map(() => -edge),
      y: lines.map((_, i) => i),
      marker: { color: lines.map(({ color }) => color), symbol: lines.map(({ symbol }) => symbol), size: 9 },
      hoverinfo: 'skip',
      cliponaxis: false,
      showlegend: false,
    },
    {
      type: 'scatter',
      mode: 'text',
      xaxis: 'x2',
      yaxis: 'y2',
      x: [-edge, ...lines.flatMap(() => ticks)],
      y: [HEADING, ...lines.flatMap((_, i) => ticks.map(() => i))],
      text: [
        'Customers still watched',
        ...lines.flatMap(({ curve }) => ticks.map((time) => riskText(atRiskAt(curve, time), minimum))),
      ],
      textposition: ['middle right', ...lines.flatMap(() => ticks.map(() => 'middle center'))],
      textfont: { size: 11 },
      hoverinfo: 'skip',
      cliponaxis: false,
      showlegend: false,
    },
  ];
  const range = [-edge * 1.15, until * 1.08];
  const drawn = chartLayout(height, {
    xaxis: numberAxis(
      `${capital(unit)} since ${words.since}`,
      { range, tickvals: ticks, ticktext: ticks.map((time) => formatNumber(time)), fixedrange: true },
      NARROW_TITLE_WIDTH,
    ),
    xaxis2: { range, anchor: 'y2', visible: false, fixedrange: true },
    yaxis: numberAxis(`${rising ? `Have ${words.event}` : words.left} (%)`, {
      domain: [Math.min(0.75, below + 60 / height), 1],
      range: [0, 102],
      fixedrange: true,
    }),
    yaxis2: nameAxis(
      lines.map(({ name }) => name),
      { domain: [0, below], range: [lines.length - 0.5, TOP], anchor: 'x2' },
    ),
  });
  return figure(
    {
      title: options.title ?? `How soon customers have ${words.event}`,
      caption: caption(result, lines.length),
      alternativeText: alternativeText(result, lines, rising),
      source:
        result.origin === undefined
          ? counted(result.all.customers, 'customer')
          : sourceLine(result.all.customers, result.origin),
      table: {
        kind: 'table',
        caption: `Share ${rising ? `who have ${words.event}` : words.left.toLowerCase()}, and customers still watched`,
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'time', title: capital(unit), align: 'right' },
          { name: 'share', title: 'Share', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'low', title: 'Low', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'high', title: 'High', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'atRisk', title: 'Still watched', align: 'right' },
        ],
        rows: lines.flatMap(({ name, curve }) =>
          ticks
            .filter((time) => time <= curve.times[curve.times.length - 1])
            .map((time): TableCell[] => {
              const [value, low, high] = ends(curve, time, rising);
              return [name, time, value, low, high, riskText(atRiskAt(curve, time), minimum)];
            }),
        ),
        totalRows: lines.length * ticks.length,
      },
    },
    lines.length === 0 ? [] : [...traces, ...atRisk],
    lines.length === 0 ? emptyLayout('No segment is large enough to show.') : drawn,
  );
}

function linesOf({ segments, all, origin }: SurvivalBySegment): Line[] {
  if (segments.length === 0) {
    return all.curve === undefined || all.masked
      ? []
      : [
          {
            name: all.name,
            color: REST_COLOR,
            symbol: 'circle',
            dash: 'solid',
            curve: all.curve,
          },
        ];
  }
  const styles = segmentStyles(segments, origin);
  return segments.flatMap(({ name, curve, masked }, s) =>
    curve === undefined || masked ? [] : [{ name, ...styles[s], dash: DASHES[s % DASHES.length], curve }],
  );
}

/** Four to six round times from 0 on. */
function timeTicks(until: number): number[] {
  const rough = until / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 1.5, 2, 3, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.95)!;
  return Array.from({ length: Math.floor(until / step + 1e-9) + 1 }, (_, i) =>
    Number((i * step).toPrecision(12)),
  );
}

/** Customers watched, and without the event, just before a time. */
function atRiskAt(curve: SurvivalCurve, time: number): number {
  const at = curve.times.findIndex((each) => each >= time);
  return at < 0 ? 0 : curve.atRisk[at];
}

function riskText(count: number, minimum: number): string {
  return count > 0 && count < minimum ? `<${minimum}` : formatNumber(count);
}

function ends(curve: SurvivalCurve, time: number, rising: boolean): [number, number, number] {
  const [value, low, high] = (['survival', 'low', 'high'] as const).map((name) => valueAt(curve, time, name));
  return rising ? [1 - value, 1 - high, 1 - low] : [value, low, high];
}

function share(value: number, rising: boolean): string {
  return formatNumber(rising ? 1 - value : value, { style: 'percent', digits: 1 });
}

function transparent(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${r}, ${g}, ${b}, 0.16)`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function caption(result: SurvivalBySegment, shown: number): string {
  const percent = formatNumber(result.confidence, { style: 'percent' });
  const few = result.segments.length > shown;
  return [
    `Line: Kaplan-Meier; band: ${percent} interval at each time. A band widens as fewer are still watched.`,
    result.because,
    ...(few ? [`Segments of fewer than ${result.minimum} customers are left out.`] : []),
  ].join(' ');
}

function alternativeText(result: SurvivalBySegment, lines: readonly Line[], rising: boolean): string {
  const { unit, words } = result;
  if (lines.length === 0) return 'Chart without lines: no segment is large enough to show.';
  const said = lines.map(({ name, curve }) => {
    const last = curve.times[curve.times.length - 1];
    const end = share(valueAt(curve, last), rising);
    return `${isolated(name)}: ${end} after ${formatNumber(last)} ${unit}`;
  });
  return `Step lines with bands, one for each segment. Horizontal axis: ${unit} since ${words.since}. Vertical axis: ${rising ? `share who have ${words.event}` : `share ${words.left.toLowerCase()}`}, in percent. At their ends: ${said.join('; ')}.`;
}
