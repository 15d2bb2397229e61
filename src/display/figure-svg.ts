import { annotationsSvg, shapesSvg } from './annotations-svg.js';
import { areaOf, axesSvg, EDGE } from './axes-svg.js';
import { barPlaces } from './bar-places.js';
import { axesKey, axesOf, partOf } from './chart-axes.js';
import { barsSvg, isScatter, type PlacedTrace, scatterSvg } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { legendOf } from './legend-svg.js';
import { SEGMENT_COLORS } from './palette.js';
import { numberAt, textAt } from './plotly-value.js';
import { svgAddress } from './svg-address.js';
import { svgText } from './svg-text.js';

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

const DRAWN = ['scatter', 'scattergl', 'bar'];

/** Whether a picture can be drawn of a figure: of lines, marks, texts and bars. */
export function canDrawSvg({ data }: DrawableFigure): boolean {
  return data.every((trace) => DRAWN.includes(textAt(trace, 'type', 'scatter')));
}

/**
 * A still picture of a chart, for where nothing runs: dark ink on white ground, in the reader's own sans-serif
 * font, the same bytes for the same figure. It shows what reports draw: scatter, lines, bars upright and lying,
 * error bars, texts, shapes, several axes; no hover.
 *
 * @example
 * figureSvg({ data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: {} }, { width: 300, height: 200 });
 */
export function figureSvg(figure: DrawableFigure, options: FigureSvgOptions = {}): string {
  const { width = 700, mostBytes = 40_000 } = options;
  const height = options.height ?? Math.min(1600, Math.max(90, numberAt(figure.layout, 'height', 420)));
  for (let every = 1; ; every = Math.ceil(every * 1.2)) {
    const svg = drawn(figure, width, height, every);
    if (svgAddress(svg).length <= mostBytes || every > 10_000) return svg;
  }
}

function drawn(figure: DrawableFigure, width: number, height: number, every: number): string {
  const { layout } = figure;
  const data = figure.data.filter((trace) => trace.visible === undefined || trace.visible === true);
  const axes = axesOf(data, layout);
  const legend = legendOf(data, layout, width);
  const area = areaOf(axes, layout, width, height, legend.height);
  const placed = data.map((trace, i): PlacedTrace => {
    const own = axes.get(axesKey(trace))!;
    return { trace, color: SEGMENT_COLORS[i % SEGMENT_COLORS.length], ...own, area: partOf(area, own) };
  });
  const bars = barPlaces(data, layout);
  const note =
    every === 1
      ? ''
      : svgText([`1 of ${every} marks is drawn`], width - EDGE, height - 8, {
          anchor: 'end',
          size: 11,
          color: MUTED,
        });
  const parts = [
    ...[...axes.values()].map((own) => axesSvg(own, partOf(area, own))),
    ...placed.map((own, i) => (isScatter(own.trace) ? '' : barsSvg(own, (at) => bars[i](at)))),
    ...shapesSvg(layout, axes, area),
    ...placed.map((own) => (isScatter(own.trace) ? scatterSvg(own, every) : '')),
    ...annotationsSvg(layout, axes, area),
    legend.draw(),
    note,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="${INK}"><rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}
