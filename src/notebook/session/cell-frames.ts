import type { CompiledCell } from '../language/compile-cell.js';
import { placeText } from '../language/diagnostic.js';
import type { Position } from '../language/position.js';

/** A line of a stack trace that lies in a cell. */
export interface CellFrame {
  /** Function, or empty at the top of the cell. */
  readonly name: string;
  readonly cell: number;
  readonly source: string;
  readonly position: Position;
}

const PLACE = /([^()\s]+#cell-\d+-run-\d+):(\d+):(\d+)/g;

interface KnownCell {
  readonly number: number;
  readonly source: string;
  readonly sourcePosition: CompiledCell['sourcePosition'];
}

/** Knows every cell by the name that it has in stack traces. */
export class CellFrames {
  #cells = new Map<string, KnownCell>();
  #notebook: string;
  #prefix: string;

  constructor(notebook: string) {
    this.#notebook = notebook;
    this.#prefix = `${notebook.replace(/[\s"'():]/g, '_')}#cell-`;
  }

  /** Name of an execution in stack traces, for `//# sourceURL`. */
  url(number: number, executionCount: number): string {
    return `${this.#prefix}${number}-run-${executionCount}`;
  }

  add(url: string, cell: KnownCell): void {
    this.#cells.set(url, cell);
  }

  /** The frames of a stack that lie in cells, innermost first. */
  ofStack(stack: string | undefined): CellFrame[] {
    return (stack ?? '').split('\n').flatMap((line) => {
      const match = /^\s*at (?:async )?(?:(.*) \()?([^()\s]+):(\d+):(\d+)\)?$/.exec(line);
      const cell = match === null ? undefined : this.#cells.get(match[2]);
      if (match === null || cell === undefined) return [];
      const position = cell.sourcePosition({ line: Number(match[3]), column: Number(match[4]) });
      const name = (match[1] ?? '').replaceAll('\u200d', '');
      return [{ name, cell: cell.number, source: cell.source, position }];
    });
  }

  /** A text with places in cells, the way V8 writes them, put the way people read them. */
  translate(text: string): string {
    if (!text.includes(this.#prefix)) return text;
    return text.replace(PLACE, (whole, url: string, line: string, column: string) => {
      const cell = this.#cells.get(url);
      if (cell === undefined) return whole;
      const position = cell.sourcePosition({ line: Number(line), column: Number(column) });
      return placeText({ notebook: this.#notebook, cell: cell.number }, position);
    });
  }
}
