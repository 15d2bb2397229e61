import { annotationsSvg, shapesSvg } from './annotations-svg.js';
import { areaOf, axesSvg, EDGE } from './axes-svg.js';
import { barPlaces } from './bar-places.js';
import { boxesSvg } from './box-svg.js';
import { type Axes, axesKey, axesOf, partOf } from './chart-axes.js';
import { barsSvg, FEW_MARKS, type PlacedTrace, pointsOf, scatterSvg } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { hasScale, heatMapSvg, SCALE_WIDTH, scaleSvg } from './heat-map-svg.js';
import { histogramBars } from './histogram-bars.js';
import { legendOf } from './legend-svg.js';
import { SEGMENT_COLORS } from './palette.js';
import { pieSvg } from './pie-svg.js';
import { numberAt, textAt } from './plotly-value.js';
import { svgAddress } from './svg-address.js';
import { svgText } from './svg-text.js';
import { isBar, isScatter, traceKind } from './trace-kind.js';

/** Data and layout as Plotly takes them. */
export interface DrawableFigure {
  readonly data: readonly PlotlyObject[];
  readonly layout: PlotlyObject;
}

export interface FigureSvgOptions {
  /** Pixels, default 700. */
  readonly width?: number;
  /** Pixels, default that of the layout or 420. */
  readonly height?: number;
  /** Largest size in an address, see `svgAddress`; charts with more marks draw every second, third, … of them and say so. Default 40,000. */
  readonly mostBytes?: number;
}

const INK = '#222222';

const MUTED = '#555555';

/** Whether a picture can be drawn of a figure. */
export function canDrawSvg({ data }: DrawableFigure): boolean {
  return data.every((trace) => traceKind(trace) !== undefined);
}

/**
 * A still picture of a chart, for where nothing runs: dark ink on white ground, in the reader's own sans-serif
 * font, the same bytes for the same figure. It shows scatter, lines, bars upright and lying, histograms, boxes, heat
 * maps, pies, error bars, texts, shapes, several axes; no hover.
 *
 * @example
 * figureSvg({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: {} }, { width: 300, height: 200 });
 */
export function figureSvg(figure: DrawableFigure, options: FigureSvgOptions = {}): string {
  const { width = 700, mostBytes = 40_000 } = options;
  const height = options.height ?? Math.min(1600, Math.max(90, numberAt(figure.layout, 'height', 420)));
  const canThin = figure.data.some(
    (trace) => traceKind(trace) === 'heatmap' || (isScatter(trace) && pointsOf(trace).length >= FEW_MARKS),
  );
  for (let every = 1; ; every = Math.ceil(every * 1.2)) {
    const svg = drawn(figure, width, height, every);
    if (!canThin || svgAddress(svg).length <= mostBytes || every > 10_000) return svg;
  }
}

function drawn(figure: DrawableFigure, width: number, height: number, every: number): string {
  const { layout } = figure;
  const visible = figure.data.filter((trace) => trace.visible === undefined || trace.visible === true);
  const data = histogramBars(visible, layout);
  const flat = data.filter((trace) => traceKind(trace) !== 'pie');
  const axes = data.length > 0 && flat.length === 0 ? new Map<string, Axes>() : axesOf(flat, layout);
  const legend = legendOf(data, layout, width);
  const scaled = flat.find((trace) => traceKind(trace) === 'heatmap' && hasScale(trace, layout));
  const room = width - (scaled === undefined ? 0 : SCALE_WIDTH);
  const area = areaOf(axes, layout, room, height, legend.height);
  const colors = new Map(data.map((trace, i) => [trace, SEGMENT_COLORS[i % SEGMENT_COLORS.length]]));
  const placed = flat.map((trace): PlacedTrace => {
    const own = axes.get(axesKey(trace))!;
    return { trace, color: colors.get(trace)!, ...own, area: partOf(area, own) };
  });
  const parts = [
    ...[...axes.values()].map((own) => axesSvg(withOwnX(own), partOf(area, own))),
    ...placed.map((own) => (traceKind(own.trace) === 'heatmap' ? heatMapSvg(own, layout, every) : '')),
    ...barsAndBoxes(placed, flat, layout),
    ...data.map((trace) => (traceKind(trace) === 'pie' ? pieSvg(trace, layout, area) : '')),
    ...shapesSvg(layout, axes, area),
    ...placed.map((own) => (isScatter(own.trace) ? scatterSvg(own, every) : '')),
    ...placed.flatMap((own) => (own.trace === scaled ? scaleSvg(own, layout, width) : [])),
    ...annotationsSvg(layout, axes, area),
    legend.draw(),
    every === 1 || !flat.some(isScatter) ? '' : thinnedNote(every, width, height),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="${INK}"><rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

/** A pair that lies over another one shares its horizontal axis, which is drawn once. */
function withOwnX(own: Axes): Axes {
  return own.y.spec.overlaying === undefined
    ? own
    : { x: { ...own.x, spec: { ...own.x.spec, visible: false } }, y: own.y };
}

function barsAndBoxes(
  placed: readonly PlacedTrace[],
  data: readonly PlotlyObject[],
  layout: PlotlyObject,
): string[] {
  const bars = barPlaces(data, layout);
  const boxes = data.filter((trace) => traceKind(trace) === 'box');
  const slots = textAt(layout, 'boxmode') === 'group' ? boxes.length : 1;
  return placed.map((own, i) => {
    if (isBar(own.trace)) return barsSvg(own, (at) => bars[i](at));
    if (traceKind(own.trace) !== 'box') return '';
    return boxesSvg(own, [slots === 1 ? 0 : boxes.indexOf(own.trace), slots]);
  });
}

function thinnedNote(every: number, width: number, height: number): string {
  const place = { anchor: 'end', size: 11, color: MUTED } as const;
  return svgText([`1 of ${every} marks is drawn`], width - EDGE, height - 8, place);
}
