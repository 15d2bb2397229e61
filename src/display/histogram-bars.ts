import { numberOfPlace } from './bar-places.js';
import { calendarSteps } from './calendar-steps.js';
import type { PlotlyObject } from './figure.js';
import { listAt, numberAt, objectAt, textAt } from './plotly-value.js';

/**
 * The histograms of a chart as traces of bars, counted and binned as Plotly does: histograms that stand side by side or
 * on each other share their bins. Other traces stay as they are.
 */
export function histogramBars(data: readonly PlotlyObject[], layout: PlotlyObject): PlotlyObject[] {
  const histograms = data.filter((trace) => trace.type === 'histogram');
  const isOverlay = textAt(layout, 'barmode') === 'overlay';
  return data.map((trace) => {
    if (trace.type !== 'histogram') return trace;
    const alike = isOverlay ? [trace] : histograms.filter((other) => axisOf(other) === axisOf(trace));
    return barsOf(trace, alike);
  });
}

function axisOf(trace: PlotlyObject): string {
  return isLying(trace) ? textAt(trace, 'yaxis', 'y') : textAt(trace, 'xaxis', 'x');
}

function isLying(trace: PlotlyObject): boolean {
  return textAt(trace, 'orientation', listAt(trace, 'x').length === 0 ? 'h' : 'v') === 'h';
}

function samplesOf(trace: PlotlyObject): readonly unknown[] {
  return listAt(trace, isLying(trace) ? 'y' : 'x');
}

function barsOf(trace: PlotlyObject, alike: readonly PlotlyObject[]): PlotlyObject {
  const lying = isLying(trace);
  const samples = samplesOf(trace);
  const weights = listAt(trace, lying ? 'x' : 'y').map(Number);
  const known = alike.flatMap(samplesOf).map(numberOfPlace).filter(Number.isFinite);
  const isBinned = known.length > 0 && samples.every(isNumberOrNothing);
  const isDate = samples.some((sample) => typeof sample === 'string' || sample instanceof Date);
  const edges = isBinned ? edgesOf(trace, known, isDate) : [];
  const names = isBinned ? [] : [...new Set(samples.map(String))];
  const groups = Array.from({ length: isBinned ? edges.length - 1 : names.length }, (): number[] => []);
  const placeOfName = new Map(names.map((name, i) => [name, i]));
  samples.forEach((sample, i) => {
    const at = isBinned ? binOf(edges, numberOfPlace(sample)) : placeOfName.get(String(sample))!;
    groups[at]?.push(weights[i] ?? 1);
  });
  const sizes = isBinned ? edges.slice(1).map((edge, i) => edge - edges[i]) : names.map(() => 1);
  const middles = sizes.map((size, i) => (isDate ? new Date(edges[i] + size / 2) : edges[i] + size / 2));
  const places = isBinned ? middles : names;
  const lengths = lengthsOf(trace, groups, sizes);
  return {
    ...trace,
    type: 'bar',
    ...(isBinned ? { binSizes: sizes } : {}),
    orientation: lying ? 'h' : 'v',
    x: lying ? lengths : places,
    y: lying ? places : lengths,
  };
}

/** The bin that a value lies in: from its edge on, up to the next. */
function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value + 1e-9 * Math.abs(value)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isNumberOrNothing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || !Number.isNaN(numberOfPlace(value));
}

function lengthsOf(
  trace: PlotlyObject,
  groups: readonly (readonly number[])[],
  sizes: readonly number[],
): number[] {
  const sum = (group: readonly number[]) => group.reduce((a, b) => a + b, 0);
  const measure = textAt(trace, 'histfunc', 'count');
  const values = groups.map((group) => {
    if (measure === 'sum') return sum(group);
    if (measure === 'avg') return group.length === 0 ? 0 : sum(group) / group.length;
    if (measure === 'min' || measure === 'max') return group.length === 0 ? 0 : Math[measure](...group);
    return group.length;
  });
  const norm = textAt(trace, 'histnorm');
  const total = norm === '' || norm === 'density' ? 1 : sum(values) || 1;
  const isDensity = norm.endsWith('density');
  const unit = norm === 'percent' ? 100 : 1;
  const scaled = values.map((value, i) => ((value / total) * unit) / (isDensity ? sizes[i] : 1));
  if (objectAt(trace, 'cumulative').enabled !== true) return scaled;
  let running = 0;
  return scaled.map((value, i) => {
    running += isDensity ? value * sizes[i] : value;
    return running;
  });
}

function edgesOf(trace: PlotlyObject, values: readonly number[], isDate: boolean): number[] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const side = isLying(trace) ? 'y' : 'x';
  const given = objectAt(trace, `${side}bins`);
  const most = numberAt(trace, `nbins${side}`, 0);
  const rough = most > 0 ? (high - low) / most : roughSize(values);
  if (isDate && typeof given.size !== 'number') return calendarSteps(low, high, rough);
  const size = numberAt(given, 'size', roundStep(rough));
  const start = given.start === undefined ? startOf(values, low, high, size) : numberOfPlace(given.start);
  const end = given.end === undefined ? high : numberOfPlace(given.end) - size * 1e-6;
  const count = Math.max(1, Math.min(5000, 1 + Math.floor((end - start) / size + 1e-9)));
  return Array.from({ length: count + 1 }, (_, i) => start + i * size);
}

/** Plotly's rule: two standard deviations by the number of values to the power 0.4, not finer than the values are. */
function roughSize(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((value, i) => value - sorted[i]);
  const least = gaps.reduce((a, b) => Math.min(a, b), Infinity);
  if (!Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const finest = power * ([0.9, 1.9, 4.9, 9.9].findLast((factor) => factor <= least / power) ?? 0.9);
  return Math.max(finest, (2 * deviation) / values.length ** 0.4);
}

/** The next of 1, 2, 5, 10, 20, … */
function roundStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor >= rough / power - 1e-9) ?? 10);
}

/** Edges stand on multiples of the size, moved away from values that would lie on them. */
function startOf(values: readonly number[], low: number, high: number, size: number): number {
  const start = Math.ceil(low / size - 1e-9) * size - size;
  if (values.every(Number.isInteger)) {
    if (size < 1) return low - 0.5 * size;
    return start - 0.5 + size < low ? start - 0.5 + size : start - 0.5;
  }
  const isNearEdge = (value: number) => (1 + ((value - start) * 100) / size) % 100 < 2;
  const onEdges = values.filter(isNearEdge).length;
  const between = values.filter((value) => isNearEdge(value + size / 2)).length;
  if (between >= values.length * 0.1) return start;
  if (onEdges <= values.length * 0.3 && !isNearEdge(low) && !isNearEdge(high)) return start;
  return start + size / 2 < low ? start + size / 2 : start - size / 2;
}
