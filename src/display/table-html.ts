import { formatNumber } from '../core/format.js';
import type { TableCell, TableColumn, TableContent } from './bundle.js';
import { cellText, MASKED } from './cell-text.js';
import { escapeHtml } from './escape-html.js';

/** Significant digits of a number that its cell's text rounds: more than any reader or spreadsheet needs. */
const DIGITS = 10;

/**
 * A table as HTML. End tags that HTML lets out are left out: most of a page's weight is table cells.
 *
 * `data-right` lists the right-aligned columns, counted from 1. A cell whose text does not give its number
 * back (rounded, percent, with a unit) carries the number in `data-v`, for sorting and for spreadsheets.
 *
 * @param rows - Rows written, default all; `rowsHtml` gives the rest.
 */
export function tableHtml(content: TableContent, maskIds: boolean, rows = content.rows.length): string {
  const { columns } = content;
  const right = columns.flatMap((column, j) => (column.align === 'right' ? [j + 1] : []));
  const heads = columns.map((column) => {
    const unit = column.unit === undefined ? '' : ` <small>${escapeHtml(column.unit)}</small>`;
    return `<th scope="col">${escapeHtml(column.title ?? column.name)}${unit}`;
  });
  const caption = content.caption === undefined ? '' : `<caption>${escapeHtml(content.caption)}</caption>`;
  const label = escapeHtml(`Table: ${content.caption ?? columns.map((c) => c.title ?? c.name).join(', ')}`);
  return `<div class="clientele-scroll" role="group" tabindex="0" aria-label="${label}"><table class="clientele-table" data-right="${right.join(' ')}">${caption}<thead><tr>${heads.join('')}<tbody>${rowsHtml(content, maskIds, 0, rows)}</table></div>${noteHtml(content)}${meaningsHtml(columns)}`;
}

/** Rows of a table as HTML, from the given one (counted from 0) to the one before `end`. */
export function rowsHtml(content: TableContent, maskIds: boolean, start: number, end?: number): string {
  const { columns } = content;
  const named = namesRows(content);
  const body = content.rows.slice(start, end).map((row) => {
    const cells = row.map((cell, j) => {
      if (j === 0 && named) return `<th scope="row">${escapeHtml(cellText(cell, columns[0]))}`;
      return maskIds && columns[j].role === 'id' ? `<td>${MASKED}` : cellHtml(cell, columns[j]);
    });
    return `<tr>${cells.join('')}`;
  });
  return body.join('');
}

function cellHtml(cell: TableCell, column: TableColumn): string {
  const text = cellText(cell, column);
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return `<td>${escapeHtml(text)}`;
  const number = Number.isInteger(cell) ? cell : Number(cell.toPrecision(DIGITS));
  const exact = numberOf(text) === number ? '' : ` data-v="${number}"`;
  return `<td${exact}>${escapeHtml(text)}`;
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', '').replace('\u2212', '-'));
}

/** The first column heads its rows when it holds a different short text in each of few rows. */
function namesRows({ columns, rows }: TableContent): boolean {
  if (columns.length < 2 || columns[0].align === 'right' || columns[0].role === 'id') return false;
  if (rows.length === 0 || rows.length > 50) return false;
  const names = new Set(rows.map((row) => row[0]));
  return names.size === rows.length && [...names].every((name) => typeof name === 'string' && name !== '');
}

function noteHtml(content: TableContent): string {
  const shown = formatNumber(content.rows.length);
  const all = formatNumber(content.totalRows);
  const notes = [
    ...(content.totalRows > content.rows.length ? [`${shown} of ${all} rows shown`] : []),
    ...(content.note === undefined ? [] : [content.note]),
  ];
  return notes.length === 0 ? '' : `<p class="clientele-note">${escapeHtml(notes.join('. '))}</p>`;
}

function meaningsHtml(columns: readonly TableColumn[]): string {
  const meant = columns.filter((column) => column.meaning !== undefined);
  if (meant.length === 0) return '';
  const terms = meant.map(
    (column) =>
      `<dt>${escapeHtml(column.title ?? column.name)}</dt><dd>${escapeHtml(column.meaning ?? '')}</dd>`,
  );
  return `<details class="clientele-meanings"><summary>What the columns mean</summary><dl>${terms.join('')}</dl></details>`;
}
