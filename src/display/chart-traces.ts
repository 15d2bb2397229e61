import { barFill } from './bar-pattern.js';
import type { ChartAxis } from './chart-axis.js';
import { barSvg, lineSvg, type Mark, marksSvg } from './chart-marks.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { each, listAt, numberAt, objectAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText } from './svg-text.js';

/** Part of the picture in which values are drawn, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A trace with the axes that it is drawn on. */
export interface PlacedTrace {
  readonly trace: PlotlyObject;
  readonly color: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly area: PlotArea;
}

/** Where a bar starts and how much of a category it takes. */
export interface BarPlace {
  readonly base: number;
  readonly start: number;
  readonly width: number;
}

/** Fewer marks are all drawn: each may be a row of its own. */
export const FEW_MARKS = 50;

/** Points of a trace: as many as both coordinates have. */
export function pointsOf(trace: PlotlyObject): readonly (readonly [unknown, unknown])[] {
  const [xs, ys] = [listAt(trace, 'x'), listAt(trace, 'y')];
  const isUpright = textAt(trace, 'orientation') !== 'h';
  if (ys.length === 0) return isUpright ? [] : xs.map((x, i) => [x, i]);
  if (xs.length === 0) return isUpright ? ys.map((y, i) => [i, y]) : [];
  return xs.slice(0, ys.length).map((x, i) => [x, ys[i]]);
}

/**
 * Lines, marks, error bars and texts of a scatter trace.
 *
 * @param every - Only each so manieth mark is drawn; lines are drawn whole.
 */
export function scatterSvg({ trace, color, x, y, area }: PlacedTrace, every: number): string {
  const points = pointsOf(trace);
  const step = points.length < FEW_MARKS ? 1 : every;
  const places = points.map(
    ([px, py]) => [area.left + x.share(px) * area.width, area.top + (1 - y.share(py)) * area.height] as const,
  );
  const mode = textAt(trace, 'mode', points.length > 20 ? 'lines' : 'lines+markers');
  const marker = objectAt(trace, 'marker');
  const line = objectAt(trace, 'line');
  const lineColor = textAt(line, 'color', textAt(marker, 'color', color));
  const parts: string[] = [];
  if (textAt(trace, 'fill').startsWith('to') && places.length > 1)
    parts.push(fillSvg(trace, places, lineColor, area, y));
  parts.push(
    errorSvg({ trace, color, x, y, area }, 'error_x', places),
    errorSvg({ trace, color, x, y, area }, 'error_y', places),
  );
  if (mode.includes('lines') && numberAt(line, 'width', 2) > 0) {
    parts.push(
      lineSvg(places, {
        color: lineColor,
        width: numberAt(line, 'width', 2),
        dash: textAt(line, 'dash', 'solid'),
      }),
    );
  }
  if (mode.includes('markers')) {
    const marks = places.flatMap(([px, py], i): Mark[] =>
      Number.isNaN(px) || Number.isNaN(py) || i % step !== 0
        ? []
        : [
            {
              x: px,
              y: py,
              color: each(marker.color, i, textAt(line, 'color', color)),
              symbol: each(marker.symbol, i, 'circle'),
              size: each(marker.size, i, 6),
            },
          ],
    );
    parts.push(marksSvg(marks, numberAt(marker, 'opacity', numberAt(trace, 'opacity', 1))));
  }
  if (mode.includes('text')) {
    parts.push(...places.map(([px, py], i) => textBeside(trace, i, px, py, each(marker.size, i, 6))));
  }
  return parts.join('');
}

function textBeside(trace: PlotlyObject, i: number, x: number, y: number, size: number): string {
  if (Number.isNaN(x) || Number.isNaN(y)) return '';
  const [vertical, horizontal] = each(trace.textposition, i, 'middle center').split(' ');
  const gap = size / 2 + 3;
  const isAside = horizontal === 'left' || horizontal === 'right';
  const dx = horizontal === 'right' ? gap : horizontal === 'left' ? -gap : 0;
  const dy = vertical === 'top' ? -gap : vertical === 'bottom' ? gap : 0;
  return svgText(plotlyLines(each(trace.text, i, '')), x + dx, y + (isAside && dy === 0 ? 0 : dy), {
    anchor: horizontal === 'right' ? 'start' : horizontal === 'left' ? 'end' : 'middle',
    vertical: vertical === 'top' ? 'bottom' : vertical === 'bottom' ? 'top' : 'middle',
    size: 11,
    color: textAt(objectAt(trace, 'textfont'), 'color'),
  });
}

