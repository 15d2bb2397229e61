import { DISPLAY_KEY, type MimeBundle } from '../../display/bundle.js';
import { plotlyBundle } from '../../display/plotly-bundle.js';

/** A chart that is no figure of ours yet can be displayed. */
interface DisplayableChart {
  [DISPLAY_KEY](): MimeBundle;
}

const COORDINATES = ['x', 'y', 'z', 'values', 'labels', 'type'];

/**
 * What Plotly could draw, made displayable: an object with `data`, a list of traces, and perhaps a `layout`.
 * Figures that display themselves stay as they are; `undefined` for everything else.
 */
export function figureOf(value: unknown): DisplayableChart | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof (value as Partial<DisplayableChart>)[DISPLAY_KEY] === 'function')
    return value as DisplayableChart;
  const { data, layout = {} } = value as { data?: unknown; layout?: unknown };
  if (!Array.isArray(data) || !data.every(isTrace) || !isObject(layout)) return undefined;
  return { [DISPLAY_KEY]: () => plotlyBundle({ data, layout }) };
}

/** Whether a value is a chart of Plotly for sure: with traces and a layout. */
export function isPlotlyFigure(value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value.data) || value.data.length === 0) return false;
  return isObject(value.layout) && figureOf(value) !== undefined;
}

function isTrace(value: unknown): value is Record<string, unknown> {
  return isObject(value) && COORDINATES.some((name) => name in value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
