import { inspect } from 'node:util';
import { DISPLAY_KEY, type MimeBundle } from '../../display/bundle.js';
import { escapeHtml } from '../../display/escape-html.js';
import { showTableContent } from '../../display/shown-table.js';
import { collectionShape } from './collection-shapes.js';
import { figureOf, isPlotlyFigure } from './figure-of.js';
import { outerHtml, pictureShape } from './picture-shapes.js';
import { tableShape } from './table-shapes.js';

const TEXT_LIMIT = 20_000;

/**
 * What a value looks like, by MIME type, with `text/plain` always among them.
 *
 * A value that has a method `Symbol.for('Jupyter.display')` says so itself; then what is recognised by its shape is
 * shown: charts of Plotly, pictures, tables of several libraries, tensors, maps, sets, elements, errors, and what has
 * a method `_toHtml` or `toHTML`. Everything else is text as Node inspects it, and other text is never taken for HTML.
 * A value that throws while it is shown is still answered.
 */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  try {
    const display = displayMethod(value);
    if (display !== undefined) {
      const own: unknown = Reflect.apply(display, value, []);
      if (!(own instanceof Promise)) return completed(own, value);
      return own.then((bundle) => completed(bundle, value)).catch((error) => failed(error, value));
    }
    const recognised = recognisedShape(value);
    if (recognised !== undefined) return recognised;
    const html = htmlMethod(value);
    if (html !== undefined) return completed({ 'text/html': String(Reflect.apply(html, value, [])) }, value);
  } catch (error) {
    return failed(error, value);
  }
  return { 'text/plain': plainText(value) };
}

/** A value that only looks like something, and throws when it is taken for it, is no such thing. */
function recognisedShape(value: unknown): MimeBundle | undefined {
  try {
    if (isPlotlyFigure(value)) return figureOf(value)![DISPLAY_KEY]();
    const picture = pictureShape(value);
    if (picture !== undefined) return picture;
    const content = tableShape(value) ?? collectionShape(value);
    if (content !== undefined) return showTableContent(content)[DISPLAY_KEY]();
    const element = outerHtml(value);
    if (element !== undefined) return { 'text/html': element, 'text/plain': element.slice(0, TEXT_LIMIT) };
    if (value instanceof Error) return errorBundle(value);
  } catch {}
  return undefined;
}

function errorBundle(error: Error): MimeBundle {
  const causes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 5; cause = cause.cause) {
    causes.push(`<strong>${escapeHtml(cause.name)}</strong>: ${escapeHtml(cause.message)}`);
  }
  return { 'text/html': `<pre>${causes.join('\ncaused by ')}</pre>`, 'text/plain': plainText(error) };
}

function htmlMethod(value: unknown): (() => unknown) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { _toHtml, toHTML } = value as { _toHtml?: unknown; toHTML?: unknown };
  const method = _toHtml ?? toHTML;
  return typeof method === 'function' ? (method as () => unknown) : undefined;
}

/** The method by which a value displays itself. */
export function displayMethod(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  const display = (value as { [DISPLAY_KEY]?: unknown })[DISPLAY_KEY];
  return typeof display === 'function' ? (display as () => unknown) : undefined;
}

function completed(bundle: unknown, value: unknown): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null) {
    throw new TypeError(`it gave ${plainText(bundle)} instead of a bundle of MIME types`);
  }
  return 'text/plain' in bundle ? (bundle as MimeBundle) : { ...bundle, 'text/plain': plainText(value) };
}

function failed(error: unknown, value: unknown): MimeBundle {
  const message = error instanceof Error ? error.message : plainText(error);
  return { 'text/plain': `${plainText(value)}\n(its display failed: ${message})` };
}

/** Value as Node inspects it, bounded in depth and length. */
export function plainText(value: unknown): string {
  try {
    const text = inspect(value, { maxArrayLength: 100, maxStringLength: TEXT_LIMIT, depth: 4 });
    return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT)}… ${text.length} characters`;
  } catch (error) {
    return `[a value that cannot be shown: ${error instanceof Error ? error.message : 'its inspection throws'}]`;
  }
}
