import type { Attributes, IOptions, Tag } from 'sanitize-html';
import { decodedAddress } from './decoded-address.js';
import { pictureSource } from './picture-source.js';
import { slug } from './slug.js';

const TEXT_TAGS = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'pre', 'hr', 'br', 'div', 'ul', 'ol', 'li'],
  ...['dl', 'dt', 'dd', 'a', 'abbr', 'b', 'cite', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's'],
  ...['samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr', 'img', 'figure'],
  ...['figcaption', 'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['details', 'summary'],
];

const COLOR = /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,%]+\)|[a-z]+)$/i;
const LENGTH = /^\d{1,4}(\.\d+)?(px|em|rem|%)?$/;
const STYLES: Readonly<Record<string, RegExp>> = {
  'text-align': /^(left|right|center|justify)$/,
  'vertical-align': /^(top|middle|bottom|baseline)$/,
  'font-weight': /^(normal|bold|[1-9]00)$/,
  'font-style': /^(normal|italic)$/,
  'text-decoration': /^(none|underline|line-through)$/,
  'white-space': /^(normal|nowrap|pre|pre-wrap)$/,
  width: LENGTH,
  padding: LENGTH,
  color: COLOR,
  'background-color': COLOR,
};

/**
 * HTML from Markdown or from an output, with nothing in it that runs, loads, sends or covers: no scripts,
 * handlers, forms, frames, classes or ids, links to `http`, `https`, `mailto` and within the page only,
 * pictures only where their bytes are in the HTML. What was taken out and would be missed leaves a visible note.
 */
export async function sanitise(html: string): Promise<string> {
  const { default: sanitizeHtml } = await import('sanitize-html');
  return sanitizeHtml(withDrawingsAsPictures(html), OPTIONS);
}

const left = (what: string) => (): Tag => ({
  tagName: 'em',
  attribs: { class: 'left-out' },
  text: `${what} not shown`,
});

const OPTIONS: IOptions = {
  allowedTags: TEXT_TAGS,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'title'],
    a: ['href', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    ol: ['start', 'reversed', 'type'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    em: [{ name: 'class', values: ['left-out'] }],
    details: ['open'],
    time: ['datetime'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'svg', 'math', 'template', 'title'],
  parseStyleAttributes: false,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: linkOf(attribs) }),
    img: pictureOf,
    iframe: left('Embedded page'),
    object: left('Embedded object'),
    embed: left('Embedded object'),
    video: left('Video'),
    audio: left('Sound'),
    canvas: left('Drawing'),
    form: (_, attribs) => ({ tagName: 'div', attribs }),
    '*': (tagName, attribs) => ({ tagName, attribs: styleOf(attribs) }),
  },
};

/** Links to other files lead nowhere once the page is moved: their text stays, the link goes. */
function linkOf(attribs: Attributes): Attributes {
  const href = attribs.href?.trim() ?? '';
  const rest = styleOf(attribs);
  delete rest.href;
  if (href.startsWith('#')) return { ...rest, href: `#h-${slug(decodedAddress(href.slice(1)))}` };
  return /^(https?:\/\/|mailto:)/i.test(href) ? { ...rest, href, rel: 'noopener noreferrer' } : rest;
}

function pictureOf(_: string, attribs: Attributes): Tag {
  const source = pictureSource(attribs.src ?? '');
  const alt = attribs.alt?.trim() ?? '';
  if (source !== undefined) return { tagName: 'img', attribs: { ...styleOf(attribs), src: source, alt } };
  const name = attribs.src?.startsWith('data:') ? 'unknown format' : (attribs.src ?? '').slice(0, 120);
  const words = [alt, name].filter((part) => part !== '').join(', ');
  return { tagName: 'em', attribs: { class: 'left-out' }, text: `Picture not in this file: ${words}` };
}

/** Colours are kept only where text and ground are both given: one alone is unreadable in one of the themes. */
function styleOf(attribs: Attributes): Attributes {
  const { style, ...rest } = attribs;
  const kept = new Map<string, string>();
  for (const part of (style ?? '').split(';')) {
    const [name, value] = part.split(/:(.*)/s).map((piece) => piece?.trim() ?? '');
    if (Object.hasOwn(STYLES, name) && STYLES[name].test(value)) kept.set(name, value);
  }
  if (!kept.has('color') || !kept.has('background-color')) {
    kept.delete('color');
    kept.delete('background-color');
  }
  const safe = [...kept].map(([name, value]) => `${name}: ${value}`).join('; ');
  return safe === '' ? rest : { ...rest, style: safe };
}

/** Inline SVG becomes a picture: there a browser neither runs nor loads anything. */
function withDrawingsAsPictures(html: string): string {
  return html.replace(/<svg\b[\s\S]*?<\/svg\s*>/gi, (svg) => {
    const label = /<title>([^<]*)<\/title>/i.exec(svg)?.[1] ?? 'Drawing';
    const source = `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`;
    return `<img src="${source}" alt="${label.replaceAll('"', '&quot;')}">`;
  });
}
