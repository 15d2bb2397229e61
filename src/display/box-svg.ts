import { numberOfPlace } from './bar-places.js';
import { lineSvg, type Mark, marksSvg } from './chart-marks.js';
import type { PlacedTrace } from './chart-traces.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { listAt, numberAt, objectAt, textAt } from './plotly-value.js';
import { round } from './svg-text.js';

/** Share of its place that a box takes. */
const WIDTH = 0.5;

/** Five numbers of the values at one place, with those far from the others. */
interface Box {
  readonly place: unknown;
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly outside: readonly number[];
  readonly mean: number;
}

/** What of boxes stands on an axis: their places, or their values. */
export function boxValues(trace: PlotlyObject, side: 0 | 1): unknown[] {
  const isOnPlaces = isLying(trace) === (side === 1);
  const boxes = boxesOf(trace);
  if (!isOnPlaces) return boxes.flatMap(({ low, high, outside }) => [low, high, ...outside]);
  return boxes.flatMap(({ place }) => (typeof place === 'number' ? [place - 0.5, place + 0.5] : [place]));
}

/**
 * Boxes as Plotly draws them: from the first to the third quartile, with a line at the median, whiskers to the last
 * value within one and a half times the box, and marks for what lies beyond.
 *
 * @param slot - Which of several boxes at the same place, of how many.
 */
export function boxesSvg({ trace, color, x, y, area }: PlacedTrace, slot: readonly [number, number]): string {
  const lying = isLying(trace);
  const [along, across] = lying ? [y, x] : [x, y];
  const stroke = textAt(objectAt(trace, 'line'), 'color', textAt(objectAt(trace, 'marker'), 'color', color));
  const fill = textAt(trace, 'fillcolor');
  const unit = Math.abs(along.share(1) - along.share(0)) || 1;
  const [index, count] = slot;
  const width = (WIDTH * unit) / count;
  const parts = boxesOf(trace).map(({ place, low, q1, median, q3, high, outside, mean }) => {
    const middle = along.share(place) + (index - (count - 1) / 2) * 0.7 * (unit / count);
    const at = (share: number, value: number): readonly [number, number] => {
      const [a, b] = lying ? [across.share(value), share] : [share, across.share(value)];
      return [area.left + a * area.width, area.top + (1 - b) * area.height];
    };
    const [from, to] = [middle - width / 2, middle + width / 2];
    const around = [at(from, q1), at(to, q1), at(to, q3), at(from, q3)];
    const d = around.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${round(px)} ${round(py)}`).join('');
    if (/NaN/.test(d)) return '';
    const paint = `fill="${escapeHtml(fill === '' ? stroke : fill)}"${fill === '' ? ' fill-opacity="0.5"' : ''}`;
    const style = { color: stroke, width: numberAt(objectAt(trace, 'line'), 'width', 2) };
    const quarter = width / 4;
    const marks = outside.map((value): Mark => {
      const [px, py] = at(middle, value);
      return { x: px, y: py, color: stroke, symbol: 'circle', size: 6 };
    });
    const hasMean = trace.boxmean === true || trace.boxmean === 'sd';
    return [
      `<path d="${d}z" ${paint}/>`,
      lineSvg([...around, around[0]], style),
      lineSvg([at(from, median), at(to, median)], style),
      lineSvg([at(middle, q3), at(middle, high)], style),
      lineSvg([at(middle, q1), at(middle, low)], style),
      lineSvg([at(middle - quarter, high), at(middle + quarter, high)], style),
      lineSvg([at(middle - quarter, low), at(middle + quarter, low)], style),
      hasMean ? lineSvg([at(from, mean), at(to, mean)], { ...style, dash: 'dash' }) : '',
      marks.length === 0 ? '' : marksSvg(marks, 1),
    ].join('');
  });
  return parts.join('');
}

function isLying(trace: PlotlyObject): boolean {
  const hasY = listAt(trace, 'y').length > 0;
  return textAt(trace, 'orientation', hasY || listAt(trace, 'x').length === 0 ? 'v' : 'h') === 'h';
}

function boxesOf(trace: PlotlyObject): Box[] {
  const lying = isLying(trace);
  const values = listAt(trace, lying ? 'x' : 'y');
  const places = listAt(trace, lying ? 'y' : 'x');
  const name = textAt(trace, 'name', lying ? textAt(trace, 'y0') : textAt(trace, 'x0'));
  const groups = new Map<unknown, number[]>();
  values.forEach((value, i) => {
    const number = numberOfPlace(value);
    const place = places.length === 0 ? (name === '' ? 0 : name) : places[i];
    if (!Number.isFinite(number) || place === undefined || place === null) return;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [number]);
    else group.push(number);
  });
  const isAll = textAt(trace, 'boxpoints') === 'all' || trace.boxpoints === false;
  return [...groups].map(([place, group]) =>
    boxOf(
      place,
      group.sort((a, b) => a - b),
      isAll,
    ),
  );
}

function boxOf(place: unknown, sorted: readonly number[], isToEnds: boolean): Box {
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  const reach = 1.5 * (q3 - q1);
  const isInside = (value: number) => isToEnds || (value >= q1 - reach && value <= q3 + reach);
  const inside = sorted.filter(isInside);
  return {
    place,
    low: Math.min(q1, inside[0] ?? q1),
    q1,
    median,
    q3,
    high: Math.max(q3, inside[inside.length - 1] ?? q3),
    outside: sorted.filter((value) => !isInside(value)),
    mean: sorted.reduce((a, b) => a + b, 0) / sorted.length,
  };
}

/** Plotly's default: values stand in the middle of their share, with straight lines between. */
function quantile(sorted: readonly number[], share: number): number {
  const at = Math.max(0, Math.min(sorted.length - 1, share * sorted.length - 0.5));
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}
