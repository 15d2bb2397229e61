import { type BarPlace, isScatter, pointsOf } from './chart-traces.js';
import type { PlotlyObject } from './figure.js';
import { each, numberAt, textAt } from './plotly-value.js';

/** Where the bars of each trace stand beside or on those of the others. */
export function barPlaces(data: readonly PlotlyObject[], layout: PlotlyObject): ((i: number) => BarPlace)[] {
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
