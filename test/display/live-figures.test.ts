import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartHtml, savedLength } from '#clientele/display/chart-html';
import type { DrawableFigure } from '#clientele/display/figure-svg';
import { packedChart } from '#clientele/display/packed-chart';
import { plotlyBundle } from '#clientele/display/plotly-bundle';
import { LiveCharts } from '#clientele/notebook/kernel/live-charts';
import { CHROMIUM, launch, open } from '../notebook/page/browser.js';

const count = 3000;
const wave = Array.from({ length: count }, (_, i) => Math.sin(i) * 3 + i / 1000);
const cloud = (trace: object = {}): DrawableFigure => ({
  data: [
    {
      type: 'scattergl',
      mode: 'markers',
      x: wave,
      y: wave.map((v, i) => (i === 7 ? null : v * v)),
      ...trace,
    },
  ],
  layout: { title: 'Cloud', width: 300, xaxis: { title: { text: 'Größe' } } },
});
const words = { title: 'Cloud', caption: '', alternativeText: 'Scatter chart.' };

describe('a chart for the library', () => {
  it('keeps its text, without title, width and WebGL', () => {
    const bytes = gunzipSync(Buffer.from(packedChart(cloud({ name: 'a' }), 16), 'base64'));
    const { data, layout } = JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString());
    expect(layout).toEqual({ xaxis: { title: { text: 'Größe' } } });
    expect(data[0]).toMatchObject({ type: 'scatter', name: 'a', x: { levels: count, bits: 16 } });
  });

  it('is the same text for the same chart', () => {
    expect(packedChart(cloud(), 12)).toBe(packedChart(cloud(), 12));
  });

  it('is left out where it does not fit into 60 kB beside the rest; the picture stays', () => {
    const small = chartHtml(cloud(), words, 1000)!;
    expect(small).toContain('<script>');
    expect(small).toContain('<img ');
    const beside = chartHtml(cloud(), words, 50_000)!;
    expect(beside).not.toContain('<script>');
    expect(beside).toContain('<img ');
    const whole = plotlyBundle(cloud());
    expect(savedLength(whole)).toBeLessThanOrEqual(60_000);
  });
});

describe.skipIf(!CHROMIUM)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  const page = (figures: readonly DrawableFigure[], more = '') =>
    `<!doctype html><meta charset="utf-8">${more}${figures.map((figure) => `<div>${plotlyBundle(figure)['text/html']}</div>`).join('')}`;

  it('stays a picture without the library: no request, no complaint', async () => {
    const opened = await open(browser, page([cloud(), cloud({ x: wave.slice(0, 50) })]));
    expect(opened.requests).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(await opened.page.locator('img:visible').count()).toBe(2);
    await opened.close();
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('is drawn by a library that comes %s it, to the numbers that it was made of', async (_, isFirst) => {
    const whole = [1, 5, 2, 9];
    const figures = [cloud(), { data: [{ type: 'bar', x: ['a', 'b', 'c', 'd'], y: whole }], layout: {} }];
    const library = new LiveCharts().libraryFor('page', plotlyBundle(figures[0]))!;
    const opened = await open(browser, isFirst ? page(figures, library) : page(figures) + library);
    await opened.page.locator('.js-plotly-plot').nth(1).waitFor();
    expect(opened.complaints).toEqual([]);
    expect(opened.requests).toEqual([]);
    expect(await opened.page.locator('.clientele-figure img:visible').count()).toBe(0);
    const drawn = await opened.page.evaluate(() =>
      // biome-ignore lint/suspicious/noExplicitAny: Plotly's insides have no types
      Array.from(document.querySelectorAll('.js-plotly-plot'), ({ data: [{ x, y }] }: any) => [x, y]),
    );
    expect(drawn[1]).toEqual([['a', 'b', 'c', 'd'], whole]);
    const [x, y] = drawn[0];
    expect(y[7]).toBeNull();
    // An eight-thousandth of the range, which is less than 10 on both axes' scale of x.
    expect(Math.max(...x.map((value: number, i: number) => Math.abs(value - wave[i])))).toBeLessThan(
      9 / 8000,
    );
    const buttons = opened.page.locator('.modebar-btn');
    const offered = await buttons.evaluateAll((all) =>
      all.map((button) => (button as HTMLElement).dataset.title),
    );
    expect(offered).toContain('Zoom');
    expect(offered.filter((title) => /share|cloud|studio/i.test(title ?? ''))).toEqual([]);
    expect(await opened.page.evaluate(() => 'Plotly' in window && window.Plotly !== undefined)).toBe(false);
    await opened.close();
  });

  // JupyterLab puts a copy of each script in its place; VS Code appends a copy to the output and removes it again.
  it.each(['replaceWith', 'appendAndRemove'])(
    'is drawn where scripts of an output are run by %s',
    async (way) => {
      const figures = [cloud(), cloud({ name: 'other' })];
      const outputs = figures.map((figure) => String(plotlyBundle(figure)['text/html']));
      const library = new LiveCharts().libraryFor('page', plotlyBundle(figures[0]))!;
      const opened = await open(browser, '<!doctype html><meta charset="utf-8"><body>');
      await opened.page.evaluate(
        ([parts, how]) => {
          for (const html of parts) {
            const output = document.body.appendChild(document.createElement('div'));
            output.innerHTML = html;
            for (const script of Array.from(output.querySelectorAll('script'))) {
              const copy = document.createElement('script');
              copy.textContent = script.textContent;
              if (how === 'replaceWith') script.replaceWith(copy);
              else output.appendChild(copy).remove();
            }
          }
        },
        [[outputs[0], library, outputs[1]], way] as const,
      );
      await opened.page.locator('.js-plotly-plot').nth(1).waitFor();
      expect(await opened.page.locator('.clientele-figure img:visible').count()).toBe(0);
      expect(opened.complaints).toEqual([]);
      await opened.close();
    },
  );

  it('leaves the Plotly of the page alone', async () => {
    const figures = [cloud()];
    const library = new LiveCharts().libraryFor('page', plotlyBundle(figures[0]))!;
    const own =
      '<script>window.Plotly = "own"; window.define = () => { throw new Error("called"); }; window.define.amd = true</script>';
    const opened = await open(browser, own + page(figures, library));
    await opened.page.locator('.js-plotly-plot').waitFor();
    expect(await opened.page.evaluate(() => window.Plotly)).toBe('own');
    expect(opened.complaints).toEqual([]);
    await opened.close();
  });
});

declare global {
  interface Window {
    Plotly?: unknown;
  }
}
