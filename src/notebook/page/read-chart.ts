import { unpackedNumbers } from '../../display/packed-figure.js';
import type { Chart } from './draft.js';

/** A chart as it came, made safe to draw. */
export interface ReadChart {
  readonly chart: Chart;
  /** Title in the layout, moved out: the page writes titles. */
  readonly title: string;
  /** Trace types, for the choice of the library. */
  readonly types: readonly string[];
}

type Plain = { [key: string]: unknown };

const DROPPED = new Set(['__proto__', 'constructor', 'prototype', 'uid', 'href', 'sendData', 'geojson']);
const OURS = [
  'template',
  'title',
  'paper_bgcolor',
  'plot_bgcolor',
  'width',
  'autosize',
  'mapbox',
  'map',
  'geo',
];

/**
 * Reads what stands under Plotly's MIME type: plain values only, no markup with attributes, nothing that is
 * loaded from elsewhere. Colours of ground and text, title and width are the page's. `undefined` when it is no chart.
 */
export function readChart(value: unknown): ReadChart | undefined {
  const figure = plain(value);
  if (!isPlain(figure) || !Array.isArray(figure.data)) return undefined;
  const data = figure.data.filter(isPlain).map(drawable);
  const layout = isPlain(figure.layout) ? figure.layout : {};
  const title = titleText(layout.title);
  for (const name of OURS) delete layout[name];
  if (Array.isArray(layout.images)) layout.images = layout.images.filter((image) => isInline(image));
  for (const [name, axis] of Object.entries(layout)) {
    if (/axis\d*$/.test(name) && isPlain(axis) && typeof axis.title === 'string')
      axis.title = { text: axis.title };
  }
  const types = data.map((trace) => String(trace.type));
  return { chart: { data, layout }, title, types: [...new Set(types)] };
}

function drawable(trace: Plain): Plain {
  const type = typeof trace.type === 'string' ? trace.type : 'scatter';
  if (type === 'image' && !isInline(trace)) delete trace.source;
  return { ...trace, type: type === 'scattergl' ? 'scatter' : type }; // the same marks, without WebGL
}

function isInline(value: unknown): boolean {
  return isPlain(value) && /^data:image\/(png|jpeg|webp|gif);base64,/.test(String(value.source));
}

/** Text of Plotly's `title`, written either way, without markup. */
export function titleText(title: unknown): string {
  const text = isPlain(title) ? title.text : title;
  return typeof text === 'string'
    ? text
        .replace(/<br\s*\/?>/gi, ' ')
        .replace(/<[^>]*>/g, '')
        .trim()
    : '';
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return withoutAttributes(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? value : null;
  const unpacked = unpackedNumbers(value);
  if (unpacked !== undefined) return unpacked.map(number);
  const kept = Object.entries(value).filter(([name]) => !DROPPED.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, plain(part)]));
}

/** Ten significant digits: a chart shows five at most, and digits are what a page with charts weighs. */
function number(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? value : Number(value.toPrecision(10));
}

/** Plotly takes a little markup in texts. Tags stay bare: an attribute could be a link or a style that loads. */
function withoutAttributes(text: string): string {
  return text.replace(/<(\/?)([a-z]+)\b[^>]*>?/gi, (_, slash: string, name: string) =>
    /^(b|i|br|em|s|u|sub|sup|extra|strong)$/i.test(name) ? `<${slash}${name}>` : '',
  );
}
