/** Pictures that every browser shows. */
export const PICTURE_TYPES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

/**
 * The address of a picture whose bytes are in it, written anew; `undefined` for everything else. SVG comes out
 * as a picture of its own, in which a browser neither runs scripts nor loads anything.
 *
 * @param address - A `data:` address of one of `PICTURE_TYPES`.
 */
export function pictureSource(address: string): string | undefined {
  const match = /^data:(image\/[a-z+]+)((?:;[\w=-]+)*),(.*)$/is.exec(address.trim());
  if (match === null) return undefined;
  const [, type, parameters, body] = match;
  if (/;base64$/i.test(parameters)) return pictureData(type.toLowerCase(), body);
  try {
    return pictureData(type.toLowerCase(), Buffer.from(decodeURIComponent(body), 'utf8').toString('base64'));
  } catch {
    return undefined; // a broken percent escape
  }
}

/** The same for a MIME type and base64 text. */
export function pictureData(type: string, base64: string): string | undefined {
  if (!(PICTURE_TYPES as readonly string[]).includes(type)) return undefined;
  const bytes = base64.replace(/\s+/g, '');
  if (bytes === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(bytes)) return undefined;
  if (type !== 'image/svg+xml') return `data:${type};base64,${bytes}`;
  const svg = Buffer.from(bytes, 'base64').toString('utf8');
  if (!/<svg\b/i.test(svg)) return undefined;
  const named = /<svg\b[^>]*\sxmlns\s*=/i.test(svg)
    ? svg
    : svg.replace(/<svg\b/i, '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml;base64,${Buffer.from(named, 'utf8').toString('base64')}`;
}
