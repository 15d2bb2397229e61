import { isDark, onThemeChange } from './theme.js';

interface Chart {
  readonly data: readonly object[];
  readonly layout: Record<string, unknown>;
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
const LIGHT = ['#1f6f8b', '#c4622d', '#4d8a4f', '#8a5aa3', '#a8842c', '#5a6b7d', '#b24a6a', '#3f7f7a'];
const DARK = ['#6db7d2', '#e59a6b', '#8cc78d', '#c39bd8', '#dcbc6a', '#a5b4c3', '#e58ba6', '#7cc4be'];

/** Draws each chart when it comes near the window, all of them before printing, and again for a new theme. */
export function startCharts(): void {
  const places = Array.from(document.querySelectorAll<HTMLElement>('.plot[data-chart]'));
  if (places.length === 0) return;
  const drawn = new Set<HTMLElement>();
  let charts: readonly Chart[] = [];
  let library: Library | undefined;

  const draw = (place: HTMLElement, width?: number) => {
    const chart = charts[Number(place.dataset.chart)];
    if (library === undefined || chart === undefined) return;
    try {
      const layout = themed(chart.layout, place, width);
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
      charts = JSON.parse(await unpack('chart-data')) as Chart[];
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
  requestAnimationFrame(() => void setTimeout(start, 0));
}

/** Paper of either standard has room for this, in CSS pixels. */
const PRINT_WIDTH = 640;
/** The same on sheets, which are printed smaller and with narrower margins. */
const SHEET_WIDTH = 860;

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

/** The layout with the page's own type and colours where it says nothing else. */
function themed(layout: Record<string, unknown>, place: HTMLElement, width?: number): object {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const narrow = (width ?? place.clientWidth) < 480;
  const axis = {
    automargin: true,
    gridcolor: color('rule'),
    linecolor: color('edge'),
    zerolinecolor: color('edge'),
    tickcolor: color('edge'),
    tickfont: { color: color('muted'), size: narrow ? 11 : 12 },
    title: { standoff: 12, font: { color: color('muted'), size: narrow ? 12 : 13 } },
    zerolinewidth: 1,
  };
  const bar = { outlinewidth: 0, thickness: 10, tickfont: { color: color('muted'), size: 11 } };
  const colorbar = narrow
    ? { ...bar, orientation: 'h', y: -0.3, yanchor: 'top', title: { side: 'top' } }
    : { ...bar, title: { side: 'right' } };
  const template = {
    layout: {
      font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: color('ink') },
      colorway: isDark() ? DARK : LIGHT,
      xaxis: axis,
      yaxis: axis,
      coloraxis: { colorbar },
      margin: { l: 48, r: 12, t: 24, b: 44 },
      legend: {
        orientation: 'h',
        x: 0,
        y: 1.02,
        yanchor: 'bottom',
        font: { color: color('muted'), size: 12 },
      },
      hoverlabel: {
        bgcolor: color('raised'),
        bordercolor: color('edge'),
        font: { color: color('ink'), size: 12 },
        align: 'left',
      },
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: color('muted'), activecolor: color('accent') },
      bargap: 0.3,
    },
    data: { heatmap: [{ colorbar }], bar: [{ marker: { line: { width: 0 } } }] },
  };
  const own = structuredClone(layout);
  if (narrow) {
    delete own.margin;
    delete own.legend;
  }
  return {
    ...own,
    template,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    height: place.clientHeight,
    ...(width === undefined ? { autosize: true } : { width, autosize: false }),
  };
}