function fillSvg(
  trace: PlotlyObject,
  places: readonly (readonly [number, number])[],
  color: string,
  area: PlotArea,
  y: ChartAxis,
): string {
  const toSelf = textAt(trace, 'fill') !== 'tozeroy';
  const zero = area.top + (1 - Math.max(0, Math.min(1, y.share(0)))) * area.height;
  const outlines = toSelf ? unbroken(places) : [unbroken(places).flat()];
  const d = outlines
    .filter((known) => known.length > 1)
    .map((known) => {
      const [first, last] = [known[0][0], known[known.length - 1][0]];
      const around = toSelf ? known : [[first, zero] as const, ...known, [last, zero] as const];
      return `${around.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${round(px)} ${round(py)}`).join('')}z`;
    })
    .join('');
  if (d === '') return '';
  const own = textAt(trace, 'fillcolor');
  return `<path d="${d}" fill="${escapeHtml(own === '' ? color : own)}"${own === '' ? ' opacity="0.3"' : ''}/>`;
}

/** Places between gaps: each run is an area of its own. */
function unbroken(places: readonly (readonly [number, number])[]): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [[]];
  for (const [x, y] of places) {
    if (Number.isNaN(x) || Number.isNaN(y)) runs.push([]);
    else runs[runs.length - 1].push([x, y]);
  }
  return runs;
}

function errorSvg(
  { trace, color, x, y, area }: PlacedTrace,
  name: 'error_x' | 'error_y',
  places: readonly (readonly [number, number])[],
): string {
  const error = objectAt(trace, name);
  if (error.visible === false) return '';
  const above = listAt(error, 'array');
  const below =
    error.symmetric === false || Array.isArray(error.arrayminus) ? listAt(error, 'arrayminus') : above;
  const style = { color: textAt(error, 'color', color), width: numberAt(error, 'thickness', 2) };
  const points = pointsOf(trace);
  return above
    .map((size, i) => {
      if (places[i] === undefined) return '';
      const [px, py] = places[i];
      const value = Number(points[i][name === 'error_x' ? 0 : 1]);
      const ends = [value - Number(below[i] ?? 0), value + Number(size)];
      return lineSvg(
        ends.map((end) =>
          name === 'error_x'
            ? ([area.left + x.share(end) * area.width, py] as const)
            : ([px, area.top + (1 - y.share(end)) * area.height] as const),
        ),
        style,
      );
    })
    .join('');
}

/** Bars of a trace and the numbers on them. */
export function barsSvg({ trace, color, x, y, area }: PlacedTrace, placeOf: (i: number) => BarPlace): string {
  const isUpright = textAt(trace, 'orientation') !== 'h';
  const marker = objectAt(trace, 'marker');
  const opacity = numberAt(marker, 'opacity', numberAt(trace, 'opacity', 1));
  const [along, across] = isUpright ? [x, y] : [y, x];
  const definitions = new Set<string>();
  const unit = Math.abs(along.share(1) - along.share(0));
  const isUnitKnown = Number.isFinite(unit) && unit > 0;
  const bars = pointsOf(trace)
    .map(([px, py], i) => {
      const [name, value] = isUpright ? [px, py] : [py, px];
      const { base, start, width } = placeOf(i);
      const sign = Math.sign(along.share(1) - along.share(0)) || 1;
      const middle = along.share(name);
      const from = middle + (isUnitKnown ? start * unit * sign : start * 0.1);
      const to = from + (isUnitKnown ? width * unit * sign : width * 0.1);
      const end = across.share(base + Number(value));
      const zero = across.share(base);
      const at = (a: number, b: number): readonly [number, number] =>
        isUpright
          ? [area.left + a * area.width, area.top + (1 - b) * area.height]
          : [area.left + b * area.width, area.top + (1 - a) * area.height];
      const { fill, definition } = barFill(marker, each(marker.color, i, color), i);
      definitions.add(definition);
      const bar = barSvg(at(from, zero), at(to, end), fill, opacity < 1 ? ` opacity="${opacity}"` : '');
      return bar === ''
        ? ''
        : `${bar}${barText(trace, i, at((from + to) / 2, zero), at((from + to) / 2, end), isUpright)}`;
    })
    .join('');
  return [...definitions].join('') + bars;
}

function barText(
  trace: PlotlyObject,
  i: number,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  isUpright: boolean,
): string {
  const lines = plotlyLines(each(trace.text, i, ''));
  const position = each<string>(trace.textposition, i, 'auto');
  if (lines.length === 0 || position === 'none') return '';
  if (position === 'outside') {
    const isBack = isUpright ? y1 > y0 : x1 < x0;
    return isUpright
      ? svgText(lines, x1, y1 + (isBack ? 4 : -4), {
          anchor: 'middle',
          vertical: isBack ? 'top' : 'bottom',
          size: 11,
        })
      : svgText(lines, x1 + (isBack ? -4 : 4), y1, { anchor: isBack ? 'end' : 'start', size: 11 });
  }
  const font = objectAt(trace, 'insidetextfont');
  return svgText(lines, (x0 + x1) / 2, (y0 + y1) / 2, {
    anchor: 'middle',
    size: 11,
    color: each(font.color, i, ''),
  });
}
