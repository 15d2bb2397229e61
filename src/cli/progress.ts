import { performance } from 'node:perf_hooks';
import colors from 'picocolors';
import type { CellStatus, RunEvents, RunningCell } from '../notebook/run/run-options.js';

/** Where progress is shown: a terminal, or a file or pipe. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What shows how far a run is. */
export interface Progress {
  readonly events: RunEvents;
  /** Says which notebook runs. */
  title(path: string): void;
  /** Leaves the terminal in order, however the run ended. */
  end(): void;
}

const REFRESH_MS = 100;
const CLEAR_LINE = '\r\x1b[K';

/**
 * Shows each cell on a line of its own: `[ 3/12] Choosing k … 1.2 s`. On a terminal the line of the running
 * cell is redrawn with its progress; anywhere else, and with NO_COLOR, whole plain lines are written.
 */
export function createProgress(
  stream: ProgressStream,
  environment: Readonly<Record<string, string | undefined>>,
): Progress {
  const plain = !stream.isTTY || Boolean(environment.NO_COLOR) || environment.TERM === 'dumb';
  const paint = colors.createColors(!plain);
  let running: RunningCell | undefined;
  let started = 0;
  let doing = '';
  let timer: NodeJS.Timeout | undefined;

  const head = (cell: RunningCell) =>
    `[${String(cell.position).padStart(String(cell.total).length)}/${cell.total}] ${cell.label}`;
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;

  function draw(): void {
    if (running === undefined) return;
    const line = `${head(running)} … ${doing === '' ? '' : `${doing} … `}${seconds()}`;
    stream.write(`${CLEAR_LINE}${[...line].slice(0, (stream.columns || 80) - 1).join('')}`);
  }

  function finish(status: CellStatus): void {
    if (running === undefined) return;
    const end = { ok: '', failed: ` … ${paint.red('failed')}`, stopped: ` … ${paint.yellow('stopped')}` }[
      status
    ];
    stream.write(`${plain ? '' : CLEAR_LINE}${head(running)} … ${paint.dim(seconds())}${end}\n`);
    running = undefined;
  }

  function stopTimer(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    title: (path) => stream.write(`${paint.bold(path)}\n`),
    events: {
      onCellStart(cell) {
        running = cell;
        started = performance.now();
        doing = '';
        if (plain) return;
        draw();
        timer ??= setInterval(draw, REFRESH_MS);
      },
      onProgress(fraction, label) {
        const percent = Math.floor(100 * Math.min(1, Math.max(0, fraction)));
        doing = `${label.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')} ${percent}%`.trim();
      },
      onCellEnd(status) {
        finish(status);
      },
      onWriting() {
        stopTimer();
      },
    },
    end() {
      stopTimer();
      if (running !== undefined && !plain) stream.write('\n');
    },
  };
}
