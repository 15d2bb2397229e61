import type { CellContext, CellRun } from './cell-run.js';
import type { LiveOutput } from './live-output.js';

/**
 * Hands on the outputs of cells in order, each at once: whatever happens next, a busy loop or a crash, what was
 * printed before has left. Who takes them joins stream text where that helps.
 */
export class OutputSink {
  readonly #context: CellContext;
  readonly #deliver: (cellId: string, output: LiveOutput) => void;

  constructor(context: CellContext, deliver: (cellId: string, output: LiveOutput) => void) {
    this.#context = context;
    this.#deliver = deliver;
  }

  stream(cell: CellRun, name: 'stdout' | 'stderr', text: string): void {
    if (text !== '') this.output(cell, { output_type: 'stream', name, text });
  }

  output(cell: CellRun, output: LiveOutput): void {
    if (!cell.muted) this.#context.run(undefined, () => this.#deliver(cell.id, output));
  }
}
