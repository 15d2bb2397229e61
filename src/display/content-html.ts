import type { Content } from './bundle.js';
import { cardsHtml } from './cards-html.js';
import { escapeHtml } from './escape-html.js';
import { tableHtml } from './table-html.js';

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
  const maskIds = options.maskIds ?? false;
  switch (content.kind) {
    case 'table':
      return tableHtml(content, maskIds);
    case 'figure':
      return `<p>${escapeHtml(content.alternativeText)}</p>${tableHtml(content.table, maskIds)}`;
    case 'cards':
      return cardsHtml(content, 3);
    case 'file':
    case 'page': {
      const name = content.kind === 'file' ? content.name : `${content.name}.html`;
      return `<p class="clientele-file"><strong>${escapeHtml(name)}</strong> ${escapeHtml(content.description)}</p>`;
    }
  }
}
