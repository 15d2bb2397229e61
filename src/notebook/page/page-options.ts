/** How a page of displayed values is made. Nothing is read from the machine. */
export interface ContentPageOptions {
  /** Title in place of the notebook's own. */
  readonly title?: string;
  /** Title of last resort, for a notebook without title and headings; default `Untitled report`. */
  readonly fallbackTitle?: string;
  /** ISO date or time that the page says it was made at; absent: the page carries no time of its own. */
  readonly generatedOn?: string;
  /** What a reader needs to make the page again, in this order, under "How this was made". */
  readonly provenance?: Readonly<Record<string, string | number>>;
  /** Cells of columns with the role `id` are masked. Default true: pages are passed on. */
  readonly maskIds?: boolean;
}

/** How the page of a notebook is made. */
export interface PageOptions extends ContentPageOptions {
  /** The cell at which the run stopped. */
  readonly failure?: PageFailure;
  /** Ids of the cells that were not reached. What they showed in an earlier run is left out. */
  readonly notRun?: readonly string[];
}

/** Where and why a run stopped. */
export interface PageFailure {
  readonly cellId: string;
  /** Number of the cell in the notebook, counted from 1. */
  readonly cellNumber: number;
  readonly message: string;
  /** Line in the cell, counted from 1. */
  readonly line?: number;
  /** Column in that line, counted from 1. */
  readonly column?: number;
}
