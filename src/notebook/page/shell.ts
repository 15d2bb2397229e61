import { escapeHtml } from '../../display/escape-html.js';
import { chartLibrary } from './chart-library.js';
import { clientScript } from './client-script.js';
import type { Draft } from './draft.js';
import type { OutlineEntry } from './outline.js';
import { packed } from './packed.js';
import type { ContentPageOptions } from './page-options.js';
import { policy } from './policy.js';
import { provenanceHtml } from './provenance-html.js';
import { STYLE } from './style.js';

/** What stands in the shell. */
export interface ShellParts {
  readonly description: string;
  /** Below the title, before the contents: the banner of a failure. */
  readonly banner?: string;
  readonly main: string;
  /** Class of the body. */
  readonly kind: 'report' | 'sheet';
}

/** Marks that scripts run, before anything is drawn. */
const HEAD_SCRIPT = "document.documentElement.classList.add('js')";

/** The whole document around a page's parts: head with policy, header, contents, footer, charts and scripts. */
export async function shell(parts: ShellParts, page: Draft, options: ContentPageOptions): Promise<string> {
  const types = page.charts.flatMap((chart) => chart.data.map((trace) => String(trace.type)));
  const library = page.charts.length === 0 ? undefined : await chartLibrary(types);
  const script = await clientScript();
  const scripts = [HEAD_SCRIPT, script, ...(library === undefined ? [] : [library.script])];
  const blocks =
    library === undefined
      ? ''
      : `<script type="text/plain" id="chart-data">${packed(JSON.stringify(page.charts))}</script>
<script type="text/plain" id="chart-library">${packed(library.script)}</script>
`;
  const provenance = provenanceHtml(options.provenance ?? {}, library);
  const title = escapeHtml(page.title);
  const contents = contentsHtml(page.outline.entries);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(parts.description)}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
<script>${HEAD_SCRIPT}</script>
</head>
<body class="${parts.kind}">
<a class="skip" href="#main">Skip to content</a>
<div class="page${contents === '' ? '' : ' with-contents'}">
<header>
<h1>${title}</h1>
<div class="meta">${factsHtml(page, options)}${TOOLS}</div>
${parts.banner ?? ''}</header>
${contents}<main id="main" tabindex="-1">
${parts.main}
</main>
${provenance === '' ? '' : `<footer>${provenance}</footer>\n`}</div>
${blocks}<script>${script}</script>
</body>
</html>
`;
}

const TOOLS =
  '<div class="tools" hidden><button type="button" id="code-switch" aria-pressed="false" hidden>Show code</button><button type="button" id="theme-switch" aria-pressed="false">Dark theme</button></div>';

function factsHtml(page: Draft, options: ContentPageOptions): string {
  const { charts, tables, cards, files } = page.counts;
  const facts = [
    ...(options.generatedOn === undefined ? [] : [timeHtml(options.generatedOn)]),
    ...[counted(charts, 'chart'), counted(tables, 'table'), counted(cards, 'card'), counted(files, 'file')],
  ].filter((fact) => fact !== '');
  return facts.length === 0
    ? ''
    : `<p class="facts">${facts.map((fact) => `<span>${fact}</span>`).join(' ')}</p>`;
}

function counted(number: number, name: string): string {
  return number === 0 ? '' : `${number} ${name}${number === 1 ? '' : 's'}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The day of an ISO date or time, as written in it. */
function timeHtml(iso: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  const month = MONTHS[Number(match?.[2]) - 1];
  if (match === null || month === undefined) return escapeHtml(iso);
  return `<time datetime="${escapeHtml(iso)}">${Number(match[3])} ${month} ${match[1]}</time>`;
}

/** Headings of the levels 2 and 3; short pages need none. */
function contentsHtml(entries: readonly OutlineEntry[]): string {
  const listed = entries.filter((entry) => entry.level <= 3);
  if (listed.length < 2) return '';
  const items = listed.map(
    (entry) => `<li class="level-${entry.level}"><a href="#${entry.id}">${escapeHtml(entry.text)}</a>`,
  );
  return `<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary><ol>${items.join('')}</ol></details></nav>\n`;
}
