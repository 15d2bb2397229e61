import { formatNumber } from '../../core/format.js';
import { escapeHtml } from '../../display/escape-html.js';
import type { ChartLibrary } from './chart-library.js';

/** "How this was made", folded, with the notices of what the file carries; empty when there is nothing to tell. */
export function provenanceHtml(
  provenance: Readonly<Record<string, string | number>>,
  library: ChartLibrary | undefined,
): string {
  const facts = Object.entries(provenance).map(([name, value]) => {
    const text = typeof value === 'number' && !Number.isInteger(value) ? formatNumber(value) : String(value);
    return `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>`;
  });
  if (library !== undefined) {
    const licence = `<details><summary>Licence</summary><pre tabindex="0">${escapeHtml(library.licence.trim())}</pre></details>`;
    facts.push(`<dt>Charts</dt><dd>${escapeHtml(library.name)}, carried in this file${licence}</dd>`);
  }
  if (facts.length === 0) return '';
  return `<details class="provenance"><summary>How this was made</summary><dl>${facts.join('')}</dl></details>`;
}
