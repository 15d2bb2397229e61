import { readFileSync } from 'node:fs';
import { CLIENTELE_MIME } from 'clientele';
import { contentPage, toPage } from 'clientele/notebook';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, drawAll, launch, type Opened, open, outside, violations } from './browser.js';
import { HEADING_ONLY, SAMPLE_CARDS, SAMPLE_OPTIONS, sampleReport } from './sample-report.js';

describe.skipIf(CHROMIUM === undefined)('report in Chromium', () => {
  let browser: Browser;
  let html: string;

  let shared: Opened; // for what leaves the page as it was

  beforeAll(async () => {
    browser = await launch();
    html = await toPage(sampleReport(), SAMPLE_OPTIONS);
    shared = await open(browser, html, { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
    await drawAll(shared.page);
  });
  afterAll(async () => {
    await shared?.close();
    await browser?.close();
  });

  it('opens from disk without requests and complaints, its charts drawn', async () => {
    const { page, requests, complaints } = shared;
    expect(await page.locator('.plot').count()).toBe(4);
    expect(await page.locator('.plot').nth(1).locator('path.point').count()).toBe(600);
    expect(await page.locator('.plot .heatmaplayer image').count()).toBe(1);
    expect(await page.locator('figure.drawn').count()).toBe(4);
    expect([requests, complaints]).toEqual([[], []]);
  });

  it('draws with the smaller library where that is enough', async () => {
    const { page, requests, complaints, close } = await open(
      browser,
      await toPage(sampleReport({ heatMap: false })),
    );
    await drawAll(page);
    expect(await page.locator('figure.drawn').count()).toBe(3);
    expect([requests, complaints]).toEqual([[], []]);
    await close();
  });

  it('draws only what is near the window', async () => {
    const { page, close } = await open(browser, html, { viewport: { width: 1280, height: 600 } });
    await page.waitForFunction(() => Reflect.get(globalThis, 'Plotly') !== undefined);
    await page.waitForTimeout(200);
    expect(await page.locator('figure.drawn').count()).toBeLessThan(4);
    await close();
  });

  const SIZES = [320, 1280];
  const THEMES = ['light', 'dark'] as const;
  it.each(SIZES.flatMap((width) => THEMES.map((theme) => [width, theme] as const)))(
    'has no accessibility violation and nothing cut at %i px, %s, before and after charts draw',
    async (width, colorScheme) => {
      const options: BrowserContextOptions = {
        viewport: { width, height: 800 },
        colorScheme,
        bypassCSP: true,
      };
      const few = await toPage(sampleReport({ points: 100 }), SAMPLE_OPTIONS); // axe looks at every point
      const { page, close } = await open(browser, few, options);
      expect(await violations(page)).toEqual([]);
      await drawAll(page);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await page.waitForTimeout(100);
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await outside(page)).toEqual([]);
      await close();
    },
  );

  it('names every chart and says in words what it shows', async () => {
    const { page } = shared;
    const described = await page.locator('figure.chart').evaluateAll((figures) =>
      figures.map((figure) => ({
        name:
          document.getElementById(figure.getAttribute('aria-labelledby') ?? '')?.textContent?.trim() ?? '',
        words:
          document.getElementById(figure.getAttribute('aria-describedby') ?? '')?.textContent?.trim() ?? '',
        rows: figure.querySelectorAll('.data tbody tr').length,
      })),
    );
    expect(described.map((figure) => figure.rows)).toEqual([5, 200, 4, 4]);
    expect(described[0].words).toBe(
      'Scatter or line chart, 5 values. k from 2 to 6. Silhouette from 0.4 to 0.52.',
    );
    for (const { name, words } of described) expect([name, words]).not.toContain('');
  });

  it('shows all data of a chart, those too that travel compressed', async () => {
    const { page } = shared;
    const data = page.locator('figure.chart').nth(1).locator('.data');
    await data.locator('summary').click();
    await data.locator('.table-status').waitFor();
    expect(await data.locator('.table-status').textContent()).toBe('1–25 of 600');
    await data.getByRole('searchbox').fill('drifting');
    expect(await data.locator('.table-status').textContent()).toBe('1–25 of 132 found of 600'); // 22% of 600
    await data.locator('summary').click();
  });

  it('switches themes, charts included', async () => {
    const { page, complaints } = shared;
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const tick = () =>
      page
        .locator('.xtick text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
    const light = [await ground(), await tick()];
    await page.locator('#theme-switch').click();
    const dark = [await ground(), await tick()];
    expect(dark[0]).not.toBe(light[0]);
    expect(dark[1]).not.toBe(light[1]);
    expect(await page.locator('#theme-switch').getAttribute('aria-pressed')).toBe('true');
    await page.locator('#theme-switch').click();
    expect([await ground(), await tick()]).toEqual(light);
    expect(complaints).toEqual([]);
  });

  it('sorts, searches, turns pages of and downloads a long table', async () => {
    const { page, complaints } = shared;
    const box = page.locator('.table').first();
    const rows = box.locator('tbody tr');
    const column = (j: number) => rows.locator(`td:nth-child(${j})`).allTextContents();
    expect(await rows.count()).toBe(25);
    expect(await box.locator('.table-status').textContent()).toBe('1–25 of 120');
    await box.getByRole('button', { name: 'Next' }).click();
    expect(await box.locator('.table-status').textContent()).toBe('26–50 of 120');
    await box.getByRole('button', { name: 'Orders' }).click();
    expect(await box.locator('th').nth(2).getAttribute('aria-sort')).toBe('descending');
    const orders = (await column(3)).map(Number);
    expect(orders).toEqual([...orders].sort((a, b) => b - a));
    await box.getByRole('button', { name: 'Revenue' }).click();
    await box.getByRole('button', { name: 'Revenue' }).click();
    const revenue = (await column(4)).map((text) => Number(text.replace(',', '')));
    expect(revenue).toEqual([...revenue].sort((a, b) => a - b));
    await box.getByRole('searchbox').fill('drifting');
    expect(new Set(await column(2))).toEqual(new Set(['Drifting away']));
    expect(await box.locator('.table-status').textContent()).toBe('1–25 of 30 found of 120');
    await box.getByRole('searchbox').fill('nobody');
    expect(await box.locator('.table-status').textContent()).toBe('No row found');
    await box.getByRole('searchbox').fill('');
    await box.getByRole('button', { name: 'Revenue' }).click();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      box.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('customers-with-the-highest-revenue.csv');
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(lines[0]).toBe('\ufeffCustomer,Segment,Orders,Revenue (GBP),Last order');
    expect(lines[1]).toBe('•••,Loyal regulars,1,280206.02,2011-12-01');
    expect(lines[8]).toBe('•••,Promising newcomers,20,35026.7525,2011-05-08'); // 280,206.02 / 8 + 7 / 7
    expect(lines.length).toBe(122);
    expect(complaints).toEqual([]);
  });

  it('shows and hides all code', async () => {
    const { page } = shared;
    const openBlocks = () => page.locator('details.code[open]').count();
    expect(await openBlocks()).toBe(1); // the one that failed
    await page.locator('#code-switch').click();
    expect(await openBlocks()).toBe(await page.locator('details.code').count());
    await page.locator('#code-switch').click();
    expect(await openBlocks()).toBe(1);
  });

  it('leads from the banner to the failing cell, its line marked, later cells marked', async () => {
    const { page } = shared;
    await page.locator('.failure a').click();
    expect(new URL(page.url()).hash).toBe('#cell-19');
    expect(await page.locator('#cell-19 mark').textContent()).toBe("  arm: 'arms',");
    expect(await page.locator('#cell-19 mark').isVisible()).toBe(true);
    expect(await page.locator('.failure').textContent()).toContain(
      'cell 19, line 3, column 8. 1 later cell was not run.',
    );
    expect(await page.locator('#cell-20 .state').textContent()).toBe('Not run');
  });

  it('marks the current section', async () => {
    const { page } = shared;
    // Charts that draw meanwhile move what is below them, so the reader scrolls until the section is there.
    const current = async () => {
      await page.evaluate(() =>
        document.getElementById('h-personas')?.scrollIntoView({ behavior: 'instant' }),
      );
      return page.locator('.contents [aria-current]').textContent();
    };
    await expect.poll(current, { timeout: 20_000 }).toBe('Personas');
  });

  it('is whole with scripts off: prose, tables, words and open data in place of charts', async () => {
    const { page, requests, close } = await open(browser, html, { javaScriptEnabled: false });
    expect(await page.locator('.plot').first().isVisible()).toBe(false);
    for (const words of await page.locator('.alternative').all()) {
      expect((await words.boundingBox())?.height).toBeGreaterThan(10);
    }
    for (const data of await page.locator('figure .data table').all())
      expect(await data.isVisible()).toBe(true);
    expect(await page.locator('.table').first().locator('tbody tr').count()).toBe(120);
    expect(await page.locator('.without-scripts').textContent()).toContain('The first 200 of 600 rows');
    expect(await page.locator('.tools').isVisible()).toBe(false);
    expect(requests).toEqual([]);
    await close();
  });

  it('prints on light paper without code and switches, every chart drawn to fit', async () => {
    const { page, complaints, close } = await open(browser, html, { colorScheme: 'dark' });
    await page.waitForFunction(() => Reflect.get(globalThis, 'Plotly') !== undefined);
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        const widths = Array.from(document.querySelectorAll('.plot'), (place) =>
          place.querySelector('.main-svg')?.getAttribute('width'),
        );
        document.title = `${widths.join(' ')} ${getComputedStyle(document.body).backgroundColor}`;
      });
    });
    const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
    expect(pdf.length).toBeGreaterThan(20_000);
    expect(await page.title()).toBe('640 640 640 640 rgb(253, 252, 250)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    for (const hidden of ['.tools', '#cell-4 details.code', '.contents', '.table-top']) {
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    }
    expect(await page.locator('#cell-19 details.code').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives words and data where a browser cannot draw', async () => {
    const { page, close } = await open(browser, html.replace('id="chart-data">', 'id="chart-data">!'), {
      bypassCSP: true,
    });
    await page.locator('figure.undrawn').first().waitFor();
    expect(await page.locator('figure.undrawn').count()).toBe(4);
    expect((await page.locator('.alternative').first().boundingBox())?.height).toBeGreaterThan(10);
    expect(await page.locator('figure .data table').first().isVisible()).toBe(true);
    await close();
  });

  it.each(['light', 'dark'] as const)(
    'has accessible pages of cards and of one heading, %s',
    async (colorScheme) => {
      const cards = await contentPage({
        kind: 'page',
        name: 'persona-cards',
        title: 'Personas',
        description: 'The cards.',
        parts: [{ [CLIENTELE_MIME]: SAMPLE_CARDS }],
      });
      for (const text of [cards, await toPage(HEADING_ONLY)]) {
        const { page, requests, complaints, close } = await open(browser, text, {
          colorScheme,
          bypassCSP: true,
        });
        expect(await violations(page)).toEqual([]);
        expect([requests, complaints]).toEqual([[], []]);
        await close();
      }
    },
  );
});
