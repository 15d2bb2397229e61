import { slug } from './slug.js';

/** A heading of the page. */
export interface OutlineEntry {
  /** 2 to 6; the page's title is the one heading of level 1. */
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** The headings of a page, in order, without gaps between levels and with an id of its own each. */
export interface Outline {
  readonly entries: readonly OutlineEntry[];
  /** Level of a heading that comes next, one below the last listed one. */
  levelBelow(): number;
  /** Gives every heading in safe HTML its level and, where it is listed, its id and a link to itself. */
  place(html: string, listed: boolean): string;
}

/**
 * An empty outline.
 *
 * @param shift - Added to the level of every heading: 1 when the notebook has headings of level 1 besides its title.
 */
export function outline(shift: number): Outline {
  const entries: OutlineEntry[] = [];
  const used = new Map<string, number>();
  let last = 1; // of all headings, so that no level is skipped
  let lastListed = 1;

  function place(html: string, listed: boolean): string {
    return html.replace(HEADING, (_, level: string, attributes: string, inner: string) => {
      const text = plainText(inner);
      const shown = Math.max(2, Math.min(Number(level) + shift, last + 1, 6));
      last = shown;
      if (!listed || text === '') return `<h${shown}${attributes}>${inner}</h${shown}>`;
      lastListed = shown;
      const name = `h-${slug(text)}`;
      const times = (used.get(name) ?? 0) + 1;
      used.set(name, times);
      const id = times === 1 ? name : `${name}-${times}`;
      entries.push({ level: shown, id, text });
      const linked = /<a\b/.test(inner) ? inner : `<a class="self" href="#${id}">${inner}</a>`;
      return `<h${shown}${attributes} id="${id}">${linked}</h${shown}>`;
    });
  }

  return { entries, place, levelBelow: () => Math.min(lastListed + 1, 4) };
}

/** Headings in sanitised HTML, where every tag is closed. */
export const HEADING = /<h([1-6])((?: [^>]*)?)>([\s\S]*?)<\/h\1>/g;

/** Text of sanitised HTML, entities resolved. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
