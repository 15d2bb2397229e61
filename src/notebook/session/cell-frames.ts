import type { CellScript } from '../language/compile-cell.js';
import { placeText } from '../language/diagnostic.js';
import type { Position } from '../language/position.js';
import { readableName } from '../language/rewrite-cell.js';
import type { CellRun } from './cell-run.js';

/** A line of a stack trace that lies in a cell. */
export interface CellFrame {
  /** Function, or empty at the top of the cell. */
  readonly name: string;
  readonly run: CellRun;
  readonly source: string;
  readonly position: Position;
}

/** What V8 calls the top of a cell that is a generator function. */
const STEPPED_NAMES = /^(?:<anonymous>|Object\.<anonymous>|next)$/;
const TRACE = /(?:^ +at .*(?:\n|$))+/gm;
const PLACE = /([^()\s]+#cell-\d+-run-\d+(?:-functions)?):(\d+):(\d+)/g;

interface KnownCell {
  readonly run: CellRun;
  readonly source: string;
  readonly sourcePosition: CellScript['sourcePosition'];
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

  /** Remembers a script of an execution. */
  add({ url, sourcePosition }: CellScript, run: CellRun, source: string): void {
    if (url !== undefined) this.#cells.set(url, { run, source, sourcePosition });
  }

  /** The frames of a stack that lie in cells, innermost first. */
  ofStack(stack: string): CellFrame[] {
    return stack.split('\n').flatMap((line) => {
      const match = this.#match(line);
      if (match === undefined) return [];
      const { run, source, sourcePosition } = match.cell;
      const name = STEPPED_NAMES.test(match.name) ? '' : readableName(match.name);
      return [{ name, run, source, position: sourcePosition(match.at) }];
    });
  }

  /** The execution that a stack leads to, when it leads to a cell. */
  ofError(error: unknown): CellRun | undefined {
    const lines = stackOf(error).split('\n');
    return lines.map((line) => this.#match(line)?.cell.run).find((run) => run !== undefined);
  }

  /**
   * A text with stack traces into cells, put the way people read them: places by notebook, cell, line and
   * column, and nothing of what lies below the cell.
   */
  translate(text: string): string {
    if (!text.includes(this.#prefix)) return text;
    const folded = text.replace(TRACE, (trace) => {
      const lines = trace.split('\n');
      const last = lines.findLastIndex((line) => this.#match(line) !== undefined);
      return last < 0 ? trace : lines.slice(0, last + 1).join('\n') + (trace.endsWith('\n') ? '\n' : '');
    });
    return folded.replace(PLACE, (whole, url: string, line: string, column: string) => {
      const cell = this.#cells.get(url);
      if (cell === undefined) return whole;
      const position = cell.sourcePosition({ line: Number(line), column: Number(column) });
      return placeText({ notebook: this.#notebook, cell: cell.run.number }, position);
    });
  }

  #match(line: string) {
    const match = /^\s*at (?:async )?(?:(.*) \()?([^()\s]+):(\d+):(\d+)\)?$/.exec(line);
    const cell = match === null ? undefined : this.#cells.get(match[2]);
    if (match === null || cell === undefined) return undefined;
    return { cell, name: match[1] ?? '', at: { line: Number(match[3]), column: Number(match[4]) } };
  }
}

/** The stack of an error; empty for other values, and for errors that do not let themselves be read. */
export function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack ?? '') : '';
  } catch {
    return '';
  }
}
