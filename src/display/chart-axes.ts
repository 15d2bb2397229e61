import { barPlaces, numberOfPlace } from './bar-places.js';
import { boxValues } from './box-svg.js';
import { type ChartAxis, chartAxis } from './chart-axis.js';
import { type PlotArea, pointsOf } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { heatMapEdges } from './heat-map-svg.js';
import { listAt, objectAt, textAt } from './plotly-value.js';
import { isBar, traceKind } from './trace-kind.js';

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
      isBar(trace) && (textAt(trace, 'orientation') === 'h' ? side === 0 : side === 1);
    const isAlong = (trace: PlotlyObject) => isBar(trace) && !startsHere(trace);
    return chartAxis(
      objectAt(layout, axisName(id)),
      own.flatMap((trace) => valuesOn(trace, side, own, layout)),
      {
        fromZero: own.some(startsHere),
        isTight: own.length > 0 && own.every((trace) => isAlong(trace) || traceKind(trace) === 'heatmap'),
      },
    );
  };
  const known = new Map<string, ChartAxis>();
  const once = (id: string, side: 0 | 1) => {
    if (!known.has(id)) known.set(id, axis(id, side));
    return known.get(id)!;
  };
  return new Map(keys.map((key) => [key, { x: once(key.split(' ')[0], 0), y: once(key.split(' ')[1], 1) }]));
}

/** What of a trace stands on an axis, with the edges of its bars, cells and boxes. */
function valuesOn(
  trace: PlotlyObject,
  side: 0 | 1,
  all: readonly PlotlyObject[],
  layout: PlotlyObject,
): unknown[] {
  const kind = traceKind(trace);
  if (kind === 'heatmap') return heatMapEdges(trace)[side === 0 ? 'x' : 'y'];
  if (kind === 'box') return boxValues(trace, side);
  const values = pointsOf(trace).map((point) => point[side]);
  if (kind !== 'bar') return values;
  const bars = all.filter(isBar);
  const places = barPlaces(bars, layout)[bars.indexOf(trace)];
  const isLength = (textAt(trace, 'orientation') === 'h') === (side === 0);
  if (isLength) return values.map((value, i) => places(i).base + Number(value));
  return values.flatMap((value, i) => {
    const at = numberOfPlace(value);
    if (Number.isNaN(at)) return [value];
    const { start, width } = places(i);
    const ends = [at + start, at + start + width];
    return typeof value === 'number' ? ends : ends.map((end) => new Date(end));
  });
}

/**
 * The part that a pair of axes takes where several stand in one picture. Where both have the same scale, it is the largest part in
 * the middle of theirs.
 */
export function partOf(area: PlotArea, { x, y }: Axes): PlotArea {
  const domain = ({ spec }: ChartAxis) => {
    const [from = 0, to = 1] = listAt(spec, 'domain').map(Number);
    return [from, to] as const;
  };
  const [left, right] = domain(x);
  const [low, high] = domain(y);
  const part = {
    left: area.left + left * area.width,
    top: area.top + (1 - high) * area.height,
    width: (right - left) * area.width,
    height: (high - low) * area.height,
  };
  if (textAt(y.spec, 'scaleanchor') === '') return part;
  const pixels = (axis: ChartAxis, length: number) => Math.abs(axis.share(1) - axis.share(0)) * length;
  const [across, down] = [pixels(x, part.width), pixels(y, part.height)];
  const width = part.width * Math.min(1, down / across);
  const height = part.height * Math.min(1, across / down);
  return {
    left: part.left + (part.width - width) / 2,
    top: part.top + (part.height - height) / 2,
    width,
    height,
  };
}
