import type { Output } from '../document/notebook.js';
import type { CellContext, CellRun } from './cell-run.js';

const JOIN_MS = 15;
const JOIN_LENGTH = 65_536;

/** Takes the outputs of cells in order and joins neighbouring stream text. */
export class OutputSink {
  #context: CellContext;
  #deliver: (cellId: string, output: Output) => void;
  #joined?: { readonly cell: CellRun; readonly name: 'stdout' | 'stderr'; parts: string[]; length: number };
  #timer?: NodeJS.Timeout;

  constructor(context: CellContext, deliver: (cellId: string, output: Output) => void) {
    this.#context = context;
    this.#deliver = deliver;
  }

  stream(cell: CellRun, name: 'stdout' | 'stderr', text: string): void {
    if (cell.muted || text === '') return;
    if (this.#joined?.cell !== cell || this.#joined.name !== name) {
      this.flush();
      this.#joined = { cell, name, parts: [], length: 0 };
    }
    this.#joined.parts.push(text);
    this.#joined.length += text.length;
    if (this.#joined.length >= JOIN_LENGTH) this.flush();
    else this.#timer ??= this.#context.run(undefined, () => setTimeout(() => this.flush(), JOIN_MS));
  }

  output(cell: CellRun, output: Output): void {
    if (cell.muted) return;
    this.flush();
    this.#context.run(undefined, () => this.#deliver(cell.id, output));
  }

  /** Hands on what was joined so far. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const joined = this.#joined;
    this.#joined = undefined;
    if (joined === undefined) return;
    const output = { output_type: 'stream' as const, name: joined.name, text: joined.parts.join('') };
    this.#context.run(undefined, () => this.#deliver(joined.cell.id, output));
  }
}
