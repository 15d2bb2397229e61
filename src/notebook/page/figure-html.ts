import { formatNumber } from '../../core/format.js';
import type { FigureContent } from '../../display/bundle.js';
import { MASKED } from '../../display/cell-text.js';
import { escapeHtml } from '../../display/escape-html.js';
import { rowsHtml, tableHtml } from '../../display/table-html.js';
import { canDraw } from './chart-library.js';
import type { Draft } from './draft.js';
import type { ReadChart } from './read-chart.js';

/** Rows of a chart's data in the page's text; the rest travels compressed with the chart. */
const TEXT_ROWS = 200;

/**
 * A figure: title and how to read it, the place of the chart, its description, its source and its data. Where
 * no chart is drawn, description and data are what is seen.
 */
export function figureHtml(content: FigureContent, read: ReadChart | undefined, page: Draft): string {
  page.counts.charts++;
  const id = `figure-${page.counts.charts}`;
  const caption = content.caption === '' ? '' : `<span>${escapeHtml(content.caption)}</span>`;
  const source =
    content.source === undefined ? '' : `<p class="source">Source: ${escapeHtml(content.source)}</p>`;
  const chart = place(content, read, page);
  const parts = [
    `<figcaption id="${id}-title"><strong>${escapeHtml(content.title)}</strong>${caption}</figcaption>`,
    chart,
    `<p class="alternative" id="${id}-text">${escapeHtml(content.alternativeText)}</p>`,
    `<details class="data" open><summary>Show the data</summary>${dataHtml(content, chart !== '' && canDraw(read?.types ?? []), page)}</details>`,
    source,
  ];
  return `<figure class="chart" aria-labelledby="${id}-title" aria-describedby="${id}-text">${parts.join('')}</figure>`;
}

function dataHtml({ table }: FigureContent, drawn: boolean, page: Draft): string {
  if (!drawn || table.rows.length <= TEXT_ROWS) return tableHtml(table, page.maskIds);
  const chart = page.charts.length - 1;
  page.charts[chart] = { ...page.charts[chart], rows: rowsHtml(table, page.maskIds, TEXT_ROWS) };
  const all = formatNumber(table.rows.length);
  return `${tableHtml(table, page.maskIds, TEXT_ROWS)}<p class="clientele-note without-scripts">The first ${TEXT_ROWS} of ${all} rows; a browser that runs scripts shows all.</p>`;
}

function place(content: FigureContent, read: ReadChart | undefined, page: Draft): string {
  if (read === undefined) return '';
  if (!canDraw(read.types)) {
    return `<p class="left-out">Charts of type ${escapeHtml(read.types.join(', '))} are not drawn here; the data stand below.</p>`;
  }
  const ids = page.maskIds ? idsIn(content) : new Set<unknown>();
  page.charts.push(ids.size === 0 ? read.chart : (masked(read.chart, ids) as typeof read.chart));
  const height = Number(read.chart.layout.height);
  const size = height >= 120 && height <= 1600 ? Math.round(height) : 420;
  return `<div class="plot" data-chart="${page.charts.length - 1}" style="height:${size}px"></div>`;
}

function idsIn({ table }: FigureContent): Set<unknown> {
  const places = table.columns.flatMap((column, j) => (column.role === 'id' ? [j] : []));
  return new Set(
    table.rows.flatMap((row) => places.map((j) => row[j])).filter((id) => typeof id === 'string'),
  );
}

/** Ids that the table masks do not travel in the chart either, for example in its hover texts. */
function masked(value: unknown, ids: ReadonlySet<unknown>): unknown {
  if (typeof value === 'string') return ids.has(value) ? MASKED : value;
  if (Array.isArray(value)) return value.map((part) => masked(part, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, masked(part, ids)]));
}
