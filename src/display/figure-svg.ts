import { type ChartAxis, chartAxis } from './chart-axis.js';
import { barSvg, lineSvg, marksSvg } from './chart-marks.js';
import {
  type BarPlace,
  barsSvg,
  isScatter,
  type PlacedTrace,
  type PlotArea,
  pointsOf,
  scatterSvg,
} from './chart-traces.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { SEGMENT_COLORS } from './palette.js';
import { each, listAt, numberAt, objectAt, objectsAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText, textHeight, textWidth } from './svg-text.js';

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
  /** Largest size of the text; charts with more marks draw every second, third, … of them and say so. Default 40,000. */
  readonly mostBytes?: number;
}

const INK = '#222222';
const MUTED = '#555555';
const GRID = '#e4e4e4';
const EDGE = 12;
const TICK_SIZE = 12;
const LEGEND_ROW = 20;
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
  for (let every = 1; ; every = Math.ceil(every * 1.5)) {
    const svg = drawn(figure, width, height, every);
    if (svg.length <= mostBytes || every > 10_000) return svg;
  }
}

interface Axes {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
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

const axesKey = (trace: PlotlyObject) => `${textAt(trace, 'xaxis', 'x')} ${textAt(trace, 'yaxis', 'y')}`;
const axisName = (id: string) => `${id[0]}axis${id.slice(1)}`;

/** Pairs of axes in use, by their ids. */
function axesOf(data: readonly PlotlyObject[], layout: PlotlyObject): Map<string, Axes> {
  const keys = data.length === 0 ? ['x y'] : [...new Set(data.map(axesKey))];
  const axis = (id: string, side: 0 | 1): ChartAxis => {
    const own = data.filter((trace) => axesKey(trace).split(' ')[side] === id);
    const startsHere = (trace: PlotlyObject) =>
      !isScatter(trace) && (textAt(trace, 'orientation') === 'h' ? side === 0 : side === 1);
    return chartAxis(
      objectAt(layout, axisName(id)),
      own.flatMap((trace) => valuesOn(trace, side, own, layout)),
      own.some(startsHere),
    );
  };
  const known = new Map<string, ChartAxis>();
  const once = (id: string, side: 0 | 1) => {
    if (!known.has(id)) known.set(id, axis(id, side));
    return known.get(id)!;
  };
  return new Map(keys.map((key) => [key, { x: once(key.split(' ')[0], 0), y: once(key.split(' ')[1], 1) }]));
}

/** What of a trace stands on an axis, with the ends of its bars. */
function valuesOn(
  trace: PlotlyObject,
  side: 0 | 1,
  all: readonly PlotlyObject[],
  layout: PlotlyObject,
): unknown[] {
  const values = pointsOf(trace).map((point) => point[side]);
  if (isScatter(trace)) return values;
  const isLength = (textAt(trace, 'orientation') === 'h') === (side === 0);
  if (!isLength)
    return values.every((value) => typeof value === 'number')
      ? values.flatMap((value) => [Number(value) - 0.5, Number(value) + 0.5])
      : values;
  const traces = all.filter((other) => !isScatter(other));
  const places = barPlaces(traces, layout)[traces.indexOf(trace)];
  return values.map((value, i) => places(i).base + Number(value));
}

/** Where the bars of each trace stand beside or on those of the others. */
function barPlaces(data: readonly PlotlyObject[], layout: PlotlyObject): ((i: number) => BarPlace)[] {
  const mode = textAt(layout, 'barmode', 'group');
  const isStacked = mode === 'stack' || mode === 'relative';
  const bars = data.filter((trace) => !isScatter(trace));
  const slots = mode === 'group' ? Math.max(1, bars.length) : 1;
  const room = 1 - numberAt(layout, 'bargap', 0.2);
  const stacks = new Map<string, number>();
  return data.map((trace) => {
    const slot = mode === 'group' ? bars.indexOf(trace) : 0;
    const names = pointsOf(trace).map(([x, y]) => (textAt(trace, 'orientation') === 'h' ? [y, x] : [x, y]));
    const bases = names.map(([name, value], i) => {
      if (!isStacked || isScatter(trace)) return each(trace.base, i, 0);
      const key = `${String(name)} ${Number(value) < 0}`;
      const base = stacks.get(key) ?? 0;
      stacks.set(key, base + Number(value));
      return base;
    });
    return (i) => {
      const width = each(trace.width, i, room / slots);
      return {
        base: bases[i] ?? 0,
        width,
        start: each(trace.offset, i, slots === 1 ? -width / 2 : slot * width - room / 2),
      };
    };
  });
}

/** The middle of the picture, with room for the names of its axes around it. */
function areaOf(
  axes: ReadonlyMap<string, Axes>,
  layout: PlotlyObject,
  width: number,
  height: number,
  legend: number,
): PlotArea {
  const margin = objectAt(layout, 'margin');
  const room = {
    l: numberAt(margin, 'l', EDGE),
    r: numberAt(margin, 'r', EDGE),
    t: numberAt(margin, 't', EDGE),
    b: numberAt(margin, 'b', EDGE),
  };
  for (const { x, y } of axes.values()) {
    const xSide = x.spec.side === 'top' ? 't' : 'b';
    const ySide = y.spec.side === 'right' ? 'r' : 'l';
    const xTicks = isHidden(x)
      ? 0
      : Math.max(0, ...x.ticks.map(({ lines }) => textHeight(lines, TICK_SIZE))) + 8;
    const yTicks = isHidden(y)
      ? 0
      : Math.max(0, ...y.ticks.map(({ lines }) => textWidth(lines, TICK_SIZE))) + 8;
    room[xSide] = Math.max(room[xSide], EDGE + xTicks + titleRoom(x));
    room[ySide] = Math.max(room[ySide], EDGE + yTicks + titleRoom(y));
  }
  room.r = Math.max(room.r, 20); // half of the last name below the axis
  room.t += legend;
  return {
    left: room.l,
    top: room.t,
    width: Math.max(40, width - room.l - room.r),
    height: Math.max(30, height - room.t - room.b),
  };
}

function isHidden({ spec }: ChartAxis): boolean {
  return spec.visible === false || spec.showticklabels === false;
}

function titleLines({ spec }: ChartAxis): string[] {
  if (spec.visible === false) return [];
  return plotlyLines(typeof spec.title === 'string' ? spec.title : objectAt(spec, 'title').text);
}

function titleRoom(axis: ChartAxis): number {
  const lines = titleLines(axis);
  return lines.length === 0 ? 0 : textHeight(lines, TICK_SIZE) + 6;
}

/** The part that a pair of axes takes where several stand in one picture. */
function partOf(area: PlotArea, { x, y }: Axes): PlotArea {
  const domain = ({ spec }: ChartAxis) => {
    const [from = 0, to = 1] = listAt(spec, 'domain').map(Number);
    return [from, to] as const;
  };
  const [left, right] = domain(x);
  const [low, high] = domain(y);
  return {
    left: area.left + left * area.width,
    top: area.top + (1 - high) * area.height,
    width: (right - left) * area.width,
    height: (high - low) * area.height,
  };
}

function axesSvg({ x, y }: Axes, area: PlotArea): string {
  const parts: string[] = [];
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  for (const [axis, isX] of [
    [x, true],
    [y, false],
  ] as const) {
    if (axis.spec.visible === false) continue;
    const isFar = axis.spec.side === (isX ? 'top' : 'right');
    for (const { share, lines } of axis.ticks) {
      const at = isX ? area.left + share * area.width : area.top + (1 - share) * area.height;
      if (axis.spec.showgrid !== false) {
        parts.push(
          lineSvg(
            isX
              ? [
                  [at, area.top],
                  [at, bottom],
                ]
              : [
                  [area.left, at],
                  [right, at],
                ],
            { color: GRID, width: 1 },
          ),
        );
      }
      if (isHidden(axis)) continue;
      parts.push(
        isX
          ? svgText(lines, at, isFar ? area.top - 6 : bottom + 6, {
              anchor: 'middle',
              vertical: isFar ? 'bottom' : 'top',
              color: MUTED,
            })
          : svgText(lines, isFar ? right + 6 : area.left - 6, at, {
              anchor: isFar ? 'start' : 'end',
              color: MUTED,
            }),
      );
    }
    const zero = axis.share(0);
    if (axis.spec.zeroline === true && zero > 0 && zero < 1) {
      const at = isX ? area.left + zero * area.width : area.top + (1 - zero) * area.height;
      const style = {
        color: textAt(axis.spec, 'zerolinecolor', MUTED),
        width: numberAt(axis.spec, 'zerolinewidth', 1),
      };
      parts.push(
        lineSvg(
          isX
            ? [
                [at, area.top],
                [at, bottom],
              ]
            : [
                [area.left, at],
                [right, at],
              ],
          style,
        ),
      );
    }
    parts.push(axisTitle(axis, isX, isFar, area));
  }
  return parts.join('');
}

function axisTitle(axis: ChartAxis, isX: boolean, isFar: boolean, area: PlotArea): string {
  const lines = titleLines(axis);
  const ticks = isHidden(axis)
    ? 0
    : Math.max(
        0,
        ...axis.ticks.map((tick) =>
          isX ? textHeight(tick.lines, TICK_SIZE) : textWidth(tick.lines, TICK_SIZE),
        ),
      );
  if (isX) {
    const y = isFar ? area.top - ticks - 12 : area.top + area.height + ticks + 12;
    return svgText(lines, area.left + area.width / 2, y, {
      anchor: 'middle',
      vertical: isFar ? 'bottom' : 'top',
    });
  }
  const half = textHeight(lines, TICK_SIZE) / 2;
  const x = isFar ? area.left + area.width + ticks + 12 + half : area.left - ticks - 12 - half;
  return svgText(lines, x, area.top + area.height / 2, { anchor: 'middle', angle: -90 });
}

function legendOf(data: readonly PlotlyObject[], layout: PlotlyObject, width: number) {
  const named = data.flatMap((trace, i) =>
    trace.showlegend !== false && textAt(trace, 'name') !== ''
      ? [{ trace, lines: plotlyLines(trace.name), color: SEGMENT_COLORS[i % SEGMENT_COLORS.length] }]
      : [],
  );
  const isShown = layout.showlegend === true || (layout.showlegend === undefined && named.length > 1);
  let [x, row, rows] = [EDGE, 0, 0];
  const entries = (isShown ? named : []).map((entry) => {
    const needed = 26 + textWidth(entry.lines, 12) + 14;
    if (x > EDGE && x + needed > width) {
      x = EDGE;
      row = rows;
    }
    const at = { ...entry, x, row };
    rows = Math.max(rows, row + entry.lines.length);
    x += needed;
    return at;
  });
  return {
    height: entries.length === 0 ? 0 : rows * LEGEND_ROW + 4,
    draw: () =>
      entries
        .map(({ trace, lines, color, x: left, row: at }) => {
          const y = EDGE + at * LEGEND_ROW + LEGEND_ROW / 2;
          return `${legendMark(trace, color, left, y)}${svgText(lines, left + 26, y + ((lines.length - 1) * 14) / 2)}`;
        })
        .join(''),
  };
}

function legendMark(trace: PlotlyObject, color: string, x: number, y: number): string {
  const marker = objectAt(trace, 'marker');
  const own = each(marker.color, 0, color);
  if (!isScatter(trace)) return barSvg([x + 3, y - 6], [x + 19, y + 6], own);
  const mode = textAt(trace, 'mode', 'lines');
  const line = objectAt(trace, 'line');
  return [
    mode.includes('lines')
      ? lineSvg(
          [
            [x, y],
            [x + 22, y],
          ],
          { color: textAt(line, 'color', own), dash: textAt(line, 'dash', 'solid') },
        )
      : '',
    mode.includes('markers')
      ? marksSvg([{ x: x + 11, y, color: own, symbol: each(marker.symbol, 0, 'circle'), size: 9 }], 1)
      : '',
  ].join('');
}

/** Place of a coordinate that is given by an axis or as a share of the picture. */
function placeOn(value: unknown, ref: string, axes: ReadonlyMap<string, Axes>, area: PlotArea): number {
  const isX = !ref.startsWith('y');
  if (ref === 'paper') return Number.NaN;
  const pair = [...axes].find(([key]) => key.split(' ')[isX ? 0 : 1] === ref) ?? [...axes][0];
  const part = partOf(area, pair[1]);
  return isX
    ? part.left + pair[1].x.share(value) * part.width
    : part.top + (1 - pair[1].y.share(value)) * part.height;
}

function place(
  object: PlotlyObject,
  side: 'x' | 'y',
  name: string,
  axes: ReadonlyMap<string, Axes>,
  area: PlotArea,
): number {
  const ref = textAt(object, `${side}ref`, side).replace(/ domain$/, '');
  if (ref !== 'paper' && !textAt(object, `${side}ref`).endsWith(' domain'))
    return placeOn(object[name], ref, axes, area);
  const share = numberAt(object, name, 0.5);
  return side === 'x' ? area.left + share * area.width : area.top + (1 - share) * area.height;
}

function shapesSvg(layout: PlotlyObject, axes: ReadonlyMap<string, Axes>, area: PlotArea): string[] {
  return objectsAt(layout, 'shapes').map((shape) => {
    const [x0, x1, y0, y1] = (['x0', 'x1', 'y0', 'y1'] as const).map((name) =>
      place(shape, name[0] as 'x' | 'y', name, axes, area),
    );
    if (![x0, x1, y0, y1].every(Number.isFinite)) return '';
    const line = objectAt(shape, 'line');
    const style = {
      color: textAt(line, 'color', INK),
      width: numberAt(line, 'width', 2),
      dash: textAt(line, 'dash', 'solid'),
    };
    const opacity = numberAt(shape, 'opacity', 1);
    if (shape.type === 'line')
      return lineSvg(
        [
          [x0, y0],
          [x1, y1],
        ],
        style,
      );
    const more = `${opacity < 1 ? ` opacity="${round(opacity)}"` : ''}${style.width > 0 ? ` stroke="${escapeHtml(style.color)}" stroke-width="${round(style.width)}"` : ''}`;
    if (shape.type === 'rect') return barSvg([x0, y0], [x1, y1], textAt(shape, 'fillcolor', 'none'), more);
    if (shape.type !== 'circle') return '';
    return `<ellipse cx="${round((x0 + x1) / 2)}" cy="${round((y0 + y1) / 2)}" rx="${round(Math.abs(x1 - x0) / 2)}" ry="${round(Math.abs(y1 - y0) / 2)}" fill="${escapeHtml(textAt(shape, 'fillcolor', 'none'))}"${more}/>`;
  });
}

function annotationsSvg(layout: PlotlyObject, axes: ReadonlyMap<string, Axes>, area: PlotArea): string[] {
  return objectsAt(layout, 'annotations').map((annotation) => {
    const [x, y] = [place(annotation, 'x', 'x', axes, area), place(annotation, 'y', 'y', axes, area)];
    if (![x, y].every(Number.isFinite)) return '';
    const arrow =
      annotation.showarrow === false
        ? [0, 0]
        : [numberAt(annotation, 'ax', -10), numberAt(annotation, 'ay', -30)];
    const [tx, ty] = [x + arrow[0], y + arrow[1]];
    const anchor = textAt(annotation, 'xanchor');
    const vertical = textAt(annotation, 'yanchor');
    const font = objectAt(annotation, 'font');
    const text = svgText(
      plotlyLines(annotation.text),
      tx + numberAt(annotation, 'xshift', 0),
      ty - numberAt(annotation, 'yshift', 0),
      {
        anchor: anchor === 'left' ? 'start' : anchor === 'right' ? 'end' : 'middle',
        vertical:
          vertical === 'top'
            ? 'top'
            : vertical === 'bottom' || annotation.showarrow !== false
              ? 'bottom'
              : 'middle',
        size: Math.min(16, numberAt(font, 'size', 12)),
        color: textAt(font, 'color'),
      },
    );
    return annotation.showarrow === false
      ? text
      : `${lineSvg(
          [
            [x, y],
            [tx, ty],
          ],
          { color: MUTED, width: 1 },
        )}${text}`;
  });
}
