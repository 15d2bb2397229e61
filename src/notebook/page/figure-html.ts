import type { FigureContent } from '../../display/bundle.js';
import { MASKED } from '../../display/cell-text.js';
import { escapeHtml } from '../../display/escape-html.js';
import { tableHtml } from '../../display/table-html.js';
import { canDraw } from './chart-library.js';
import type { Draft } from './draft.js';
import type { ReadChart } from './read-chart.js';

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
  const parts = [
    `<figcaption id="${id}-title"><strong>${escapeHtml(content.title)}</strong>${caption}</figcaption>`,
    place(content, read, page),
    `<p class="alternative" id="${id}-text">${escapeHtml(content.alternativeText)}</p>`,
    `<details class="data" open><summary>Show the data</summary>${tableHtml(content.table, page.maskIds)}</details>`,
    source,
  ];
  return `<figure class="chart" aria-labelledby="${id}-title" aria-describedby="${id}-text">${parts.join('')}</figure>`;
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
