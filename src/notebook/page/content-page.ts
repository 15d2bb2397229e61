import type { PageContent } from '../../display/bundle.js';
import { bundleHtml } from './bundle-html.js';
import { draft } from './draft.js';
import { outline } from './outline.js';
import type { ContentPageOptions } from './page-options.js';
import { shell } from './shell.js';

/**
 * A page of displayed values without a notebook around them, ready to print: persona cards, segments on a page.
 *
 * @example
 * const parts = [personaCards(people)[DISPLAY_KEY]()];
 * const cards = { kind: 'page', name: 'cards', title: 'Personas', description: 'One card a segment.', parts } as const;
 * (await contentPage(cards)).includes('<title>Personas</title>'); // true
 */
export async function contentPage(content: PageContent, options: ContentPageOptions = {}): Promise<string> {
  const page = draft(options.title ?? content.title, outline(0), options.maskIds ?? true);
  const parts: string[] = [];
  for (const part of content.parts) parts.push(`<div class="cell">${await bundleHtml(part, page)}</div>`);
  return shell({ kind: 'sheet', description: content.description, main: parts.join('\n') }, page, options);
}
