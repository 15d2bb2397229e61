import { themedLayout } from './chart-theme.js';
import { onThemeChange } from './theme.js';

export interface Chart {
  readonly data: readonly object[];
  readonly layout: Record<string, unknown>;
  readonly rows?: string;
}

interface Library {
  react(place: HTMLElement, data: readonly object[], layout: object, config: object): Promise<unknown>;
}

const CONFIG = {
  displaylogo: false,
  responsive: true,
  showSendToCloud: false,
  modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d', 'zoomIn2d', 'zoomOut2d'],
};

/** Draws each chart when it comes near the window, all of them before printing, and again for a new theme. */
export function startCharts(unpacked: Promise<readonly Chart[]>): void {
  const places = Array.from(document.querySelectorAll<HTMLElement>('.plot[data-chart]'));
  if (places.length === 0) return;
  const drawn = new Set<HTMLElement>();
  let charts: readonly Chart[] = [];
  let library: Library | undefined;

  const draw = (place: HTMLElement, width?: number) => {
    const chart = charts[Number(place.dataset.chart)];
    if (library === undefined || chart === undefined) return;
    try {
      const layout = themedLayout(chart.layout, place, width);
      library.react(place, structuredClone(chart.data), layout, CONFIG).catch(() => giveUp(place));
      drawn.add(place);
      place.closest('figure')?.classList.add('drawn');
    } catch {
      giveUp(place);
    }
  };
  const drawAll = (width?: number) => {
    for (const place of places) if (!place.hidden) draw(place, width);
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        draw(target as HTMLElement);
      }
    },
    { rootMargin: '600px' },
  );
  const start = async () => {
    try {
      charts = await unpacked;
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      library = await loadLibrary();
      for (const place of places) seen.observe(place);
    } catch {
      for (const place of places) giveUp(place);
    }
  };
  onThemeChange(() => {
    for (const place of drawn) draw(place);
  });
  addEventListener('beforeprint', () =>
    drawAll(document.body.classList.contains('sheet') ? SHEET_WIDTH : PRINT_WIDTH),
  );
  addEventListener('afterprint', () => drawAll());
  void start();
}

/** Paper of either standard has room for this, in CSS pixels. */
const PRINT_WIDTH = 640;
/** The same on sheets, which are printed smaller and with narrower margins. */
const SHEET_WIDTH = 860;

/** The charts' data; none in a page without charts. */
export async function unpackCharts(): Promise<readonly Chart[]> {
  return document.getElementById('chart-data') === null ? [] : JSON.parse(await unpack('chart-data'));
}

async function unpack(id: string): Promise<string> {
  const text = document.getElementById(id)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

async function loadLibrary(): Promise<Library> {
  const script = document.createElement('script');
  script.textContent = await unpack('chart-library'); // its hash is in the policy
  document.head.append(script);
  return (globalThis as unknown as { Plotly: Library }).Plotly;
}

/** What is shown in place of a chart that cannot be drawn: its description and its data. */
function giveUp(place: HTMLElement): void {
  place.hidden = true;
  const figure = place.closest('figure');
  figure?.classList.remove('drawn');
  figure?.classList.add('undrawn');
  const data = figure?.querySelector<HTMLDetailsElement>('details.data');
  if (data) data.open = true;
}
