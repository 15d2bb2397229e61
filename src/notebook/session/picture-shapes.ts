import type { MimeBundle } from '../../display/bundle.js';
import { escapeHtml } from '../../display/escape-html.js';
import { svgAddress } from '../../display/svg-address.js';

/** Larger pictures would make a notebook that nothing opens. */
const MOST_BYTES = 20_000_000;

/**
 * Pictures, recognised by how they begin: PNG, JPEG, GIF and WebP as bytes, SVG as text or as an element. A picture
 * is never run as markup: HTML gets it as an image.
 */
export function pictureShape(value: unknown): MimeBundle | undefined {
  if (value instanceof Uint8Array) return ofBytes(value);
  const svg = typeof value === 'string' ? value : outerHtml(value);
  return svg !== undefined && isSvg(svg) ? svgBundle(svg) : undefined;
}

/** An SVG with an image of it for front ends that know only HTML, and its title. */
export function svgBundle(svg: string): MimeBundle {
  const title = /<title[^>]*>([^<]*)/.exec(svg)?.[1].trim();
  const text = title === undefined || title === '' ? 'Picture (SVG)' : title;
  const named = /<svg\b[^>]*\sxmlns\s*=/i.test(svg)
    ? svg
    : svg.replace(/<svg\b/i, '<svg xmlns="http://www.w3.org/2000/svg"');
  return {
    'image/svg+xml': svg,
    'text/html': `<img src="${svgAddress(named)}" alt="${escapeHtml(text)}" style="max-width:100%">`,
    'text/plain': text,
  };
}

/** An element of a document, as its text. */
export function outerHtml(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { outerHTML, nodeType } = value as { outerHTML?: unknown; nodeType?: unknown };
  return nodeType === 1 && typeof outerHTML === 'string' ? outerHTML : undefined;
}

function isSvg(text: string): boolean {
  return (
    /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text.slice(0, 2000)) &&
    /<\/svg>\s*$/i.test(text)
  );
}

function ofBytes(bytes: Uint8Array): MimeBundle | undefined {
  const kind = kindOf(bytes);
  if (kind === undefined) return undefined;
  const name = kind.slice('image/'.length).toUpperCase();
  const text = `Picture (${name}, ${Math.ceil(bytes.length / 1000).toLocaleString('en-US')} kB)`;
  if (bytes.length > MOST_BYTES) return { 'text/plain': `${text}: too large to be shown` };
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  // Every front end knows the first two; HTML beside them would write the bytes twice.
  if (kind === 'image/png' || kind === 'image/jpeg') return { [kind]: base64, 'text/plain': text };
  return { 'text/html': `<img src="data:${kind};base64,${base64}" alt="${text}">`, 'text/plain': text };
}

function kindOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return /^RIFF[\s\S]{4}WEBP/.test(start) ? 'image/webp' : undefined;
}
