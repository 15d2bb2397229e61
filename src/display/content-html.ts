import type { Content, FileContent, PageContent } from './bundle.js';
import { cardsHtml } from './cards-html.js';
import { escapeHtml } from './escape-html.js';
import { tableHtml } from './table-html.js';
import { tableStyle } from './table-style.js';

/** Characters of a file that its HTML carries along. */
const MOST_LINKED = 100_000;

/** Where the HTML will stand. */
export interface ContentHtmlOptions {
  /** Cells of columns with the role `id` are masked: pages are passed on. Default false. */
  readonly maskIds?: boolean;
}

/**
 * Content as HTML without scripts, for notebooks; every text in it is escaped. Class names start with `clientele-`.
 */
export function contentHtml(content: Content, options: ContentHtmlOptions = {}): string {
  const maskIds = options.maskIds ?? false;
  switch (content.kind) {
    case 'table':
      return tableStyle(content) + tableHtml(content, maskIds);
    case 'figure':
      return `<p>${escapeHtml(content.alternativeText)}</p>${tableStyle(content.table)}${tableHtml(content.table, maskIds)}`;
    case 'cards':
      return cardsHtml(content, 3);
    case 'file':
      return namedHtml(
        content.text.length > MOST_LINKED ? escapeHtml(content.name) : linkHtml(content),
        content,
      );
    case 'page':
      return namedHtml(
        escapeHtml(`${content.name}.html`),
        content,
        ' <small>(<code>clientele run</code> writes it)</small>',
      );
  }
}

function namedHtml(name: string, { description }: FileContent | PageContent, more = ''): string {
  return `<p class="clientele-file"><strong>${name}</strong> ${escapeHtml(description)}${more}</p>`;
}

/** The file itself as a download. */
function linkHtml({ name, text }: FileContent): string {
  const bytes = Buffer.from(text, 'utf8').toString('base64');
  const shown = escapeHtml(name.replace(/^.*[/\\]/, ''));
  return `<a download="${shown}" href="data:application/octet-stream;base64,${bytes}">${shown}</a>`;
}
