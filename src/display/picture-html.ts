import { escapeHtml } from './escape-html.js';
import { svgAddress } from './svg-address.js';

/** Words around a picture of a chart. */
export interface PictureWords {
  readonly title: string;
  readonly caption: string;
  readonly alternativeText: string;
  readonly source?: string;
}

/**
 * A chart as HTML that needs no style sheet and no network: a still picture with its words; the alternative text
 * where there is no picture.
 */
export function pictureHtml(
  svg: string | undefined,
  { title, caption, alternativeText, source }: PictureWords,
): string {
  const text = escapeHtml(alternativeText);
  const picture =
    svg === undefined
      ? `<p>${text}</p>`
      : `<img src="${svgAddress(svg)}" alt="${text}" style="max-width:100%;height:auto">`;
  const words = [
    title === '' ? '' : `<strong>${escapeHtml(title)}</strong>`,
    caption === '' ? '' : `<span>${escapeHtml(caption)}</span>`,
    source === undefined ? '' : `<small>Source: ${escapeHtml(source)}</small>`,
  ].filter((part) => part !== '');
  const figcaption = words.length === 0 ? '' : `<figcaption>${words.join('<br>')}</figcaption>`;
  return `<figure class="clientele-figure" style="margin:0">${figcaption}${picture}</figure>`;
}
