import type { Outline } from './outline.js';

/** A page while it is written: what its parts add to, and what they need to know. */
export interface Draft {
  readonly outline: Outline;
  readonly maskIds: boolean;
  /** Title of the page. */
  readonly title: string;
  /** Charts so far; each has its place in the page by its position here. */
  readonly charts: Chart[];
  readonly counts: { charts: number; tables: number; cards: number; files: number };
}

/** What Plotly draws. */
export interface Chart {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
  /** Rows of the data table that are not in the page's text, as HTML. */
  readonly rows?: string;
}

export function draft(title: string, outline: Outline, maskIds: boolean): Draft {
  return { title, outline, maskIds, charts: [], counts: { charts: 0, tables: 0, cards: 0, files: 0 } };
}
