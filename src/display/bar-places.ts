import { type BarPlace, pointsOf } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { each, listAt, numberAt, textAt } from './plotly-value.js';
import { isBar } from './trace-kind.js';

/** Where the bars of each trace stand beside or on those of the others. */
export function barPlaces(data: readonly PlotlyObject[], layout: PlotlyObject): ((i: number) => BarPlace)[] {
  const mode = textAt(layout, 'barmode', 'group');
  const isStacked = mode === 'stack' || mode === 'relative';
  const bars = data.filter(isBar);
  const slots = mode === 'group' ? Math.max(1, bars.length) : 1;
  const gap = smallestGap(bars.flatMap((trace) => pointsOf(trace).map(([x, y]) => (isLying(trace) ? y : x))));
  const areBins = bars.every((trace) => listAt(trace, 'binSizes').length > 0);
  const filled = 1 - numberAt(layout, 'bargap', areBins ? 0 : 0.2);
  const stacks = new Map<string, number>();
  return data.map((trace) => {
    const slot = mode === 'group' ? bars.indexOf(trace) : 0;
    const names = pointsOf(trace).map(([x, y]) => (isLying(trace) ? [y, x] : [x, y]));
    const bases = names.map(([name, value], i) => {
      if (!isStacked || !isBar(trace)) return each(trace.base, i, 0);
      const key = `${String(name)} ${Number(value) < 0}`;
      const base = stacks.get(key) ?? 0;
      stacks.set(key, base + Number(value));
      return base;
    });
    const sizes = listAt(trace, 'binSizes').map(Number);
    return (i) => {
      const room = (sizes[i] ?? gap) * filled;
      const width = each(trace.width, i, room / slots);
      return {
        base: bases[i] ?? 0,
        width,
        start: each(trace.offset, i, slots === 1 ? -width / 2 : slot * width - room / 2),
      };
    };
  });
}

/** Smallest distance between different places on an axis, in its numbers; 1 for names and for a single place. */
export function smallestGap(places: readonly unknown[]): number {
  const numbers = places.map(numberOfPlace);
  if (numbers.some(Number.isNaN)) return 1;
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((number, i) => number - sorted[i]);
  return gaps.length === 0 ? 1 : gaps.reduce((a, b) => Math.min(a, b));
}

/** A number, or a date in milliseconds; `NaN` for names. */
export function numberOfPlace(place: unknown): number {
  if (typeof place === 'number') return place;
  if (place instanceof Date) return place.getTime();
  return typeof place === 'string' && /^\d{4}-\d\d/.test(place) ? Date.parse(place) : Number.NaN;
}

function isLying(trace: PlotlyObject): boolean {
  return textAt(trace, 'orientation') === 'h';
}
