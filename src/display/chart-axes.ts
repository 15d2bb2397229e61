import { barPlaces } from './bar-places.js';
import { type ChartAxis, chartAxis } from './chart-axis.js';
import { isScatter, type PlotArea, pointsOf } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { listAt, objectAt, textAt } from './plotly-value.js';

/** A pair of axes. */
export interface Axes {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
}

/** Ids of the axes of a trace. */
export const axesKey = (trace: PlotlyObject) =>
  `${textAt(trace, 'xaxis', 'x')} ${textAt(trace, 'yaxis', 'y')}`;

const axisName = (id: string) => `${id[0]}axis${id.slice(1)}`;

/** Pairs of axes in use, by their ids. */
export function axesOf(data: readonly PlotlyObject[], layout: PlotlyObject): Map<string, Axes> {
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

/** The part that a pair of axes takes where several stand in one picture. */
export function partOf(area: PlotArea, { x, y }: Axes): PlotArea {
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
