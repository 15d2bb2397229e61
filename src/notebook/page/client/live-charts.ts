interface LiveLibrary {
  newPlot(place: HTMLElement, data: readonly object[], layout: object, config: object): Promise<unknown>;
}

/** Charts in a notebook's page: those that still are pictures, each with the node around it and its packed data. */
interface LiveCharts {
  waiting: [place: (Node & ParentNode) | null, packed: string][];
  draw?: () => void;
}

interface Levelled {
  readonly levels?: unknown;
  readonly bits: number;
  readonly from: number;
  readonly step: number;
}

/**
 * Draws all charts in the page that wait, and those that come, with the library. A chart that the library cannot
 * draw stays a picture.
 *
 * @param colors - Of traces that name none.
 */
export function drawLiveCharts(library: LiveLibrary, name: string, colors: readonly string[]): void {
  const page = globalThis as unknown as Record<string, LiveCharts | undefined>;
  page[name] ??= { waiting: [] };
  const charts = page[name];
  charts.draw = () => {
    for (const [place, packed] of charts.waiting.splice(0)) {
      if (place?.isConnected) void drawLiveChart(library, place, packed, colors);
      else charts.waiting.push([place, packed]); // scrolled out of the page for now
    }
  };
  charts.draw();
}

async function drawLiveChart(
  library: LiveLibrary,
  place: ParentNode,
  packed: string,
  colors: readonly string[],
): Promise<void> {
  const figure = place.querySelector<HTMLElement>('.clientele-figure:not(.clientele-live)');
  const picture = figure?.querySelector<HTMLElement>('img, p');
  if (!figure || !picture) return;
  figure.classList.add('clientele-live');
  const chart = document.createElement('div');
  chart.style.maxWidth = '900px';
  const words = picture.getAttribute('alt') ?? picture.textContent ?? '';
  try {
    const { data, layout } = await unpackLiveChart(packed);
    picture.style.display = 'none';
    picture.after(chart);
    await library.newPlot(
      chart,
      data,
      { template: liveTemplate(colors), ...layout, autosize: true },
      LIVE_CONFIG,
    );
    figure.setAttribute('aria-label', words);
  } catch {
    chart.remove();
    picture.style.display = '';
  }
}

/** Nothing leaves the page, and what a chart of a report does not need is not offered. */
const LIVE_CONFIG = {
  displaylogo: false,
  responsive: true,
  showSendToCloud: false,
  modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d', 'zoomIn2d', 'zoomOut2d'],
};

/** What the still picture looks like, too. */
function liveTemplate(colors: readonly string[]): object {
  const axis = { automargin: true, gridcolor: '#e4e4e4', linecolor: '#e4e4e4', zeroline: false };
  return {
    layout: {
      font: { family: 'sans-serif', size: 12, color: '#222222' },
      colorway: colors,
      paper_bgcolor: '#ffffff',
      plot_bgcolor: '#ffffff',
      margin: { l: 56, r: 16, t: 32, b: 48 },
      xaxis: axis,
      yaxis: axis,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' },
      hovermode: 'closest',
      modebar: { orientation: 'v', bgcolor: '#ffffffcc' }, // beside the legend, not on it
    },
  };
}

/** See `packedChart`. */
async function unpackLiveChart(packed: string): Promise<{ data: object[]; layout: Record<string, unknown> }> {
  const compressed = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let at = bytes.indexOf(10);
  const { data, layout } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at++)));
  for (const trace of data) {
    for (const [name, value] of Object.entries<Levelled | null>(trace)) {
      if (typeof value?.levels !== 'number') continue;
      const size = Math.ceil((value.levels * value.bits) / 8);
      trace[name] = levelsOf(bytes.subarray(at, at + size), value.levels, value.bits).map((level) =>
        level === 2 ** value.bits - 1 ? null : value.from + value.step * level,
      );
      at += size;
    }
  }
  return { data, layout };
}

function levelsOf(bytes: Uint8Array, count: number, bits: number): number[] {
  const bit = (at: number) => (bytes[at >> 3] >> (7 - (at & 7))) & 1;
  return Array.from({ length: count }, (_, i) => {
    let level = 0;
    for (let at = i * bits; at < (i + 1) * bits; at++) level = 2 * level + bit(at);
    return level;
  });
}
