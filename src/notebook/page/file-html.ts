import type { FileContent, PageContent } from '../../display/bundle.js';
import { escapeHtml } from '../../display/escape-html.js';

/** Types that a browser saves and never opens as a page. */
const SAVED = ['text/csv', 'text/tab-separated-values', 'text/plain', 'text/markdown', 'application/json'];

/** A file as a download that is carried by the page, or a page of its own by its name. */
export function fileHtml(content: FileContent | PageContent): string {
  const about = `<span>${escapeHtml(content.description)}</span>`;
  if (content.kind === 'page') {
    const name = escapeHtml(`${plainName(content.name)}.html`);
    return `<p class="file"><strong>${escapeHtml(content.title)}</strong><code>${name}</code>${about}</p>`;
  }
  const name = escapeHtml(plainName(content.name));
  const type = SAVED.includes(content.mediaType) ? content.mediaType : 'application/octet-stream';
  const bytes = Buffer.from(content.text, 'utf8').toString('base64');
  return `<p class="file"><a download="${name}" href="data:${type};base64,${bytes}">Download ${name}</a>${about}</p>`;
}

/** A name without folder and without characters that a file system or a header would read as something else. */
function plainName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  return base.replace(/[\p{Cc}<>:"|?*]/gu, '').replace(/^\.+/, '') || 'file';
}
