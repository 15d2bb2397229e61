import { formatNumber } from '../core/format.js';
import { numberOfPlace } from './bar-places.js';
import type { PlacedTrace } from './chart-traces.js';
import { type ColorScale, colorAt, colorScale, isLight } from './color-scale.js';
import type { PlotlyObject } from './figure.js';
import { listAt, numberAt, objectAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText, textHeight } from './svg-text.js';

/** Pixels that the scale of colours takes at the right. */
export const SCALE_WIDTH = 84;
/** Colours that many cells are drawn in. */
const SHADES = 48;
const INK = '#222222';

/** How numbers become colours. */
interface Shading {
  readonly low: number;
  readonly high: number;
  readonly scale: ColorScale;
}

/** Edges of the cells: numbers or dates, or names that are their own place. */
export function heatMapEdges(trace: PlotlyObject): { x: unknown[]; y: unknown[] } {
  const rows = rowsOf(trace);
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { x: edges(listAt(trace, 'x'), columns), y: edges(listAt(trace, 'y'), rows.length) };
}

/** Cells of a heat map, with their texts. Many cells are drawn in fewer shades, and those alike as one path. */
export function heatMapSvg({ trace, x, y, area }: PlacedTrace, layout: PlotlyObject, every: number): string {
  const rows = rowsOf(trace);
  const shading = shadingOf(trace, layout);
  const { x: xs, y: ys } = heatMapEdges(trace);
  const [left, top] = [pixels(xs, x.share, area.left, area.width), pixelsDown(ys, y.share, area)];
  const stride = Math.max(1, Math.round(Math.sqrt(every)));
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  const shades = count > 400 ? SHADES : 255;
  const gaps = [numberAt(trace, 'xgap', 0) / 2, numberAt(trace, 'ygap', 0) / 2];
  const paths = new Map<string, string>();
  const texts: string[] = [];
  for (let i = 0; i < rows.length; i += stride) {
    for (let j = 0; j < rows[i].length; j += stride) {
      const value = rows[i][j];
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      const share = (value - shading.low) / (shading.high - shading.low || 1);
      const color = colorAt(shading.scale, Math.round(share * shades) / shades);
      const [x0, x1] = ends(left, j, Math.min(j + stride, rows[i].length), gaps[0]);
      const [y0, y1] = ends(top, i, Math.min(i + stride, rows.length), gaps[1]);
      if (![x0, x1, y0, y1].every(Number.isFinite)) continue;
      const cell = `M${round(x0)} ${round(y0)}H${round(x1)}V${round(y1)}H${round(x0)}z`;
      paths.set(color, (paths.get(color) ?? '') + cell);
      const words = stride === 1 ? textOf(trace, i, j, value) : '';
      if (words === '') continue;
      const ink = isLight(color) ? INK : '#ffffff';
      texts.push(svgText(plotlyLines(words), (x0 + x1) / 2, (y0 + y1) / 2, { anchor: 'middle', color: ink }));
    }
  }
  const cells = [...paths].map(([color, d]) => `<path d="${d}" fill="${color}"/>`);
  return `<g shape-rendering="crispEdges">${cells.join('')}</g>${texts.join('')}`;
}

/** Whether a scale of colours stands beside the chart. */
export function hasScale(trace: PlotlyObject, layout: PlotlyObject): boolean {
  return trace.showscale !== false && objectAt(layout, axisOfColors(trace)).showscale !== false;
}

/** The scale of colours, with its numbers and title. */
export function scaleSvg({ trace, area }: PlacedTrace, layout: PlotlyObject, width: number): string {
  const { low, high, scale } = shadingOf(trace, layout);
  const bar = {
    ...objectAt(objectAt(layout, axisOfColors(trace)), 'colorbar'),
    ...objectAt(trace, 'colorbar'),
  };
  const [left, size] = [width - SCALE_WIDTH + 10, 16];
  const stops = scale.map(
    ([share, color]) => `<stop offset="${round(share * 100)}%" stop-color="${color}"/>`,
  );
  const title = plotlyLines(typeof bar.title === 'string' ? bar.title : objectAt(bar, 'title').text);
  const top = area.top + textHeight(title, 12);
  const height = area.top + area.height - top;
  const step = niceStep((high - low) / 5);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const ticks = Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => {
    const value = (first + i) * step;
    const at = top + height * (1 - (value - low) / (high - low || 1));
    return svgText([formatNumber(value, { digits })], left + size + 5, at);
  });
  return [
    `<linearGradient id="colors" x1="0" y1="1" x2="0" y2="0">${stops.join('')}</linearGradient>`,
    `<rect x="${left}" y="${round(top)}" width="${size}" height="${round(height)}" fill="url(#colors)"/>`,
    ...ticks,
    svgText(title, left, top - 3, { vertical: 'bottom' }),
  ].join('');
}

