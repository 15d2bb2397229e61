import type { Notebook } from './notebook.js';

/** Key under which a notebook that was read keeps its own text. */
export const ORIGINAL: unique symbol = Symbol('original');

/** The text that a notebook came from: whatever did not change is written as it stood there. */
export interface Original {
  readonly format: 'ipynb' | 'script';
  readonly text: string;
  /** First and last offset (exclusive) of what each object was read from. */
  readonly spans: WeakMap<object, readonly [start: number, end: number]>;
  /** What stands above the first cell of a script. */
  readonly lead: string;
  /** Line of the file, counted from 1, on which the source of each cell starts; scripts only. */
  readonly firstLines: WeakMap<object, number>;
}

/** The text that a notebook came from, when it came from one of this format. */
export function originalOf(notebook: Notebook, format: Original['format']): Original | undefined {
  const original = (notebook as { [ORIGINAL]?: Original })[ORIGINAL];
  return original?.format === format ? original : undefined;
}

/** What an object was read from, letter by letter. */
export function originalText(original: Original | undefined, value: object): string | undefined {
  const span = original?.spans.get(value);
  return span === undefined ? undefined : original?.text.slice(span[0], span[1]);
}
