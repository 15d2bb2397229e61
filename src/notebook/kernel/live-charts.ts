import { readFileSync } from 'node:fs';
import { PLOTLY_MIME } from '../../display/bundle.js';
import { type ChartLibraryKind, chartLibraryKind } from '../../display/chart-kinds.js';
import { LIVE_CHARTS } from '../../display/live-script.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import { chartLibraryFile } from '../page/chart-library.js';

/** Knows which pages have the library that draws charts: it travels to each once, and is in no saved notebook. */
export class LiveCharts {
  readonly #sent = new Map<string, ChartLibraryKind>();

  /**
   * The HTML that brings a page what it needs for an output and does not have yet; then it is taken to have it.
   *
   * @param page - Names the page; it is another one after it was loaded again.
   */
  libraryFor(page: string, data: Readonly<Record<string, unknown>>): string | undefined {
    const html = data['text/html'];
    if (typeof html !== 'string' || !html.includes(LIVE_CHARTS)) return undefined;
    const chart = data[PLOTLY_MIME] as { readonly data?: readonly { readonly type?: string }[] } | undefined;
    const kind = chartLibraryKind((chart?.data ?? []).map(({ type = 'scatter' }) => type));
    const sent = this.#sent.get(page);
    if (kind === undefined || sent === kind || sent === 'cartesian') return undefined;
    this.#sent.set(page, kind);
    return libraryHtml(kind);
  }
}

function libraryHtml(kind: ChartLibraryKind): string {
  const library = readFileSync(chartLibraryFile(kind), 'utf8');
  const client = new URL('../page/client/live-charts.js', import.meta.url);
  const draw = readFileSync(client, 'utf8').replace(/^export (?=\w)/gm, '');
  const colors = JSON.stringify(SEGMENT_COLORS);
  // A page may have a Plotly of its own, under the same name: it is put back.
  return `<script>(() => {
const own = window.Plotly;
const module = { exports: {} };
((exports, define) => {${library}
})(module.exports);
window.Plotly = own;
${draw}
drawLiveCharts(module.exports, '${LIVE_CHARTS}', ${colors});
})()</script>`;
}
