import type { Cell, Notebook } from '../document/notebook.js';
import { ansiHtml } from './ansi-html.js';
import { scrolling } from './bundle-html.js';
import { codeHtml } from './code-html.js';
import { type Draft, draft } from './draft.js';
import { type Attachments, markdownHtml } from './markdown-html.js';
import { HEADING, outline, plainText } from './outline.js';
import { outputsHtml } from './output-html.js';
import type { PageFailure, PageOptions } from './page-options.js';
import { shell } from './shell.js';

/**
 * A notebook and its outputs as one HTML file that stands alone: it loads nothing, runs no script but its own,
 * and is readable without scripts, on paper, on a phone, light and dark. The same notebook and options give the
 * same bytes.
 *
 * Title: `options.title`, else `metadata.title`, else the first heading, else `options.fallbackTitle`. Code is
 * folded; that of a cell tagged `hide-code` is left out unless the run failed there. Raw cells, which are meant
 * for other converters, are left out.
 *
 * Nothing that outputs hold makes it fail: what cannot be shown leaves a visible note.
 *
 * Cost: 0.2 s for the first page of a process, then milliseconds; charts add 0.1 s and 0.53 or 0.67 MB once. Of the
 * data of a chart, 200 rows stand in the text and the rest travels compressed.
 *
 * @example
 * const page = await toPage(await readNotebook('quickstart.ipynb'), { title: 'Quickstart' });
 * page.includes('<title>Quickstart</title>'); // true
 */
export async function toPage(notebook: Notebook, options: PageOptions = {}): Promise<string> {
  const prose = await Promise.all(notebook.cells.map(proseHtml));
  const found = prose.flatMap((html) => [...html.matchAll(HEADING)]);
  const own = notebook.metadata.title;
  const first = found.map((heading) => plainText(heading[3])).find((text) => text !== '');
  const title =
    options.title ??
    (typeof own === 'string' && own.trim() !== ''
      ? own.trim()
      : (first ?? options.fallbackTitle ?? 'Untitled report'));

  const top = prose.findIndex((html) => html !== '');
  const [opening] = prose[top]?.matchAll(HEADING) ?? [];
  if (
    opening !== undefined &&
    prose[top].slice(0, opening.index).trim() === '' &&
    plainText(opening[3]) === title
  ) {
    prose[top] = prose[top].slice(opening.index + opening[0].length); // it stands in the header
  }
  const titlesLeft = prose.some((html) => /<h1[ >]/.test(html));
  const page = draft(title, outline(titlesLeft ? 1 : 0), options.maskIds ?? true);
  if (top >= 0) prose[top] = prose[top].replace(/^\s*<p>/, '<p class="lead">');

  const parts: string[] = [];
  for (const [i, cell] of notebook.cells.entries()) {
    parts.push(await cellHtml(cell, i + 1, prose[i], page, options, languageOf(notebook)));
  }
  return shell(
    {
      kind: 'report',
      description: descriptionOf(notebook, prose, title),
      main: parts.filter((part) => part !== '').join('\n'),
      ...(options.failure === undefined
        ? {}
        : { banner: failureHtml(options.failure, options.notRun ?? []) }),
    },
    page,
    options,
  );
}

async function proseHtml(cell: Cell): Promise<string> {
  if (cell.cell_type !== 'markdown' || sourceOf(cell).trim() === '') return '';
  return scrolling(await markdownHtml(sourceOf(cell), cell.attachments as Attachments | undefined));
}

async function cellHtml(
  cell: Cell,
  number: number,
  prose: string,
  page: Draft,
  options: PageOptions,
  language: string,
): Promise<string> {
  if (cell.cell_type === 'markdown') {
    const html = page.outline.place(prose, true).trim();
    return html === '' ? '' : `<div class="prose" id="cell-${number}">${html}</div>`;
  }
  if (cell.cell_type !== 'code') return '';
  const failure = options.failure?.cellId === cell.id ? options.failure : undefined;
  const notRun = options.notRun?.includes(cell.id) ?? false;
  const source = sourceOf(cell);
  const tags = Array.isArray(cell.metadata.tags) ? cell.metadata.tags : [];
  const hidden = source.trim() === '' || (tags.includes('hide-code') && failure === undefined);
  const parts = [
    failure === undefined ? '' : '<p class="state">The run stopped here</p>',
    notRun ? '<p class="state">Not run</p>' : '',
    hidden
      ? ''
      : codeHtml(source, {
          number,
          language,
          failed: failure !== undefined,
          parameters: tags.includes('parameters'),
          ...(failure?.line === undefined ? {} : { line: failure.line }),
        }),
    notRun ? '' : await outputsHtml(cell.outputs, page),
  ].filter((part) => part !== '');
  const state = failure !== undefined ? ' failed' : notRun ? ' not-run' : '';
  return parts.length === 0 ? '' : `<div class="cell${state}" id="cell-${number}">${parts.join('\n')}</div>`;
}

function failureHtml(failure: PageFailure, notRun: readonly string[]): string {
  const place =
    failure.line === undefined
      ? ''
      : `, line ${failure.line}${failure.column === undefined ? '' : `, column ${failure.column}`}`;
  const left =
    notRun.length === 0
      ? ''
      : ` ${notRun.length} later ${notRun.length === 1 ? 'cell was' : 'cells were'} not run.`;
  return `<div class="failure"><p><strong>This report is incomplete.</strong> The run stopped at <a href="#cell-${failure.cellNumber}">cell ${failure.cellNumber}${place}</a>.${left}</p><pre tabindex="0">${ansiHtml(failure.message)}</pre></div>\n`;
}

function descriptionOf(notebook: Notebook, prose: readonly string[], title: string): string {
  const own = notebook.metadata.description;
  const paragraph = /<p(?: [^>]*)?>([\s\S]*?)<\/p>/.exec(prose.join('\n'))?.[1] ?? '';
  const text = typeof own === 'string' ? own : plainText(paragraph);
  if (text === '') return title;
  return text.length <= 200 ? text : `${text.slice(0, 200).replace(/\s+\S*$/, '')} …`;
}

function languageOf(notebook: Notebook): string {
  const info = notebook.metadata.language_info as { name?: unknown } | undefined;
  const kernel = notebook.metadata.kernelspec as { language?: unknown } | undefined;
  return String(info?.name ?? kernel?.language ?? 'typescript');
}

/** Older files have the source as a list of lines. */
function sourceOf(cell: Cell): string {
  const source: unknown = cell.source;
  return Array.isArray(source) ? source.join('') : String(source ?? '');
}
