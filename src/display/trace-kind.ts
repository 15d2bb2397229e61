import type { PlotlyObject } from './figure.js';
import { textAt } from './plotly-value.js';

/** How a trace is drawn in a still picture. */
export type TraceKind = 'scatter' | 'bar' | 'histogram' | 'box' | 'heatmap' | 'pie';

const KINDS: Readonly<Record<string, TraceKind>> = {
  scatter: 'scatter',
  scattergl: 'scatter',
  bar: 'bar',
  histogram: 'histogram',
  box: 'box',
  heatmap: 'heatmap',
  pie: 'pie',
};

/** `undefined` for what only Plotly draws. */
export function traceKind(trace: PlotlyObject): TraceKind | undefined {
  const type = textAt(trace, 'type', 'scatter');
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

export const isScatter = (trace: PlotlyObject) => traceKind(trace) === 'scatter';

export const isBar = (trace: PlotlyObject) => traceKind(trace) === 'bar';
