import { escapeHtml } from './escape-html.js';

/** Words around a picture of a chart. */
export interface PictureWords {
  readonly title: string;
  readonly caption: string;
  readonly alternativeText: string;
  readonly source?: string;
}

/** A chart as HTML that needs no script, no style sheet and no network: a still picture with its words. */
export function pictureHtml(svg: string, { title, caption, alternativeText, source }: PictureWords): string {
  const picture = `<img src="data:image/svg+xml;base64,${base64(svg)}" alt="${escapeHtml(alternativeText)}" style="max-width:100%;height:auto">`;
  const words = [
    title === '' ? '' : `<strong>${escapeHtml(title)}</strong>`,
    caption === '' ? '' : `<span>${escapeHtml(caption)}</span>`,
    source === undefined ? '' : `<small>Source: ${escapeHtml(source)}</small>`,
  ].filter((part) => part !== '');
  const figcaption = words.length === 0 ? '' : `<figcaption>${words.join('<br>')}</figcaption>`;
  return `<figure class="clientele-figure" style="margin:0">${figcaption}${picture}</figure>`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
