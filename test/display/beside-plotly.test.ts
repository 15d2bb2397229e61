import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureSvg } from '#clientele/display/figure-svg';
import { histogramBars } from '#clientele/display/histogram-bars';
import { CHROMIUM, launch } from '../notebook/page/browser.js';

type Trace = Record<string, unknown>;

/** Numbers that look random and are the same everywhere (a linear congruential generator). */
function numbers(count: number, seed: number): number[] {
  let state = seed;
  const next = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, () => next() + next() + next());
}

describe.skipIf(!CHROMIUM)('still pictures beside what Plotly draws', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    const require = createRequire(import.meta.url);
    await page.addScriptTag({ path: require.resolve('plotly.js-cartesian-dist-min') });
    await page.setContent('<div id="chart" style="width:700px;height:420px"></div>');
  }, 60_000);
  afterAll(() => browser?.close());

  /** What Plotly computed for the traces of a chart, before it draws them. */
  function computed(data: readonly Trace[], layout: object = {}) {
    return page.evaluate(
      async ([traces, rest]) => {
        // biome-ignore lint/suspicious/noExplicitAny: Plotly's insides have no types
        const { Plotly } = window as any;
        const chart = await Plotly.newPlot('chart', traces, rest);
        // biome-ignore lint/suspicious/noExplicitAny: see above
        return chart.calcdata.map((points: any[]) =>
          points.map(({ p, s, q1, med, q3, lf, uf, label, color }) => ({
            p,
            s,
            q1,
            med,
            q3,
            lf,
            uf,
            label,
            color,
          })),
        );
      },
      [data, layout] as const,
    );
  }

  /** Colours of pixels, of Plotly's picture and of ours. */
  async function colorsAt(
    data: readonly Trace[],
    layout: object,
    places: readonly (readonly [number, number])[],
  ) {
    const whole = { ...layout, width: 700, height: 420 };
    const svg = figureSvg({ data, layout: whole }, { width: 700, height: 420 });
    return page.evaluate(
      async ([traces, rest, ours, spots]) => {
        // biome-ignore lint/suspicious/noExplicitAny: Plotly's insides have no types
        const { Plotly } = window as any;
        const chart = await Plotly.newPlot('chart', traces, rest);
        const theirs = await Plotly.toImage(chart, { format: 'png', width: 700, height: 420 });
        const read = async (address: string) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [700, 420];
          const context = canvas.getContext('2d')!;
          context.drawImage(image, 0, 0, 700, 420);
          return spots.map(([x, y]) => Array.from(context.getImageData(x, y, 1, 1).data));
        };
        return [
          await read(theirs),
          await read(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(ours)}`),
        ];
      },
      [data, whole, svg, places] as const,
    );
  }

  it.each<[string, Trace[], Trace]>([
    ['numbers', [{ x: numbers(400, 7) }], {}],
    ['few whole numbers', [{ x: [1, 2, 2, 3, 3, 3, 7] }], {}],
    ['many whole numbers', [{ x: numbers(300, 3).map((value) => Math.round(value * 40)) }], {}],
    ['large numbers', [{ x: numbers(250, 5).map((value) => value * 12_345.6) }], {}],
    ['rounded numbers on edges', [{ x: numbers(300, 9).map((value) => Math.round(value * 10) / 10) }], {}],
    ['bins asked for', [{ x: numbers(100, 2), xbins: { start: 0, end: 3, size: 0.25 } }], {}],
    ['a number of bins', [{ x: numbers(100, 2), nbinsx: 8 }], {}],
    ['lying, in percent', [{ y: numbers(100, 4), histnorm: 'percent' }], {}],
    ['densities', [{ x: numbers(100, 4), histnorm: 'probability density' }], {}],
    ['sums', [{ x: numbers(100, 4), y: numbers(100, 8), histfunc: 'sum' }], {}],
    ['two in common bins', [{ x: numbers(200, 4) }, { x: numbers(90, 6).map((value) => value + 1) }], {}],
    ['two with bins of their own', [{ x: numbers(200, 4) }, { x: numbers(90, 6) }], { barmode: 'overlay' }],
    ['names', [{ x: ['b', 'a', 'b', 'c'] }], {}],
  ])('histogram of %s: the same bins and lengths', async (_, traces, layout) => {
    const data = traces.map((trace) => ({ type: 'histogram', ...trace }));
    const theirs = await computed(data, layout);
    histogramBars(data, layout).forEach((bars, t) => {
      const [along, across] = bars.orientation === 'h' ? [bars.y, bars.x] : [bars.x, bars.y];
      const ours = (across as number[]).flatMap((length, i) =>
        length === 0 ? [] : [[(along as unknown[])[i], length]],
      );
      const known = theirs[t].filter(({ s }: { s: number }) => s > 0);
      const names = [...new Set(traces[0].x as string[])];
      expect(ours.length).toBe(known.length);
      known.forEach(({ p, s }: { p: number; s: number }, i: number) => {
        const place = typeof ours[i][0] === 'string' ? names.indexOf(ours[i][0]) : (ours[i][0] as number);
        expect(place).toBeCloseTo(p, 6);
        expect(ours[i][1]).toBeCloseTo(s, 6);
      });
    });
  });

  it.each([
    ['quarters', 6e10],
    ['months', 2e10],
    ['fortnights', 1e10],
    ['weeks', 4e9],
    ['days', 5e8],
  ])('histogram of dates by %s: the same counts', async (_, spread) => {
    const dates = numbers(200, 11).map((value) => new Date(Date.UTC(2025, 0, 1) + value * spread));
    const x = dates.map((date) => date.toISOString().slice(0, 10));
    const [theirs] = await computed([{ type: 'histogram', x }]);
    const [bars] = histogramBars([{ type: 'histogram', x }], {});
    const counted = (bars.y as number[]).filter((count) => count > 0);
    expect(counted).toEqual(theirs.map(({ s }: { s: number }) => s).filter((count: number) => count > 0));
  });

  it('box: the same quartiles and whiskers', async () => {
    const y = [...numbers(41, 21), 9, -6];
    const [[{ q1, med, q3, lf, uf }]] = await computed([{ type: 'box', y }]);
    // Horizontal lines of the picture, read back with the axis that its marks at 9 and -6 give.
    const layout = { yaxis: { range: [-10, 10] }, margin: { l: 60, r: 60, t: 40, b: 40 } };
    const svg = figureSvg({ data: [{ type: 'box', y, name: 'a' }], layout }, { width: 700, height: 420 });
    const marks = [...svg.matchAll(/M[\d.]+ ([\d.]+)h0/g)].map((match) => Number(match[1]));
    const [atLow, atHigh] = [Math.max(...marks), Math.min(...marks)];
    const value = (pixel: number) => -6 + ((pixel - atLow) / (atHigh - atLow)) * 15;
    const lines = [...svg.matchAll(/M[\d.]+ ([\d.]+)L[\d.]+ \1" fill="none" stroke="#[0-9a-f]{6}"/g)];
    const drawn = lines.map((match) => value(Number(match[1]))).sort((a, b) => a - b);
    [lf, med, uf].forEach((expected, i) => {
      expect(Math.abs(drawn[i] - expected)).toBeLessThan(0.06); // a pixel
    });
    const body = /d="M[\d.]+ ([\d.]+)L[\d.]+ \1L[\d.]+ ([\d.]+)L[\d.]+ \2z"/.exec(svg)!;
    expect(Math.abs(value(Number(body[1])) - q1)).toBeLessThan(0.06);
    expect(Math.abs(value(Number(body[2])) - q3)).toBeLessThan(0.06);
  });

  it.each<[string, Trace, Trace]>([
    ['by name', { colorscale: 'Viridis' }, {}],
    ['the default', {}, {}],
    ['by name, reversed', { colorscale: 'YlGnBu', reversescale: true }, {}],
    ['around a middle', { zmid: 2, colorscale: 'RdBu' }, {}],
    [
      'in colours of its own',
      {
        colorscale: [
          [0, '#ffffff'],
          [0.3, 'rgb(200, 40, 10)'],
          [1, '#000'],
        ],
        zmin: 0,
        zmax: 12,
      },
      {},
    ],
    [
      'shared',
      { coloraxis: 'coloraxis' },
      { coloraxis: { colorscale: 'Blues', cmin: -2, cmax: 10, showscale: false } },
    ],
  ])('heat map with a scale of colours %s: the same colours, cell by cell', async (_, trace, more) => {
    const data = [
      {
        type: 'heatmap',
        z: [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
          [8, 9, 10, 11],
        ],
        showscale: false,
        ...trace,
      },
    ];
    const axis = { range: [-0.5, 3.5], visible: false };
    const layout = {
      ...more,
      xaxis: axis,
      yaxis: { ...axis, range: [-0.5, 2.5] },
      margin: { l: 20, r: 20, t: 20, b: 20 },
    };
    const places = [0, 1, 2].flatMap((i) =>
      [0, 1, 2, 3].map((j) => [20 + 165 * (j + 0.5), 20 + 126.7 * (i + 0.5)] as const),
    );
    const [theirs, ours] = await colorsAt(data, layout, places);
    ours.forEach((color, i) => {
      for (const [c, channel] of color.entries())
        expect(Math.abs(channel - theirs[i][c])).toBeLessThanOrEqual(3);
    });
  });

  it.each<[string, Trace]>([
    ['the largest first', {}],
    ['as they come', { sort: false }],
    ['clockwise', { direction: 'clockwise', sort: false }],
    ['turned', { rotation: 40, hole: 0.2 }],
  ])('pie with its parts %s: the same colours around the middle', async (_, trace) => {
    const colors = ['#e00000', '#00c000', '#0000e0', '#e0c000'];
    const data = [
      {
        type: 'pie',
        labels: ['a', 'b', 'a', 'c', 'd'],
        values: [2, 3, 2, 6, 1],
        textinfo: 'none',
        marker: { colors: [colors[0], colors[1], colors[0], colors[2], colors[3]] },
        ...trace,
      },
    ];
    const layout = { showlegend: false, margin: { l: 20, r: 20, t: 20, b: 20 } };
    const places = Array.from({ length: 24 }, (_, i) => {
      const angle = (2 * Math.PI * (i + 0.37)) / 24;
      return [350 + 100 * Math.sin(angle), 210 - 100 * Math.cos(angle)] as const;
    });
    const [theirs, ours] = await colorsAt(data, layout, places);
    expect(ours).toEqual(theirs);
  });

  it.each<[string, Trace[]]>([
    ['dates', [{ x: ['2026-01-01', '2026-02-01', '2026-03-01'], y: [3, 5, 2] }]],
    [
      'tens',
      [
        { x: [10, 20, 30], y: [3, 5, 2] },
        { x: [10, 20, 30], y: [1, 2, 3] },
      ],
    ],
  ])('bars over %s: as wide as Plotly draws them', async (_, traces) => {
    const data = traces.map((trace) => ({ type: 'bar', marker: { color: '#d00000' }, ...trace }));
    const layout = { showlegend: false, margin: { l: 60, r: 60, t: 20, b: 40 } };
    await computed(data, layout);
    const theirs = await page.evaluate(() =>
      Array.from(document.querySelectorAll('#chart .bars path'), (bar) => {
        const { x, width } = bar.getBoundingClientRect();
        return [x, width] as const;
      }),
    );
    const svg = figureSvg({ data, layout }, { width: 700, height: 420 });
    const ours = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="#d00000"/g),
    ].map((match) => [Number(match[1]), Number(match[2])] as const);
    expect(ours.length).toBe(theirs.length);
    // Of the distance between two bars of a trace: the areas differ by a few pixels.
    const shares = (bars: readonly (readonly [number, number])[]) =>
      bars.map(([, width]) => width / (bars[1][0] - bars[0][0]));
    for (const [i, share] of shares(ours).entries()) expect(share).toBeCloseTo(shares(theirs)[i], 1);
  });
});
