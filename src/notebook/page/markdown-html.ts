import { decodedAddress } from './decoded-address.js';
import { sanitise } from './sanitise.js';

/** Pictures of a cell by name, each a MIME bundle. */
export type Attachments = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Markdown, HTML in it included, as safe HTML; `attachment:` pictures are put in. */
export async function markdownHtml(source: string, attachments: Attachments = {}): Promise<string> {
  const { default: MarkdownIt } = await import('markdown-it');
  const markdown = new MarkdownIt({ html: true });
  markdown.validateLink = () => true; // what may stay is decided in one place, below
  const html = markdown.render(source);
  return sanitise(
    html.replace(/(<img\b[^>]*?\ssrc=")attachment:([^"]*)"/g, (whole, start: string, name: string) => {
      const bundle = new Map(Object.entries(attachments)).get(decodedAddress(name)) ?? {};
      const picture = Object.entries(bundle).find(
        ([type, data]) => type.startsWith('image/') && isText(data),
      );
      return picture === undefined ? whole : `${start}data:${picture[0]};base64,${picture[1]}"`;
    }),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
