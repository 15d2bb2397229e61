import { CLIENTELE_MIME, type Content, type MimeBundle, PLOTLY_MIME } from '../../display/bundle.js';
import { cardsHtml } from '../../display/cards-html.js';
import { escapeHtml } from '../../display/escape-html.js';
import { tableHtml } from '../../display/table-html.js';
import { ansiHtml } from './ansi-html.js';
import { describeChart } from './describe-chart.js';
import type { Draft } from './draft.js';
import { figureHtml } from './figure-html.js';
import { fileHtml } from './file-html.js';
import { markdownHtml } from './markdown-html.js';
import { plainText } from './outline.js';
import { PICTURE_TYPES, pictureData } from './picture-source.js';
import { readChart } from './read-chart.js';
import { readContent } from './read-content.js';
import { sanitise } from './sanitise.js';

/**
 * The richest safe form of a value: our own content, chart, picture, HTML, Markdown, JSON, text. Every bundle ends
 * as something that is seen: where nothing fits, a box says what came.
 */
export async function bundleHtml(bundle: MimeBundle, page: Draft): Promise<string> {
  const read = readChart(bundle[PLOTLY_MIME]);
  const content = readContent(bundle[CLIENTELE_MIME]);
  if (content?.kind === 'figure') return figureHtml(content, read, page);
  if (content !== undefined) return contentPart(content, page);
  if (read !== undefined) return figureHtml(describeChart(read), read, page);
  const picture = pictureHtml(bundle);
  if (picture !== undefined) return picture;
  const html = textOf(bundle['text/html']);
  if (html !== undefined) {
    const safe = await sanitise(html);
    if (plainText(safe) !== '' || safe.includes('<img'))
      return prose(page.outline.place(scrolling(safe), false));
  }
  const markdown = textOf(bundle['text/markdown']);
  if (markdown !== undefined) {
    return prose(page.outline.place(scrolling(await markdownHtml(markdown)), false));
  }
  if (bundle['application/json'] !== undefined) {
    return `<pre class="text" tabindex="0">${escapeHtml(JSON.stringify(bundle['application/json'], null, 2) ?? '')}</pre>`;
  }
  const text = textOf(bundle['text/plain']) ?? textOf(bundle['text/latex']);
  if (text !== undefined) return text === '' ? '' : `<pre class="text" tabindex="0">${ansiHtml(text)}</pre>`;
  const types = Object.keys(bundle).map((type) => escapeHtml(type));
  return `<p class="left-out">This output cannot be shown: ${types.length === 0 ? 'it is empty' : types.join(', ')}.</p>`;
}

function contentPart(content: Exclude<Content, { kind: 'figure' }>, page: Draft): string {
  switch (content.kind) {
    case 'table':
      page.counts.tables++;
      return `<div class="table">${tableHtml(content, page.maskIds)}</div>`;
    case 'cards':
      page.counts.cards += content.cards.length;
      return cardsHtml(content, page.outline.levelBelow(), content.title !== page.title);
    case 'file':
    case 'page':
      page.counts.files++;
      return fileHtml(content);
  }
}

/** Wide tables scroll in a box of their own. */
export function scrolling(html: string): string {
  return html
    .replaceAll('<table', '<div class="clientele-scroll" role="group" tabindex="0" aria-label="Table"><table')
    .replaceAll('</table>', '</table></div>');
}

function prose(html: string): string {
  return `<div class="prose rich">${html}</div>`;
}

function pictureHtml(bundle: MimeBundle): string | undefined {
  for (const type of PICTURE_TYPES) {
    const data = textOf(bundle[type]);
    if (data === undefined) continue;
    const isSvgText = type === 'image/svg+xml' && /<svg\b/i.test(data);
    const source = pictureData(type, isSvgText ? Buffer.from(data, 'utf8').toString('base64') : data);
    if (source === undefined) continue;
    const text = textOf(bundle['text/plain']) ?? '';
    const alt = text === '' || /^[<[{]/.test(text) ? 'Picture made by the code above' : text.slice(0, 300);
    return `<img class="picture" src="${source}" alt="${escapeHtml(alt)}">`;
  }
  return undefined;
}

/** Text, also when it is split into lines, as older files have it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('') : undefined;
}
