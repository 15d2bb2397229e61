import type { ColumnRole } from '../core/column.js';
import type { SentenceBasis } from '../core/evidence.js';
import type { NumberFormat } from '../core/format.js';

/** What a value looks like, by MIME type; a front end takes the richest that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Our own MIME type: the content before it became HTML, so that the page can draw, mask and sort it. */
export const CLIENTELE_MIME = 'application/vnd.clientele.v1+json';
/** Charts of Plotly: `data` and `layout`. */
export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** Method by which a value says how it is displayed; it returns a `MimeBundle`. */
export const DISPLAY_KEY = Symbol.for('Jupyter.display');

/** A value that can be displayed. */
export interface Displayable {
  [DISPLAY_KEY](): MimeBundle;
}

/** What stands under `CLIENTELE_MIME`. Everything in it is plain text or numbers; nothing is HTML. */
export type Content = TableContent | FigureContent | CardsContent | FileContent | PageContent;

export interface TableColumn {
  readonly name: string;
  /** Heading; default the name. */
  readonly title?: string;
  readonly align?: 'left' | 'right';
  readonly format?: NumberFormat;
  /** `id` is masked in pages. */
  readonly role?: ColumnRole;
  readonly unit?: string;
  readonly meaning?: string;
}

/** A number, text or nothing; dates travel as ISO text. */
export type TableCell = number | string | boolean | null;

export interface TableContent {
  readonly kind: 'table';
  readonly caption?: string;
  readonly columns: readonly TableColumn[];
  /** Shown rows, each as long as `columns`. */
  readonly rows: readonly (readonly TableCell[])[];
  /** Rows of the table they were taken from. */
  readonly totalRows: number;
  /** One line below: source, what was left out. */
  readonly note?: string;
}

export interface FigureContent {
  readonly kind: 'figure';
  readonly title: string;
  /** One sentence on how to read it. */
  readonly caption: string;
  /** Type, axes with units, series and range, written from the data. */
  readonly alternativeText: string;
  readonly source?: string;
  /** The data that are drawn. */
  readonly table: TableContent;
}

/** Persona or segment cards. */
export interface CardsContent {
  readonly kind: 'cards';
  readonly title: string;
  readonly cards: readonly Card[];
  /** One line below the cards: what was left out. */
  readonly note?: string;
}

export interface Card {
  /** Stable key of the segment. */
  readonly key: string;
  readonly name: string;
  /** Colour of the segment, `#rrggbb`, the same in every figure. */
  readonly color: string;
  /** Short line below the name, for example size and share. */
  readonly subtitle: string;
  /** Where the numbers of the subtitle and of the badge stand, with their interval. */
  readonly subtitleEvidence?: readonly string[];
  /** A word on how far the card can be relied upon, beside the subtitle. */
  readonly badge?: string;
  /** Sections in reading order. */
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly CardSentence[] }[];
}

export interface CardSentence {
  readonly text: string;
  /** How large the difference is, and of how many, in small print. */
  readonly detail?: string;
  /** Where the numbers in it stand, for example `profile, s1, recencyDays, median = 12`. */
  readonly evidence: readonly string[];
  /** Where the statement comes from. */
  readonly basis: SentenceBasis;
  /** False when a number in the text does not match its table: the page boxes it as unproven. */
  readonly proven: boolean;
}

/** A file that the runner writes beside the report; the page offers it for download. */
export interface FileContent {
  readonly kind: 'file';
  /** File name without folder, for example `scoreboard.csv`. */
  readonly name: string;
  /** For example `text/csv`. */
  readonly mediaType: string;
  readonly text: string;
  /** One sentence on what is in it. */
  readonly description: string;
}

/** A page of its own that the runner writes beside the report, for example the persona cards. */
export interface PageContent {
  readonly kind: 'page';
  /** File name without folder and ending, for example `persona-cards`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What stands on it, from top to bottom. */
  readonly parts: readonly MimeBundle[];
}