function axisOfColors(trace: PlotlyObject): string {
  return textAt(trace, 'coloraxis', ' ');
}

function shadingOf(trace: PlotlyObject, layout: PlotlyObject): Shading {
  const shared = objectAt(layout, axisOfColors(trace));
  const values = rowsOf(trace).flatMap((row) => row.filter(Number.isFinite) as number[]);
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const middle = numberAt(trace, 'zmid', numberAt(shared, 'cmid', Number.NaN));
  const reach = Math.max(middle - least, most - middle);
  const low = numberAt(
    trace,
    'zmin',
    numberAt(shared, 'cmin', Number.isNaN(middle) ? least : middle - reach),
  );
  const high = numberAt(
    trace,
    'zmax',
    numberAt(shared, 'cmax', Number.isNaN(middle) ? most : middle + reach),
  );
  const spec = trace.colorscale ?? shared.colorscale;
  const isReversed = (trace.reversescale ?? shared.reversescale) === true;
  const ends = Number.isFinite(low) && Number.isFinite(high) ? { low, high } : { low: 0, high: 1 };
  return { ...ends, scale: colorScale(spec, isReversed) };
}

function rowsOf(trace: PlotlyObject): (readonly unknown[])[] {
  const rows = listAt(trace, 'z').map((row) => listAt({ row }, 'row'));
  if (trace.transpose !== true) return rows;
  return (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]));
}

/** Halfway between neighbours; one more place than cells is edges already. */
function edges(places: readonly unknown[], count: number): unknown[] {
  const given = places.length === 0 ? Array.from({ length: count }, (_, i) => i) : places;
  const numbers = given.map(numberOfPlace);
  if (numbers.some(Number.isNaN)) return [...given];
  const isDate = typeof given[0] !== 'number';
  const asGiven = (number: number) => (isDate ? new Date(number) : number);
  if (numbers.length === count + 1) return numbers.map(asGiven);
  const [first, second = first + 1] = numbers;
  const last = numbers[numbers.length - 1];
  const before = numbers[numbers.length - 2] ?? last - 1;
  const between = numbers.slice(1).map((number, i) => (number + numbers[i]) / 2);
  return [first - (second - first) / 2, ...between, last + (last - before) / 2].map(asGiven);
}

/** Pixels of edges, or the middles of names. */
interface Pixels {
  readonly at: readonly number[];
  /** Of a name to both sides; 0 where edges are known. */
  readonly half: number;
}

function pixels(
  places: readonly unknown[],
  share: (value: unknown) => number,
  start: number,
  length: number,
): Pixels {
  const isNamed = places.some((place) => Number.isNaN(numberOfPlace(place)));
  const at = places.map((place) => start + share(place) * length);
  const unit = Math.abs(share(1) - share(0)) * length;
  return { at, half: isNamed ? (Number.isFinite(unit) && unit > 0 ? unit : length / places.length) / 2 : 0 };
}

function pixelsDown(
  places: readonly unknown[],
  share: (value: unknown) => number,
  area: { readonly top: number; readonly height: number },
): Pixels {
  return pixels(places, (value) => 1 - share(value), area.top, area.height);
}

/** From the edge before a cell to the one before the end, in rising order, less a gap. */
function ends({ at, half }: Pixels, start: number, end: number, gap: number): [number, number] {
  const [a, b] = half > 0 ? [at[start], at[end - 1]] : [at[start], at[end]];
  return [Math.min(a, b) - half + gap, Math.max(a, b) + half - gap];
}

function textOf(trace: PlotlyObject, i: number, j: number, value: number): string {
  const template = textAt(trace, 'texttemplate');
  const own = listAt({ row: listAt(trace, 'text')[i] }, 'row')[j];
  return template
    .replace(/%\{text\}/g, String(own ?? ''))
    .replace(/%\{z(?::([^}]*))?\}/g, (_, format?: string) => {
      const digits = /\.(\d+)/.exec(format ?? '')?.[1];
      const isPercent = format?.endsWith('%') === true;
      return formatNumber(value, {
        ...(isPercent ? { style: 'percent' as const } : {}),
        ...(digits === undefined ? {} : { digits: Number(digits) }),
      });
    });
}

function niceStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}
