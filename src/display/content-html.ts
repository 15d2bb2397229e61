import type { CardsContent, Content, TableContent } from './bundle.js';
import { cellText, MASKED } from './cell-text.js';
import { escapeHtml } from './escape-html.js';

/** Where the HTML will stand. */
export interface ContentHtmlOptions {
  /** Cells of columns with the role `id` are masked: pages are passed on. Default false. */
  readonly maskIds?: boolean;
}

/**
 * Content as HTML without scripts; every text in it is escaped. Class names start with `clientele-`: the page
 * styles them, elsewhere the browser's own look does.
 */
export function contentHtml(content: Content, options: ContentHtmlOptions = {}): string {
  switch (content.kind) {
    case 'table':
      return tableHtml(content, options.maskIds ?? false);
    case 'figure':
      return `<p>${escapeHtml(content.alternativeText)}</p>${tableHtml(content.table, options.maskIds ?? false)}`;
    case 'cards':
      return cardsHtml(content);
    case 'file':
    case 'page': {
      const name = content.kind === 'file' ? content.name : `${content.name}.html`;
      return `<p class="clientele-file"><strong>${escapeHtml(name)}</strong> ${escapeHtml(content.description)}</p>`;
    }
  }
}

function tableHtml(content: TableContent, maskIds: boolean): string {
  const heads = content.columns.map((column) => {
    const unit = column.unit === undefined ? '' : ` <small>${escapeHtml(column.unit)}</small>`;
    const meaning = column.meaning === undefined ? '' : ` title="${escapeHtml(column.meaning)}"`;
    return `<th scope="col" class="${column.align ?? 'left'}"${meaning}>${escapeHtml(column.title ?? column.name)}${unit}</th>`;
  });
  const body = content.rows.map((row) => {
    const cells = row.map((cell, j) => {
      const column = content.columns[j];
      const text = maskIds && column.role === 'id' ? MASKED : cellText(cell, column);
      return `<td class="${column.align ?? 'left'}">${escapeHtml(text)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const caption = content.caption === undefined ? '' : `<caption>${escapeHtml(content.caption)}</caption>`;
  const left = content.totalRows - content.rows.length;
  const notes = [
    ...(left > 0 ? [`${content.rows.length} of ${content.totalRows} rows shown`] : []),
    ...(content.note === undefined ? [] : [content.note]),
  ];
  const foot = notes.length === 0 ? '' : `<p class="clientele-note">${escapeHtml(notes.join('. '))}</p>`;
  return `<table class="clientele-table">${caption}<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>${foot}`;
}

function cardsHtml(content: CardsContent): string {
  const cards = content.cards.map((card) => {
    const sections = card.sections.map((section) => {
      const sentences = section.sentences.map((sentence) => {
        const mark =
          sentence.basis === 'assumption' ? ' <em class="clientele-assumption">assumption</em>' : '';
        const doubt = sentence.proven ? '' : ' class="clientele-unproven"';
        const title =
          sentence.evidence.length === 0 ? '' : ` title="${escapeHtml(sentence.evidence.join('; '))}"`;
        return `<li${doubt}${title}>${escapeHtml(sentence.text)}${mark}</li>`;
      });
      return `<h4>${escapeHtml(section.heading)}</h4><ul>${sentences.join('')}</ul>`;
    });
    const color = /^#[0-9a-f]{6}$/i.test(card.color) ? card.color : '#666666';
    return `<article class="clientele-card" style="border-color: ${color}"><h3>${escapeHtml(card.name)}</h3><p>${escapeHtml(card.subtitle)}</p>${sections.join('')}</article>`;
  });
  return `<section class="clientele-cards">${cards.join('')}</section>`;
}
