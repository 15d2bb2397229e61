import { inspect } from 'node:util';
import { isTable } from '../../core/is-table.js';
import { readableTable } from '../../core/readable-table.js';
import { DISPLAY_KEY, type MimeBundle, type TableContent } from '../../display/bundle.js';
import { showTableContent, tableContent } from '../../display/shown-table.js';
import { figureOf, isPlotlyFigure } from './figure-of.js';

const TEXT_LIMIT = 20_000;
const SHOWN_ROWS = 20;

/**
 * What a value looks like, by MIME type, with `text/plain` always among them.
 *
 * A value that has a method `Symbol.for('Jupyter.display')` says so itself; tables, and arrays of objects that
 * have the same keys and plain values, become tables; everything else is text as Node inspects it. Text is
 * never taken for HTML. A value that throws while it is shown is still answered.
 */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  try {
    const display = displayMethod(value);
    if (display !== undefined) {
      const own: unknown = Reflect.apply(display, value, []);
      if (!(own instanceof Promise)) return completed(own, value);
      return own.then((bundle) => completed(bundle, value)).catch((error) => failed(error, value));
    }
    if (isPlotlyFigure(value)) return figureOf(value)![DISPLAY_KEY]();
    const content = asTable(value);
    if (content !== undefined) return showTableContent(content)[DISPLAY_KEY]();
  } catch (error) {
    return failed(error, value);
  }
  return { 'text/plain': plainText(value) };
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

function asTable(value: unknown): TableContent | undefined {
  if (isTable(value)) return tableContent(value);
  if (!Array.isArray(value) || !areRows(value)) return undefined;
  const rows = value.slice(0, SHOWN_ROWS);
  const names = Object.keys(rows[0]);
  const shown = readableTable(Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])));
  return { ...tableContent(shown, { rows: SHOWN_ROWS }), totalRows: value.length };
}

/** Whether all rows have the same keys, each with a plain value. */
function areRows(rows: readonly unknown[]): rows is Record<string, unknown>[] {
  if (rows.length === 0 || !isPlainObject(rows[0])) return false;
  const names = Object.keys(rows[0]);
  return (
    names.length > 0 &&
    rows.every(
      (row) =>
        isPlainObject(row) &&
        Object.keys(row).length === names.length &&
        names.every((name) => Object.hasOwn(row, name) && isPlainValue(row[name])),
    )
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlainValue(value: unknown): boolean {
  return value === null || value instanceof Date || !['object', 'function', 'symbol'].includes(typeof value);
}
