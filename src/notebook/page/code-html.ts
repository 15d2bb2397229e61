import { escapeHtml } from '../../display/escape-html.js';
import { highlight } from './highlight.js';

/** What a reader is told about the code of a cell. */
export interface CodeHtmlOptions {
  /** Number of the cell, counted from 1. */
  readonly number: number;
  /** Language by the notebook's metadata; other than TypeScript and JavaScript stays plain. */
  readonly language: string;
  /** Set where the run failed in this cell: the code stands open. */
  readonly failed?: boolean;
  /** Line that is marked, counted from 1. */
  readonly line?: number;
  /** The cell that parameters of the command line set. */
  readonly parameters?: boolean;
}

/** The code of a cell, folded behind one line. */
export function codeHtml(source: string, options: CodeHtmlOptions): string {
  const lines = /^(typescript|javascript)$/i.test(options.language)
    ? highlight(source)
    : escapeHtml(source).split('\n');
  const marked = lines.map((line, i) =>
    i + 1 === options.line ? `<mark>${line === '' ? ' ' : line}</mark>` : line,
  );
  const size = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
  const what = options.parameters === true ? 'Parameters' : 'Code';
  const open = options.failed === true ? ' open' : '';
  return `<details class="code"${open}><summary>${what} <small>cell ${options.number}, ${size}</small></summary><pre><code>${marked.join('\n')}</code></pre></details>`;
}
