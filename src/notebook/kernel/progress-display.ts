import { escapeHtml } from '../../display/escape-html.js';
import type { LiveOutput } from '../session/live-output.js';

/** Calls that are shorter show nothing. */
const PATIENCE_MS = 300;
const BETWEEN_MS = 100;

interface Bar {
  fraction: number;
  label: string;
  isShown: boolean;
  isNew: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** One progress bar for each cell whose calls say how far they are: shown when they take long, gone at the end. */
export class ProgressDisplay {
  readonly #show: (cellId: string, output: LiveOutput) => void;
  readonly #bars = new Map<string, Bar>();

  constructor(show: (cellId: string, output: LiveOutput) => void) {
    this.#show = show;
  }

  /** A call in a cell is so far, from 0 to 1. */
  report(cellId: string, fraction: number, label: string): void {
    const bar = this.#bars.get(cellId) ?? { isShown: false, timer: undefined, fraction, label, isNew: true };
    if (!this.#bars.has(cellId)) {
      this.#bars.set(cellId, bar);
      this.#wait(cellId, bar, PATIENCE_MS);
    }
    Object.assign(bar, { fraction, label, isNew: true });
    if (bar.timer === undefined) this.#draw(cellId, bar);
  }

  /** The cell ended. */
  end(cellId: string): void {
    const bar = this.#bars.get(cellId);
    if (bar === undefined) return;
    clearTimeout(bar.timer);
    this.#bars.delete(cellId);
    if (bar.isShown) this.#put(cellId, bar, { 'text/html': '', 'text/plain': '' });
  }

  #wait(cellId: string, bar: Bar, ms: number): void {
    bar.timer = setTimeout(() => {
      bar.timer = undefined;
      if (bar.isNew) this.#draw(cellId, bar);
    }, ms);
  }

  #draw(cellId: string, bar: Bar): void {
    bar.isNew = false;
    const share = Math.max(0, Math.min(1, bar.fraction));
    const words = `${bar.label === '' ? '' : `${bar.label}, `}${Math.round(share * 100)}%`;
    const meter = `<progress value="${share.toFixed(3)}" max="1"></progress> ${escapeHtml(words)}`;
    this.#put(cellId, bar, { 'text/html': meter, 'text/plain': words });
    this.#wait(cellId, bar, BETWEEN_MS);
  }

  #put(cellId: string, bar: Bar, data: Readonly<Record<string, unknown>>): void {
    const content = { data, metadata: {}, transient: { display_id: `clientele-progress-${cellId}` } };
    this.#show(cellId, { output_type: bar.isShown ? 'update_display_data' : 'display_data', ...content });
    bar.isShown = true;
  }
}
